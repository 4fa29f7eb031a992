from db.kinds import Kind, State
from db.records import NEVER, Annotation, Article, Block, Check, Evidence, Person, Reply, Revision
from editor.exchange import assemble, build
from editor.exchange.html import write
from editor.exchange.report import Report
from editor.exchange.words import summary, when

ARTICLE = Article("a", "bridge", "Bridge", revision="r", draft=1)
TEXT = "One two three four.\n\nFive six."
REVISION = Revision("r", "a", 1, TEXT, (Block(0, 19), Block(21, 30)), (), "f" * 64, "md", "md")
PEOPLE = [Person("p", "Ana")]


def mark(name, start, end, check=""):
    return Annotation(name, "a", Kind.FACT, "", check=check, start=start, end=end)


def item_of(spans, state=State.UNCHECKED):
    marks = [mark(f"m{n}", s, e, f"c{n}") for n, (s, e) in enumerate(spans)]
    checks = [Check(f"c{n}", "a", Kind.FACT, f"s{n}", state) for n in range(len(spans))]
    places = {m.check: [m] for m in marks}
    return assemble(ARTICLE, REVISION, marks, checks, places, [], [], [], PEOPLE)


def test_checks_are_numbered_in_text_order_and_the_lost_come_last():
    item = item_of([(None, None), (21, 25), (0, 3)])
    assert [c.check.id for c in item.checks] == ["c2", "c1", "c0"]
    assert [c.number for c in item.checks] == [1, 2, 3]
    assert item.checks[-1].start is None


def test_overlapping_and_block_crossing_marks_lose_no_text():
    page = write(Report((item_of([(0, 7), (4, 13), (14, 25)]),), 1)).decode()
    assert '<mark class="todo">One </mark><mark class="todo">two</mark><sup id="m1-1">' in page
    assert page.count("<sup") == 4
    assert page.count("<mark") == page.count("</mark>") == 5


def test_settled_is_not_listed_as_open():
    assert item_of([(0, 3)], State.STET).open_checks == ()
    assert len(item_of([(0, 3)], State.ON_AUTHOR).open_checks) == 1


def test_a_source_that_was_removed_is_said():
    check = Check("c", "a", Kind.FACT, "s")
    item = assemble(
        ARTICLE, REVISION, [], [check], {}, [Evidence("e", "c", "gone")], [], [], PEOPLE
    )
    assert "a source that was removed" in write(Report((item,), 1)).decode()


def test_summary_names_draft_people_and_time():
    check = Check("c", "a", Kind.FACT, "s", assignee="p")
    item = assemble(ARTICLE, REVISION, [], [check], {}, [], [], [], PEOPLE)
    assert summary(item, 1_700_000_000_000) == (
        "“Bridge”: 0 of 1 checks are settled and 1 are open, against draft 1 (ffffffffffff), "
        "by Ana, as of 2023-11-14 22:13 UTC."
    )


def test_times_that_are_none_are_empty():
    assert [when(0), when(NEVER), when(-5), when(10**18)] == ["", "", "", ""]


class Reads:
    """What `build` asks of a store."""

    def article(self, ref):
        return ARTICLE

    def revision(self, ref):
        return REVISION

    def annotations(self, article):
        return [mark("m", 0, 3, "c")]

    def checks(self, article):
        return [Check("c", "a", Kind.FACT, "s")]

    def places(self, ids):
        return {ref: [mark("m", 0, 3, ref)] for ref in ids}

    def evidence(self, article):
        return []

    def sources(self):
        return []

    def replies(self, article):
        return [Reply("y", "m", "p", "words", 5)]

    def persons(self):
        return PEOPLE


def test_build_reads_the_newest_draft():
    report = build(Reads(), ["bridge"], 7)
    assert report.made == 7
    assert report.articles[0].checks[0].start == 0
    assert report.articles[0].thread("m")[0].text == "words"

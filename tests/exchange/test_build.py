"""Reports of a real store."""

import pytest

from db.errors import NotFound
from db.kinds import Kind, State
from db.records import ContactAttempt, Correction, Evidence, Pass, Query, Source
from editor.commands.articles import import_document
from editor.commands.checks import attach, set_checks
from editor.commands.marks import mark, reply
from editor.exchange import EXPORTERS, ExchangeError, ReportOptions, build, render, write_whole
from editor.reading.reader import read_text

NOW = 1_700_000_000_000


@pytest.fixture
def article(desk, ana):
    document = read_text("The pier\n\nIt opened in 1931. It is long.", "pier.txt")
    made, revision = import_document(desk, ana, NOW, document)
    at = revision.text.index("1931")
    _mark, check = mark(desk, ana, NOW, made.id, at, at + 4, Kind.FACT, note="look")
    reply(desk, ana, NOW + 1, _mark.id, "looked")
    attach(desk, ana, NOW + 2, check.id, "Harbour log", locator="p. 3", excerpt="opened 1931")
    set_checks(desk, ana, NOW + 3, [check.id], state=State.CONFIRMED)
    return made


def test_a_report_holds_what_the_store_knows(desk, article):
    item = build(desk, [article.slug], NOW, maker="Ana Bell").articles[0]
    line = item.checks[0]
    assert line.check.state is State.CONFIRMED and line.paragraph == 2
    assert line.marks[0].thread[0].text == "looked"
    assert line.proofs[0].source.name == "Harbour log" and line.proofs[0].seen
    assert item.checkers == ("Ana Bell",)
    assert item.coverage.unmarked == 2
    assert item.original.startswith(b"The pier")


def test_every_kind_of_record_arrives(desk, article, ana):
    (check,) = desk.checks(article.id)
    (mark_,) = desk.annotations(article.id)
    with desk.act(ana, NOW + 9, "fill") as act:
        file = act.add_file(b"a recording")
        source = act.add(Source("5" * 32, "person", "Bo Lind", file=file, file_name="a.mp3"))
        act.add(Evidence("6" * 32, check.id, source.id, seen_by=ana, seen_at=NOW))
        act.add(ContactAttempt("7" * 32, source.id, article.id, ana, NOW, "telephone"))
        act.add(Query("8" * 32, article.id, 1, "Mara", "Sure?", annotations=(mark_.id,)))
        act.add(Pass("9" * 32, article.id, article.revision, ana, "sign_off", "AB", NOW))
        act.add(Correction("a" * 32, article.id, "1931", "1932", at=NOW))
    item = build(desk, [article.slug], NOW, whole=True).articles[0]
    line = item.checks[0]
    assert [a.way for a in line.attempts] == ["telephone"] and line.queries == (1,)
    assert item.sign_off is not None and item.corrections[0].right == "1932"
    assert item.files == {file: b"a recording"}
    assert [(s.before, s.after) for s in line.history] == [("unchecked", "confirmed")]
    assert item.drafts[0].original.startswith(b"The pier")
    assert {link.body[6] for link in item.links} >= {"check", "annotation", "pass"}
    assert {one["kind"] for one in item.records} >= {"check", "annotation", "pass", "revision"}


def test_a_draft_that_is_not_there_is_said(desk, article):
    with pytest.raises(NotFound):
        build(desk, [article.id], NOW, ReportOptions(draft=7))


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "marked-pdf"])
def test_every_form_holds_the_statement_or_the_passage(desk, article, name):
    report = build(desk, [article.id], NOW, whole=EXPORTERS[name].whole)
    assert render(name, report)


def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "r.html"
    write_whole(target, b"old")

    def full(_fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]


def test_what_is_too_much_is_refused_before_it_is_read(desk, article, ana, monkeypatch):
    mark(desk, ana, NOW + 4, article.id, 4, 8, Kind.FACT)
    asked = []
    monkeypatch.setattr(desk, "checks", lambda ref: asked.append(ref))
    confirmed = ReportOptions(states=(State.CONFIRMED,))
    for most, options in ((1, None), (1, ReportOptions(states=tuple(State)))):
        with pytest.raises(ExchangeError) as caught:
            build(desk, [article.slug], NOW, options, most=most)
        assert caught.value.code == "too_much_to_print" and asked == []
    monkeypatch.undo()
    for most, options in ((2, None), (1, confirmed), (1, ReportOptions(kinds=(Kind.FACT,)))):
        assert build(desk, [article.id], NOW, options, most=most).articles
    assert [name for name, form in EXPORTERS.items() if form.most] == ["pdf", "copy-pdf"]

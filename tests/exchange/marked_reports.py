"""Reports of a short text with marks of every kind, and what is to come back of them."""

from db.kinds import Kind, State
from db.records import Annotation, Article, Check, Decision, Person, Reply, Revision
from editor.exchange import Records, Report, assemble
from editor.reading.plain import read as plain

TEXT = "Der 😀 Pier ist 212 Meter lang.\n\n„Gut“, sagte שלום er. Der Pier ist alt.\n\nEnd."
MADE = 1_700_000_000_000


def report_of(ranges, notes=(), text=TEXT):
    blocks = plain(text).blocks
    revision = Revision("r", "a", 2, text, blocks, (), "f" * 64, "text", "text")
    kinds = [Kind.FACT, Kind.QUOTE, Kind.COMMENT, Kind.CLAIM, Kind.CHANGE]
    marks, checks, replies = [], [], []
    for number, (start, end) in enumerate(ranges):
        kind = kinds[number % 5]
        check = f"c{number}" if kind in (Kind.FACT, Kind.QUOTE, Kind.CLAIM) else ""
        if check:
            state = list(State)[number % len(State)]
            checks.append(Check(check, "a", kind, f"statement {number}", state, "false"))
        id_ = f"{number:032x}"
        note = notes[number] if number < len(notes) else f"note {number}"
        marks.append(
            Annotation(
                id_, "a", kind, text[start:end], note=note, author="p", created=MADE + number,
                check=check, start=start, end=end, tags=("a tag", "b"), revision="r",
                speaker="Er" if kind is Kind.QUOTE else "",
                change="new words" if kind is Kind.CHANGE else "",
            )
        )  # fmt: skip
        resolved = bool(number % 2)
        replies.append(Reply(f"{number + 900:032x}", id_, "p", f"re {number}", MADE, resolved))
    article = Article(
        "a", "pier", "Der Pier", revision="r", draft=2, origin="https://news.example/pier"
    )
    decision = Decision("d", "a", "dismissed", "quote/direct", "End", start=0, end=3)
    records = Records(
        article, revision, marks, checks, replies, [Person("p", "Ada & Co")], decisions=[decision]
    )
    return Report((assemble(records),), MADE)


ALL = [(4, 10), (15, 24), (33, 38), (45, 49), (54, 62)]


def told(mark):
    return (mark.kind, mark.start, mark.end, mark.exact, mark.note, mark.author, mark.at, mark.tags)


def went(report):
    text = report.articles[0].revision.text
    return [
        (m.kind, m.start, m.end, text[m.start : m.end], m.note, "Ada & Co", m.created, m.tags)
        for m in (found.mark for found in report.articles[0].marks)
    ]

"""The author's PDF, marked: made here by our own typesetter, read back by our own reader."""

from dataclasses import replace

import pypdfium2
import pytest

from db.kinds import Kind, State
from db.records import Annotation, Article, Check, Person, Reply, Revision
from editor.exchange import ExchangeError, Records, Report, assemble
from editor.exchange.leaks import Secret, leaks
from editor.exchange.marked_pdf import Letters, bare, letters_of, lines_of, passages, write
from editor.exchange.typeset import typeset
from editor.reading.reader import read_bytes

PARAGRAPHS = (
    "The official file says the bridge of Aldersund is 212 metres long and that it weighs some "
    "1,900 tonnes, which makes it the longest of its kind in the whole country and beyond it.",
    "The first office was closed. The second office was closed too, and the file was lost.",
)


@pytest.fixture(scope="module")
def original():
    pieces = [
        {"kind": "paragraph", "rtl": False, "sticky": False, "pieces": [
            {"text": text, "strong": False, "emph": False, "fill": "", "numbers": []}]}
        for text in PARAGRAPHS * 12
    ]  # fmt: skip
    section = {"name": "x", "title": "Open", "intro": "", "entries": [], "items": []}
    article = {
        "title": {"text": "A bridge", "rtl": False}, "by": "", "stamp": "", "lead": ["A story."],
        "language": "en", "faces": [],
        "flow": [section, {"name": "draft", "title": "The bridge", "blocks": pieces}],
    }  # fmt: skip
    data = {
        "title": "A bridge", "authors": [], "language": "en", "paper": "a4", "notice": "",
        "words": {"kicker": "", "page": ""}, "articles": [article],
    }  # fmt: skip
    return typeset("report", data)


def report_on(data, passages):
    document = read_bytes(data, "bridge.pdf")
    revision = Revision(
        "r", "a", 1, document.text, document.blocks, document.spans, "f" * 64, "pdf", "pdf 1"
    )
    marks, checks = [], []
    for number, (words, kind) in enumerate(passages):
        start = document.text.rindex(words)
        check = f"c{number}" if kind is Kind.FACT else ""
        if check:
            checks.append(Check(check, "a", kind, words, State.CONFIRMED))
        marks.append(
            Annotation(
                f"m{number}", "a", kind, words, note=f"note {number}", author="p", check=check,
                created=1_700_000_000_000, start=start, end=start + len(words),
                change="221 metres" if kind is Kind.CHANGE else "",
            )
        )  # fmt: skip
    replies = [Reply("y", "m0", "p", "an answer", 1)]
    people = [Person("p", "Ada Moreau")]
    records = Records(
        Article("a", "b", "B"), revision, marks, checks, replies, people, original=data
    )
    return Report((assemble(records),), 1)


def test_highlights_stand_on_their_words_and_come_back_as_notes(original):
    passages = [
        ("is 212 metres long and that it", Kind.FACT),
        ("file was lost", Kind.COMMENT),
    ]
    report = report_on(original, passages)
    out = write(report)
    assert out.startswith(original)
    back = read_bytes(out, "bridge.pdf")
    assert back.text == report.articles[0].revision.text
    found = {note.text: note for note in back.notes}
    assert len(found) == 2
    for words, _kind in passages:
        assert any(words in back.text[n.start : n.end] for n in found.values())
    (first,) = [note for text, note in found.items() if text.startswith("1 · confirmed")]
    assert "note 0" in first.text and "an answer" in first.text and first.author == "Ada Moreau"


def test_words_of_a_note_are_found_by_the_check_for_hidden_sources(original):
    report = report_on(original, [("212 metres", Kind.COMMENT)])
    (found,) = report.articles[0].marks
    told = replace(found, mark=replace(found.mark, note="ask Åse Kolstad, Łódź"))
    out = write(replace(report, articles=(replace(report.articles[0], marks=(told,)),)))
    assert leaks(out, [Secret("Åse Kolstad"), Secret("Łódź")]) == ("Åse Kolstad", "Łódź")


def test_a_proposed_wording_is_struck_out_with_the_new_one(original):
    out = write(report_on(original, [("212 metres", Kind.CHANGE)]))
    assert b"/StrikeOut" in out
    text = "".join(note.text for note in read_bytes(out, "b.pdf").notes)
    assert "Proposed: 221 metres" in text or b"/Contents" in out


def test_of_equal_passages_the_same_one_is_marked_and_else_none(original):
    report = report_on(original, [])
    item = report.articles[0]
    text = item.revision.text
    words = "The first office was closed."
    places = [n for n in range(len(text)) if text.startswith(words, n)]
    mark = Annotation("m", "a", Kind.COMMENT, words, start=places[3], end=places[3] + len(words))
    letters = letters_of(pypdfium2.PdfDocument(original))
    (found,) = passages(letters, item, mark)
    boxes = [at for at in range(len(letters.text)) if letters.text.startswith(bare(words), at)]
    page, box = letters.places[boxes[3]]
    assert found[0] == page and abs(found[1][0][1] - box[1]) < 1
    fewer = letters.text[: boxes[-1]]
    assert list(passages(Letters(fewer, letters.places), item, mark)) == []


def test_what_did_not_come_from_a_pdf_is_said(original):
    report = report_on(original, [])
    for data in (b"", b"PK", b"%PDF-1.7 broken"):
        item = replace(report.articles[0], original=data)
        with pytest.raises(ExchangeError) as caught:
            write(Report((item,), 1))
        assert caught.value.code == "not_from_pdf"


def test_letters_and_lines():
    assert bare("of\ufb01ce of-\u00adﬁ ce\n") == "officeoffice"
    boxes = [(0, 0, 5, 10), (6, 0, 11, 10), (0, -12, 5, -2), (6, -12, 11, -2)]
    assert lines_of(boxes) == [(0, 0, 11, 10), (0, -12, 11, -2)]

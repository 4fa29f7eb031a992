"""What LibreOffice shows of written files. Run by name, since it needs LibreOffice:

python3 -m tests tests/validators/office.py
"""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml

from db.kinds import BlockKind, Kind
from db.records import Reply
from editor.exchange import EXPORTERS, Report, ReportOptions, assemble
from editor.exchange.csv import safe
from editor.exchange.docx import write
from editor.reading.reader import read_bytes
from tests.exchange.conftest import MADE, records_of
from tests.exchange.word_files import HARD, MADE_BY_PYTHON_DOCX, SPACES, report_on, run
from tests.validators import flat

DATA = Path(__file__).parent.parent / "data"
PAGE = """<html><body><h1>The Pier</h1><p>The pier cost <i>forty million</i> pounds, the
<a href="https://harbour.example">harbour office</a> said.<p>Emoji 😀 and <b>bold</b> words.
<ul><li>one point<li>two <b>points</b></ul><ol><li>first<li>second</ol>
<table border=1><tr><td>bolts<td>40<tr><td>paint<td>12</table>
<blockquote>We paid twice, she said.</blockquote><p>The last word.</body></html>"""
BOX = (
    f'<w:p {SPACES}>{run("before")}<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    'style="width:200pt;height:50pt"><v:textbox><w:txbxContent>'
    f"<w:p>{run('a box of words')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    f"{run(' after')}</w:p>"
)
SHAPELESS = ("field", "formula", "text box")
"""Places of `HARD` that LibreOffice shows in a way of its own; see the tests that name them."""
INJECTIONS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1+1", "\uff1d1+1", "{=1}",
    "=cmd|'/C calc'!A0", '=HYPERLINK("http://evil.example";"x")', "http://evil.example",
    '";=1+1', "=1+1\";\"=2+2", "1e9", "0012", "2026-01-02", "TRUE", "<script>alert(1)</script>",
)  # fmt: skip


def hard() -> bytes:
    """A file with passages where files have their corners."""
    made = docx.Document()
    body = made.element.body
    for name, (inside, _passage) in HARD.items():
        if name not in SHAPELESS:
            body.insert(len(body) - 1, parse_xml(f"<w:p {SPACES}>{inside}</w:p>"))
    body.insert(len(body) - 1, parse_xml(BOX))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    made.part.rels.add_relationship(kind, "https://harbour.example", "r1", is_external=True)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def every_few_words(name: str, data: bytes) -> Report:
    """A report with a comment on each stretch of one to three words of a file.

    List markers, text to us and numbering to LibreOffice, are left out.
    """
    document = read_bytes(data, f"{name}.docx")
    dice = random.Random(name)
    marks: list[tuple[tuple[int, int], dict[str, str]]] = []
    for block in document.blocks:
        found = list(re.finditer(r"\S+", document.text[block.start : block.end]))
        found = found[block.kind is BlockKind.LIST_ITEM :]
        for number, first in enumerate(found):
            last = found[min(number + dice.randrange(3), len(found) - 1)]
            note = f"note {len(marks)} <of> & {name}"
            place = (block.start + first.start(), block.start + last.end())
            marks.append((place, {"note": note}))
    return report_on(data, marks, name=f"{name}.docx")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Files of four makers, with a comment on every few words of each."""
    folder = tmp_path_factory.mktemp("made")
    office = flat.converted(
        {"office.html": PAGE.encode()}, "docx:MS Word 2007 XML", folder, "HTML (StarWriter)"
    )
    files = {
        "python-docx": MADE_BY_PYTHON_DOCX,
        "hard": hard(),
        "pandoc": (DATA / "exchange" / "pandoc.docx").read_bytes(),
        "ferry": (DATA / "reading" / "ferry.docx").read_bytes(),
        "winter": (DATA / "reading" / "winter.docx").read_bytes(),
        **office,
    }
    return {name: every_few_words(name, data) for name, data in files.items()}


@pytest.fixture(scope="module")
def written(reports: dict[str, Report]) -> dict[str, bytes]:
    """The same, written."""
    return {f"{name}.docx": write(report) for name, report in reports.items()}


@pytest.fixture(scope="module")
def seen(
    written: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[flat.Shown]]:
    """The comments LibreOffice shows in each."""
    made = flat.converted(written, "fodt", tmp_path_factory.mktemp("seen"))
    return {name: flat.comments(data) for name, data in made.items()}


@pytest.mark.parametrize("name", ["python-docx", "hard", "pandoc", "ferry", "winter", "office"])
def test_every_comment_stands_on_its_passage(
    reports: dict[str, Report], seen: dict[str, list[flat.Shown]], name: str
) -> None:
    by_words = {shown.words.split("\n")[-1]: shown for shown in seen[name]}
    assert len(by_words) >= len(reports[name].articles[0].marks) >= 20
    for mark in (found.mark for found in reports[name].articles[0].marks):
        shown = by_words[mark.note]
        assert (shown.on, shown.author) == ("".join(mark.exact.split()), "Ada & Co")


@pytest.fixture(scope="module")
def saved(written: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same files as LibreOffice saves them again."""
    return flat.converted(written, "docx:MS Word 2007 XML", tmp_path_factory.mktemp("saved"))


@pytest.mark.parametrize("name", ["python-docx", "pandoc", "ferry", "winter", "office"])
def test_a_file_that_was_edited_in_libreoffice_comes_back_with_its_comments(
    reports: dict[str, Report], saved: dict[str, bytes], name: str
) -> None:
    back = read_bytes(saved[name], f"{name}.docx")
    assert back.text.split() == reports[name].articles[0].revision.text.split()
    by_words = {note.text.split("\n")[-1]: note for note in back.notes}
    for mark in (found.mark for found in reports[name].articles[0].marks):
        note = by_words[mark.note]
        assert back.text[note.start : note.end].split() == mark.exact.split()


def test_a_comment_in_a_field_and_on_a_formula_is_shown(tmp_path: Path) -> None:
    """LibreOffice makes its own field or object there, with the comment at it, without a range."""
    made = docx.Document()
    for name in ("field", "formula"):
        made.element.body.insert(0, parse_xml(f"<w:p {SPACES}>{HARD[name][0]}</w:p>"))
    out = io.BytesIO()
    made.save(out)
    marks = [(HARD[name][1], {"note": name}) for name in ("field", "formula")]
    data = write(report_on(out.getvalue(), marks))
    shown = flat.comments(flat.converted({"a.docx": data}, "fodt", tmp_path)["a"])
    assert sorted(one.words.split("\n")[-1] for one in shown) == ["field", "formula"]


def test_threads_settled_marks_and_proposals_are_what_they_are(tmp_path: Path) -> None:
    marks = [
        ("very dear", {"note": "how much?"}),
        ("So they say.", {"kind": Kind.CHANGE, "change": "So they said."}),
    ]
    replies = [
        Reply("x", "m0", "q", "a lot", MADE + 1000),
        Reply("y", "m0", "p", "done", MADE + 2000, resolved=True),
    ]
    data = write(report_on(MADE_BY_PYTHON_DOCX, marks, replies))
    made = flat.converted({"a.docx": data}, "fodt", tmp_path)["a"]
    shown = {one.words.split("\n")[-1]: one for one in flat.comments(made)}
    assert [shown[w].author for w in ("how much?", "a lot", "done")] == [
        "Ada & Co", "Ben", "Ada & Co",
    ]  # fmt: skip
    assert all(shown[w].resolved and shown[w].on == "verydear" for w in ("how much?", "a lot"))
    assert sorted(flat.changes(made)) == [("deletion", "Ada & Co"), ("insertion", "Ada & Co")]


WORDS = "forty bolts & “four” <b>"
WORD_FORMS = [name for name, form in EXPORTERS.items() if form.suffix.endswith(".docx")]
BOOK_FORMS = [name for name, form in EXPORTERS.items() if form.suffix.endswith(".xlsx")]


def report_with(words: str) -> Report:
    """A report in which `words` stand everywhere a person could have written them."""
    return Report((assemble(records_of(words), ReportOptions()),), MADE, words)


def test_every_word_file_opens_with_its_words(tmp_path: Path) -> None:
    report = report_with(WORDS)
    files = {f"{name}.docx": EXPORTERS[name].write(report) for name in WORD_FORMS}
    made = flat.converted(files, "fodt", tmp_path / "text")
    assert sorted(made) == sorted(WORD_FORMS) and len(made) == 5
    for data in made.values():
        assert "".join(WORDS.split()) in flat.words(data)
    for data in flat.converted(files, "pdf", tmp_path / "paper").values():
        paper = pypdfium2.PdfDocument(data)
        assert "forty bolts" in "".join(page.get_textpage().get_text_bounded() for page in paper)
        paper.close()


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    files = {
        f"{name}-{number}.xlsx": EXPORTERS[name].write(report_with(words))
        for number, words in enumerate(INJECTIONS)
        for name in BOOK_FORMS
    }
    made = flat.converted(files, "fods", tmp_path)
    assert len(made) == 4 * len(INJECTIONS)
    for number, words in enumerate(INJECTIONS):
        for name in BOOK_FORMS:
            data = made[f"{name}-{number}"]
            assert flat.formulas(data) == 0
            assert any("".join(words.split()) in "".join(c.split()) for c in flat.cells(data))


@pytest.mark.parametrize("name, sign", [("csv", "44"), ("tsv", "9")])
def test_no_cell_of_a_table_is_a_formula(tmp_path: Path, name: str, sign: str) -> None:
    how = f"Text - txt - csv (StarCalc):{sign},34,76,1,,0,false,true,false,false,false"
    write_table = EXPORTERS[name].write
    files = {f"{n}.csv": write_table(report_with(words)) for n, words in enumerate(INJECTIONS)}
    files["control.csv"] = b'"=1+1"\r\n'
    made = flat.converted(files, "fods", tmp_path, how)
    assert flat.formulas(made.pop("control")) == 1
    assert [flat.formulas(data) for data in made.values()] == [0] * len(INJECTIONS)
    told = "".join(cell for data in made.values() for cell in flat.cells(data))
    assert all("".join(safe(w).split()) in "".join(told.split()) for w in ("=1+1", "{=1}"))

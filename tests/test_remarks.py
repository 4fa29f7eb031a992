"""Every sentence a reader says is known by its pattern, and comes back with its figures."""

from __future__ import annotations

from pathlib import Path

from editor import remarks
from editor.reading import encodings, html_choice
from editor.reading.docx import ACCEPTED
from editor.reading.errors import ReadError
from editor.reading.reader import MISLEADING, read_bytes, read_file
from editor.remarks import PATTERNS, remark
from tests.reading.hostile_files import CASES

DATA = Path(__file__).parent / "data" / "reading"


def shouted(message):
    """A language in which everything is written large, or said to be translated."""
    return message.upper() if "{}" not in message else f"ÜBERSETZT {message}"


def test_sentences_are_translated_and_their_figures_put_back(monkeypatch):
    monkeypatch.setattr(remarks, "_", shouted)
    assert remark("Pictures: 12.") == "ÜBERSETZT Pictures: 12."
    assert remark(encodings.WIDE) == encodings.WIDE.upper()
    note = "The service's note to editors: Adds {} in\nparagraph 3"
    assert remark(note) == f"ÜBERSETZT {note}"
    assert remark("Something new: 3.") == "Something new: 3."


def test_every_sentence_of_the_readers_is_known():
    said = {
        *(encodings.CUT, encodings.MIXED, encodings.WIDE, encodings.WESTERN),
        *(html_choice.UNTOLD, ACCEPTED, *MISLEADING.values()),
    }
    assert said <= set(PATTERNS)
    documents = [read_file(path) for path in DATA.iterdir() if path.suffix not in (".xlsx", ".py")]
    for name, make, _code in CASES.values():
        if name.endswith((".html", ".txt")):
            try:
                documents.append(read_bytes(make()[:100_000], name))
            except ReadError:
                continue
    told = {one for document in documents for one in (*document.warnings, *document.lost)}
    assert len(told) >= 3
    shapes = [shape for shape, _pattern in remarks._shapes()]
    assert [one for one in told if not any(shape.fullmatch(one) for shape in shapes)] == []

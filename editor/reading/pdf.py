"""PDF files: the text layer in reading order, with a way back to page and line.

PDFium reads the file; columns, paragraphs and parted words are put together here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2

from editor.reading.canonical import Draft
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.pdf_marks import marks_of
from editor.reading.pdf_page import pieces_of
from editor.reading.pdf_writer import Page, Writer


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of a PDF; highlights and notes in it are its notes.

    Raises ReadError `encrypted`, `damaged`, `too_large`, or `scanned` when it has no text layer.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise ReadError("encrypted" if locked else "damaged", name=name) from None
    try:
        if len(document) > limits.pages:
            raise ReadError("too_large", name=name)
        pages, broken = _pages(document)
    finally:
        document.close()
    if not any(page.pieces for page in pages):
        raise ReadError("scanned" if pages else "damaged", name=name)
    draft = Writer(pages).write()
    silent = [page.label for page in pages if not page.pieces]
    lost = draft.lost
    lost += (f"Pages without text, perhaps scans: {', '.join(silent[:20])}.",) if silent else ()
    lost += (f"Pages that could not be read: {broken}.",) if broken else ()
    return replace(draft, lost=lost)


def _pages(document: Any) -> tuple[list[Page], int]:
    """Every page that can be read, and how many cannot."""
    found: list[Page] = []
    broken = 0
    for number in range(len(document)):
        try:
            page = document[number]
            label = document.get_page_label(number) or str(number + 1)
            pieces, turn = pieces_of(page, number)
            marks = [replace(m, boxes=tuple(map(turn.box, m.boxes))) for m in marks_of(page)]
            found.append(Page(label, turn.top, pieces, marks))
            page.close()
        except pypdfium2.PdfiumError:
            broken += 1
    return found, broken

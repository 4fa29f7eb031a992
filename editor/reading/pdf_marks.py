"""What stands on the pages of a PDF: highlights, notes and links, with the boxes they cover."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from editor.reading.canonical import canonical, link_target
from editor.reading.pdf_lines import Box

MARKUP = {
    pdfium.FPDF_ANNOT_HIGHLIGHT: "highlight",
    pdfium.FPDF_ANNOT_UNDERLINE: "underline",
    pdfium.FPDF_ANNOT_SQUIGGLY: "underline",
    pdfium.FPDF_ANNOT_STRIKEOUT: "strike-out",
    pdfium.FPDF_ANNOT_TEXT: "note",
    pdfium.FPDF_ANNOT_FREETEXT: "note",
    pdfium.FPDF_ANNOT_CARET: "note",
}
DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?([Z+-])?(?:(\d\d)'?(\d\d))?")


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation in a PDF: the boxes it covers, what it says, or where it links to."""

    kind: str
    boxes: tuple[Box, ...]
    text: str = ""
    author: str = ""
    at: str = ""
    target: str = ""


def marks_of(page: Any) -> list[Mark]:
    """Highlights, notes and links on a page, in the file's order."""
    found: list[Mark] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annot = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annot:
            continue
        try:
            mark = _mark(page, annot)
        finally:
            pdfium.FPDFPage_CloseAnnot(annot)
        if mark is not None:
            found.append(mark)
    return found


def _mark(page: Any, annot: Any) -> Mark | None:
    subtype = pdfium.FPDFAnnot_GetSubtype(annot)
    boxes = _boxes(annot)
    if subtype == pdfium.FPDF_ANNOT_LINK:
        target = _link(page, annot)
        return Mark("link", boxes, target=target) if target else None
    if subtype not in MARKUP:
        return None
    return Mark(
        MARKUP[subtype],
        boxes,
        canonical(_string(annot, b"Contents")).strip(),
        canonical(_string(annot, b"T")).strip(),
        _iso(_string(annot, b"M") or _string(annot, b"CreationDate")),
    )


def _boxes(annot: Any) -> tuple[Box, ...]:
    found: list[Box] = []
    quad = pdfium.FS_QUADPOINTSF()
    for index in range(pdfium.FPDFAnnot_CountAttachmentPoints(annot)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annot, index, quad):
            across = (quad.x1, quad.x2, quad.x3, quad.x4)
            up = (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append((min(across), min(up), max(across), max(up)))
    rect = pdfium.FS_RECTF()
    if not found and pdfium.FPDFAnnot_GetRect(annot, rect):
        found.append((rect.left, rect.bottom, rect.right, rect.top))
    return tuple(found)


def _string(annot: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annot, key, None, 0)
    if not 2 < length < 1_000_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    target = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(annot, key, target, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _link(page: Any, annot: Any) -> str:
    link = pdfium.FPDFAnnot_GetLink(annot)
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    document = page.pdf.raw
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return link_target(buffer.value.decode("utf-8", "replace"))


def _iso(date: str) -> str:
    """A PDF's date as ISO 8601, or ""."""
    match = DATE.match(date)
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, *zone = match.groups()
    tail = "Z" if sign == "Z" else f"{sign}{zone[0] or '00'}:{zone[1] or '00'}" if sign else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{tail}"

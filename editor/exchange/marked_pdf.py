"""The PDF an article came from, with a highlight and a note on each marked passage.

The pages stay as they are: highlights are annotations, which any reader can hide. A passage is
found by its letters and their surroundings, since a PDF knows no words or paragraphs.
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from db.records import Annotation
from editor.exchange.errors import ExchangeError
from editor.exchange.report import Report, ReportArticle, ReportMark, only
from editor.exchange.style import state_colours, theme
from editor.exchange.words import remark, visible, when

AROUND = 80
"""Code points of the draft on either side by which a passage is told from its like."""
DROPPED = frozenset("-\u00ad\u2010\u2011\ufffe\ufffd\u00a0")
"""What stands in one of draft and PDF only, beside white space: line-end hyphens and their kin."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class Letters:
    """All letters of a PDF in its own order, and where each stands."""

    text: str
    places: Sequence[tuple[int, Box]]
    """(page index, box) of each code point of `text`."""


def write(report: Report) -> bytes:
    """The marked PDF; ExchangeError `not_from_pdf` when the draft was not read from one."""
    import pypdfium2

    item = only(report)
    if not item.original.startswith(b"%PDF"):
        raise ExchangeError("not_from_pdf")
    try:
        document = pypdfium2.PdfDocument(item.original)
    except pypdfium2.PdfiumError:
        raise ExchangeError("not_from_pdf") from None
    try:
        letters = letters_of(document)
        by_page: dict[int, list[tuple[ReportMark, list[Box]]]] = {}
        for found in item.marks:
            for page, boxes in passages(letters, item, found.mark):
                by_page.setdefault(page, []).append((found, boxes))
        for number, marks in by_page.items():
            page = document[number]
            for found, boxes in marks:
                _annotate(page, item, found, boxes)
            page.close()
        out = io.BytesIO()
        document.save(out, flags=pypdfium2.raw.FPDF_INCREMENTAL)
    finally:
        document.close()
    return out.getvalue()


def letters_of(document: Any) -> Letters:
    """The letters of every page; ligatures are taken apart, blanks and hyphens left out."""
    import pypdfium2.raw as raw

    text: list[str] = []
    places: list[tuple[int, Box]] = []
    for number in range(len(document)):
        page = document[number].get_textpage()
        rect = raw.FS_RECTF()
        for index in range(page.count_chars()):
            glyphs = bare(chr(raw.FPDFText_GetUnicode(page, index)))
            if not glyphs:
                continue
            raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(rect))
            box = (rect.left, rect.bottom, rect.right, rect.top)
            text += glyphs
            places += [(number, box)] * len(glyphs)
        page.close()
    return Letters("".join(text), places)


def bare(text: str) -> str:
    """The letters of `text` as PDFs and drafts have them in common."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and c not in DROPPED and c.isprintable())


def passages(
    letters: Letters, item: ReportArticle, mark: Annotation
) -> Iterator[tuple[int, list[Box]]]:
    """(page, boxes of its lines) of a mark's passage; nothing where it is not found for sure."""
    start, end = mark.start, mark.end
    if start is None or end is None or start >= end:
        return
    text = item.revision.text
    exact = bare(text[start:end])
    if not exact:
        return
    before, after = bare(text[max(0, start - AROUND) : start]), bare(text[end : end + AROUND])
    found = _only_place(letters.text, before, exact, after)
    if found is None:
        found = _same_of_equals(letters.text, bare(text), exact, len(bare(text[:start])))
    if found is None:
        return
    by_page: dict[int, list[Box]] = {}
    for page, box in letters.places[found[0] : found[1]]:
        by_page.setdefault(page, []).append(box)
    for page, boxes in by_page.items():
        yield page, lines_of(boxes)


def _only_place(pdf: str, before: str, exact: str, after: str) -> tuple[int, int] | None:
    """Where the passage stands with its surroundings, or at all, if that is one place only."""
    for lead, whole in ((len(before), before + exact + after), (0, exact)):
        at = pdf.find(whole)
        if at >= 0:
            alone = pdf.find(whole, at + 1) < 0
            return (at + lead, at + lead + len(exact)) if alone else None
    return None


def _same_of_equals(pdf: str, draft: str, exact: str, start: int) -> tuple[int, int] | None:
    """The passage that is the same one of its equals in the PDF as in the draft.

    None when the two do not hold it equally often, for then nothing tells them apart.
    """
    here, there = draft.count(exact), pdf.count(exact)
    if here != there or not draft.startswith(exact, start):
        return None
    at = -1
    for _number in range(draft.count(exact, 0, start) + 1):
        at = pdf.find(exact, at + 1 if at < 0 else at + len(exact))
    return (at, at + len(exact)) if at >= 0 else None


def lines_of(boxes: Iterable[Box]) -> list[Box]:
    """Letters' boxes joined into one for each line they stand on."""
    lines: list[Box] = []
    for left, bottom, right, top in boxes:
        if lines:
            a, b, c, d = lines[-1]
            middle = (bottom + top) / 2
            if b <= middle <= d and left >= a - 1 and left - c < 4 * (d - b):
                lines[-1] = (min(a, left), min(b, bottom), max(c, right), max(d, top))
                continue
        lines.append((left, bottom, right, top))
    return lines


def _annotate(page: Any, item: ReportArticle, found: ReportMark, boxes: Sequence[Box]) -> None:
    import pypdfium2.raw as raw

    mark = found.mark
    line = next((c for c in item.checks if c.number == found.check), None)
    change = item.proposes(found)
    note = raw.FPDFPage_CreateAnnot(page, _kind(change))
    own = theme("light")["kinds"][mark.kind]["ink" if change else "fill"]
    colour = state_colours(line.check.state)[1] if line else own
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    raw.FPDFAnnot_SetColor(note, raw.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
    for left, bottom, right, top in boxes:
        quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(note, quad)
    whole = raw.FS_RECTF(
        min(b[0] for b in boxes), max(b[3] for b in boxes),
        max(b[2] for b in boxes), min(b[1] for b in boxes),
    )  # fmt: skip
    raw.FPDFAnnot_SetRect(note, whole)
    told = [visible(text) for text in remark(item, found, line)]
    for reply in found.thread:
        who = " ".join(part for part in (item.name(reply.author), when(reply.at)) if part)
        told.append(visible(f"{who}: {reply.text}"))
    _say(note, "Contents", "\n".join(told))
    _say(note, "T", visible(item.name(mark.author)) or "Galley")
    _say(note, "NM", mark.id)
    if mark.created:
        moment = datetime.fromtimestamp(mark.created / 1000, UTC)
        _say(note, "M", moment.strftime("D:%Y%m%d%H%M%SZ"))
    raw.FPDFAnnot_SetFlags(note, raw.FPDF_ANNOT_FLAG_PRINT)
    raw.FPDFPage_CloseAnnot(note)


def _kind(change: bool) -> int:
    import pypdfium2.raw as raw

    return int(raw.FPDF_ANNOT_STRIKEOUT if change else raw.FPDF_ANNOT_HIGHLIGHT)


def _say(note: Any, key: str, text: str) -> None:
    """Set a text of an annotation, which PDFium takes as UTF-16 that ends in a zero."""
    import pypdfium2.raw as raw

    wide = (text + "\0").encode("utf-16-le", "replace")
    units = ctypes.cast(ctypes.create_string_buffer(wide, len(wide)), raw.FPDF_WIDESTRING)
    raw.FPDFAnnot_SetStringValue(note, key.encode(), units)

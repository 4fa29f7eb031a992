"""A draft on paper: the article as it reads, with its draft, hash and page at the foot."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPageLayout, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from editor.i18n import _
from editor.ui import paper
from editor.ui.fonts import sans
from editor.ui.opened import Reading
from editor.ui.theme import theme

FOOT = 34.0
"""Points below the words for the page's foot."""
MARGIN = 20.0
"""Millimetres around the page."""


def print_draft(window: QWidget, reading: Reading) -> None:
    """Ask which printer, and print the shown draft on it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(reading.article.slug)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    if QPrintDialog(printer, window).exec():
        draw(reading, printer)


def draw(reading: Reading, printer: QPrinter) -> int:
    """Draw the draft page by page; gives the number of pages."""
    page = printer.pageLayout().paintRectPoints()
    document = QTextDocument()
    pieces = paper.pieces(reading.revision, reading.overlays)
    look = theme("light")
    paper.fill(document, pieces, 0.62, look, bare=True)
    where = paper.positions(reading.revision, pieces)
    paper.dress(document, reading.revision.spans, where, look)
    size = QSizeF(page.width(), page.height() - FOOT)
    document.setPageSize(size)
    count = document.pageCount()
    painter = QPainter(printer)
    scale = printer.resolution() / 72
    painter.scale(scale, scale)
    for number in range(count):
        if number:
            printer.newPage()
        painter.save()
        painter.translate(0, -number * size.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, number * size.height(), size.width(), size.height())
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        _draw_foot(painter, reading, number + 1, count, page.toRectF())
    painter.end()
    return count


def _draw_foot(painter: QPainter, reading: Reading, number: int, count: int, page: QRectF) -> None:
    revision = reading.revision
    words = _("{slug} · draft {draft} · {hash} · page {number} of {count}").format(
        slug=reading.article.slug,
        draft=revision.number,
        hash=revision.sha256[:8],
        number=number,
        count=count,
    )
    painter.setFont(sans(9))
    painter.setPen(Qt.GlobalColor.darkGray)
    foot = QRectF(0, page.height() - FOOT / 2, page.width(), FOOT / 2)
    painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, words)

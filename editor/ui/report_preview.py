"""A report as it will read, written into a document of our own a few entries at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser

from db.kinds import BlockKind, SpanKind
from editor.exchange import Report, ReportArticle
from editor.exchange.outline import Entry, Item, Section, outline
from editor.exchange.pieces import Piece, cut
from editor.exchange.words import visible
from editor.i18n import _, label
from editor.ui.elided import own_way
from editor.ui.theme import current
from editor.ui.writer import Run, Writer

SLICE = 0.008
"""Seconds of writing before the window gets its turn."""

WIDEST = 720
"""Pixels of the longest line."""

EDGE = 44
"""Pixels of paper around the lines."""

READING = 16
"""Pixels of the draft's type."""

HEADLINES = (BlockKind.HEADLINE, BlockKind.HEADING)


class ReportPreview(QTextBrowser):
    """Shows one report; another one takes its place at once, also while the first is written."""

    written = Signal()
    """The report shown is there to its end."""

    def __init__(self) -> None:
        """An empty page."""
        super().__init__()
        self.setAccessibleName(_("Preview of the report"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(EDGE)
        self._steps: Iterator[None] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)

    def show_report(self, report: Report) -> None:
        """Write `report` from its first page on; the place on the page is kept."""
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        self._steps = _steps(Writer(cursor), report)
        self._on_turn()
        self.verticalScrollBar().setValue(place)
        if self._steps is not None:
            self._turn.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines stay as long as they are good to read."""
        side = max((self.width() - WIDEST) // 2 - EDGE, 0)
        self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)

    def _on_turn(self) -> None:
        until = time.monotonic() + SLICE
        while self._steps is not None:
            if next(self._steps, self) is self:
                self._steps = None
            if time.monotonic() >= until:
                break
        if self._steps is None:
            self._turn.stop()
            self.written.emit()


def _steps(page: Writer, report: Report) -> Iterator[None]:
    """Write the report; every yield is a place where writing may pause."""
    for number, item in enumerate(report.articles):
        told = outline(item, report)
        page.heading(visible(told.title), 27, 40 if number else 0)
        if told.by:
            page.words(visible(told.by), "muted", 4)
        for sentence in told.lead:
            page.line([(visible(sentence), page.reading(READING))], 9, 140)
        yield
        for section in told.sections:
            yield from _section(page, section)
        if report.options.text:
            yield from _draft(page, item)
        page.words(visible(told.stamp), "muted", 30)
        yield


def _section(page: Writer, section: Section) -> Iterator[None]:
    page.heading(section.title, 19, 26)
    if section.intro:
        page.words(visible(section.intro), "muted")
    for entry in section.entries:
        _brief(page, entry) if section.name == "open" else _entry(page, entry)
        yield
    for item in section.items:
        _item(page, item, 0)
    yield


def _tag(page: Writer, entry: Entry) -> Run:
    """The state's word on its colours; a kind's in plain letters."""
    letters = page.letters("muted", bold=True)
    if entry.state is not None:
        tint = current().states[entry.state]
        page.on(letters, tint.fill, tint.ink)
    return f"\N{NO-BREAK SPACE}{entry.tag}\N{NO-BREAK SPACE}", letters


def _brief(page: Writer, entry: Entry) -> None:
    facts = f"  {visible(' · '.join(entry.facts))}" if entry.facts else ""
    runs = [
        (f"{entry.number}  ", page.letters("muted")),
        _tag(page, entry),
        (f"  {own_way(visible(entry.title))}", page.letters()),
        (facts, page.letters("muted")),
    ]
    page.line(runs, 7)


def _entry(page: Writer, entry: Entry) -> None:
    if entry.title or entry.number:
        runs = [
            (f"{entry.number}  ", page.letters("muted", bold=True)),
            (own_way(visible(entry.title)), page.letters(bold=True)),
        ]
        page.line(runs, 16)
    facts = f"  {visible(' · '.join(entry.facts))}" if entry.facts else ""
    page.line([_tag(page, entry), (facts, page.letters("muted"))], 4 if entry.title else 16)
    if entry.quote:
        page.line([(visible(entry.quote), page.reading(READING - 1))], 5, 135, indent=16)
    if entry.change:
        page.line(
            [(f"→ {own_way(visible(entry.change))}", page.reading(READING - 1))], 3, 135, indent=16
        )
    for group in entry.groups:
        if group.title:
            page.words(group.title, "muted", 6)
        for item in group.items:
            _item(page, item, 16)


def _item(page: Writer, item: Item, indent: float) -> None:
    page.line([(f"•  {own_way(visible(item.text))}", page.letters())], 4, indent=indent)
    if item.quote:
        page.line([(visible(item.quote), page.letters("muted"))], 2, indent=indent + 16)


def _draft(page: Writer, item: ReportArticle) -> Iterator[None]:
    page.heading(_("Draft {number}").format(number=item.revision.number), 19, 26)
    for block, pieces in cut(item):
        if block.kind is BlockKind.NOT_ARTICLE:
            page.words(label(block.kind), "muted", 10)
        runs = [run for piece in pieces for run in _runs(page, piece, block.kind)]
        page.line(runs, 10, 140)
        yield


def _runs(page: Writer, piece: Piece, kind: BlockKind) -> Iterator[Run]:
    role = "muted" if kind is BlockKind.NOT_ARTICLE else "text"
    letters = page.reading(READING + 4 if kind in HEADLINES else READING, role)
    letters.setFontItalic(SpanKind.EMPHASIS in piece.styles)
    if SpanKind.STRONG in piece.styles or kind in HEADLINES:
        letters.setFontWeight(QFont.Weight.Bold)
    checked = [mark for mark in piece.over if mark.check]
    if checked:
        letters.setFontUnderline(True)
    yield visible(piece.text), letters
    for mark in piece.ending:
        if mark.check:
            yield f"\N{NARROW NO-BREAK SPACE}[{mark.check}]", page.letters("muted", size=11)

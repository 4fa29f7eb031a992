"""All sources as a list: what each is, how much rests on it, and what of that is open or thin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, Signal
from PySide6.QtGui import QPainter

from db.records import SourceUse
from editor.i18n import _, plural, term
from editor.ui.chooser import folded
from editor.ui.icons import paint_icon
from editor.ui.row_list import RowList, paint_line
from editor.ui.theme import current

SIGNS: dict[str, str] = {
    "person": "user",
    "document": "file-text",
    "recording": "mic",
    "data": "table-2",
    "web_page": "globe",
}
"""The icon of each kind of source."""


class SourcesList(RowList):
    """Two lines a source: its name, then how much rests on it."""

    source_shown = Signal(str)
    """The id of the source now current, "" for none."""

    def __init__(self) -> None:
        """No sources."""
        super().__init__(_("Sources"))
        self.uses: list[SourceUse] = []
        self.pinned = ""
        self.currentItemChanged.connect(lambda _now, _old: self.source_shown.emit(self.shown()))

    def show_sources(self, uses: Sequence[SourceUse], words: str, wanted: str, pinned: str) -> None:
        """List those whose name or notes hold `words`, `wanted` (id) current where it is there."""
        before, self.pinned = self.shown(), pinned
        with QSignalBlocker(self):
            self.clear()
            self.uses = [use for use in uses if folded(words) in folded(" ".join(said(use)))]
            self.addItems([spoken(use, use.source.name == pinned) for use in self.uses])
            rows = [row for row in range(self.count()) if self._id(row) == wanted]
            if self.count():
                self.go_to(rows[0] if rows else 0)
        self.nothing.say(
            _("No source holds “{words}”. Ctrl+F goes back to the words.").format(words=words)
            if uses
            else _("No sources yet. V on a mark attaches the first one; “New source…” enters one.")
        )
        if self.shown() != before:
            self.source_shown.emit(self.shown())

    def shown(self) -> str:
        """The id of the current source, "" for none."""
        return self._id(self.currentRow())

    def paint_row(self, painter: QPainter, rect: QRect, row: int) -> None:
        """One source."""
        use, roles, half = self.uses[row], current().roles, self.TALL // 2
        sign = QRectF(rect.x() + 12, rect.y() + 10, 16, 16)
        paint_icon(painter, sign, SIGNS.get(use.source.kind, "file-text"), roles["muted"])
        name, room = rect.adjusted(38, 7, -34, -half), rect.adjusted(38, half - 2, -12, -7)
        paint_line(painter, name, use.source.name, "text", bold=True)
        paint_line(painter, room, counts(use), "danger" if use.thin else "muted")
        if use.source.name == self.pinned:
            side = QRectF(rect.right() - 28, rect.y() + 9, 16, 16)
            paint_icon(painter, side, "pin", roles["accent"])

    def _id(self, row: int) -> str:
        return self.uses[row].source.id if 0 <= row < len(self.uses) else ""


def counts(use: SourceUse) -> str:
    """How much rests on a source."""
    if not use.checks:
        return f"{term(use.source.kind)} · " + _("nothing rests on it")
    parts = [term(use.source.kind), plural("{count} fact", "{count} facts", use.checks)]
    parts += [_("{count} open").format(count=use.open)] if use.open else []
    parts += [_("{count} thin").format(count=use.thin)] if use.thin else []
    return " · ".join(parts)


def said(use: SourceUse) -> tuple[str, ...]:
    """What a source is found by."""
    source = use.source
    return source.name, term(source.kind), source.locator, source.contact, source.note


def spoken(use: SourceUse, pinned: bool) -> str:
    """A row as assistive technology reads it."""
    return ", ".join(
        part for part in (use.source.name, counts(use), _("pinned") if pinned else "") if part
    )

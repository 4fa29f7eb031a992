"""Display type of the article page that was not in the file: added, reworded, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from db.kinds import BlockKind
from db.records import Overlay
from editor.commands import blocks
from editor.i18n import _, label
from editor.ui import apart
from editor.ui.display_editor import DisplayEditor
from editor.ui.opened import Reading
from editor.ui.paper import Piece

if TYPE_CHECKING:
    from editor.ui.article_page import ArticlePage


class DisplayActs:
    """Acts of one article page; what is written is written in place."""

    def __init__(self, page: ArticlePage) -> None:
        """Act on what `page` shows."""
        self._page, self._desk = page, page.desk
        self.editor = DisplayEditor(page.view, page.typist)
        self.editor.left.connect(page.view.setFocus)
        page.view.display_answered.connect(self.answer)
        page.desk.article_read.connect(self._on_reading)

    def on_add_display(self, kind: str) -> None:
        """Write display type that was not in the file, above the caret's paragraph."""
        reading, piece = self._desk.reading, self._page.view.piece_at_caret()
        if reading is None or piece is None:
            return
        article, named = reading.article, BlockKind(kind)
        at = 0 if named is BlockKind.HEADLINE else piece.start

        def place() -> QRectF:
            page = self._page.view
            top = page.box_of(piece).top() if at else 0.0
            return QRectF(0, top - self.editor.height() - 4, 0, 0)

        self.editor.open(
            _("New {kind}: Enter adds it").format(kind=label(named)),
            named,
            article,
            f"new {kind} {at}",
            place,
            lambda text: self._desk.run(blocks.add_display, article.id, at, named, text),
        )

    def on_reword_display(self) -> None:
        """Reword the display type at the caret."""
        if piece := self._piece():
            self._reword(piece)

    def on_remove_display(self) -> None:
        """Take the display type at the caret away."""
        reading, piece = self._desk.reading, self._piece()
        if reading is not None and piece is not None:
            self._desk.run(blocks.remove_display, overlay_of(reading, piece))

    def answer(self, offer: str, overlay_id: str) -> None:
        """Do what an offer beside added display type says."""
        reading, piece = self._desk.reading, self._page.view.added(overlay_id)
        if reading is None or piece is None:
            return
        if offer == apart.REWORD:
            self._reword(piece)
        else:
            self._desk.run(blocks.remove_display, overlay_of(reading, piece))

    def here(self) -> bool:
        """Whether no mark is focused and the caret stands in display type added by hand."""
        piece = self._page.view.piece_at_caret()
        return self._page.focused_mark() is None and piece is not None and piece.added

    def _piece(self) -> Piece | None:
        """The added display type at the caret; None, said so, where there is none."""
        piece = self._page.view.piece_at_caret()
        if piece is not None and piece.added:
            return piece
        self._desk.told.emit(
            _(
                "Put the caret into display type added by hand; what came with the file is "
                "changed by editing the text."
            )
        )
        return None

    def _reword(self, piece: Piece) -> None:
        reading = self._desk.reading
        if reading is None:
            return
        id_ = piece.overlay

        def place() -> QRectF:
            now = self._page.view.added(id_)
            return self._page.view.box_of(now) if now else QRectF()

        title = _("{kind}: Enter keeps it").format(kind=label(piece.kind).capitalize())
        self.editor.open(title, piece.kind, overlay_of(reading, piece), "text", place)

    def _on_reading(self, reading: Reading) -> None:
        record = self.editor.record
        if isinstance(record, Overlay):
            now = next((o for o in reading.overlays if o.id == record.id), None)
            self.editor.refresh(now) if now else self.editor.put_away()
        elif record is not None and record.id != reading.article.id:
            self.editor.put_away()


def overlay_of(reading: Reading, piece: Piece) -> Overlay:
    """The record of added display type, or of a person's word on a kind."""
    return next(o for o in reading.overlays if o.id == piece.overlay)

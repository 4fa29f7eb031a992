"""Whole paragraphs of the article page: named, taken back into the article, set apart from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.kinds import BlockKind
from editor.commands import blocks
from editor.ui import apart
from editor.ui.article_display import overlay_of

if TYPE_CHECKING:
    from editor.ui.article_page import ArticlePage


class BlockActs:
    """Acts of one article page."""

    def __init__(self, page: ArticlePage) -> None:
        """Act on what `page` shows."""
        self._page = page
        page.view.paragraphs_answered.connect(self.answer)

    def on_block_kind(self, kind: str) -> None:
        """Name the kind of the paragraph at the caret; display type added by hand too."""
        reading, piece = self._page.desk.reading, self._page.view.piece_at_caret()
        if reading is None or piece is None:
            return
        if piece.added:
            self._page.desk.run(
                blocks.change_display, overlay_of(reading, piece), kind=BlockKind(kind)
            )
        else:
            self._page.desk.run(blocks.set_kind, reading.article.id, piece.start, BlockKind(kind))

    def accept(self) -> bool:
        """Do what is offered of the paragraph at the caret; whether anything was."""
        piece = self._page.view.piece_at_caret()
        if piece is None or piece.added:
            return False
        if piece.kind is BlockKind.NOT_ARTICLE:
            self.answer(apart.TAKE_BACK, [piece.start])
        elif piece.reason:
            self.answer(apart.SET_APART, [piece.start])
        else:
            return False
        return True

    def accept_all(self) -> bool:
        """Take all back that is not article, when the caret stands in some of it."""
        piece = self._page.view.piece_at_caret()
        if piece is None or piece.kind is not BlockKind.NOT_ARTICLE:
            return False
        self.on_take_all_back()
        return True

    def on_take_back(self) -> None:
        """Take the paragraph at the caret back into the article."""
        piece = self._page.view.piece_at_caret()
        if piece is not None and piece.kind is BlockKind.NOT_ARTICLE:
            self.answer(apart.TAKE_BACK, [piece.start])

    def on_take_all_back(self) -> None:
        """Take back everything that is not article."""
        self.answer(apart.TAKE_ALL_BACK, [])

    def on_set_apart(self) -> None:
        """Set the paragraph at the caret apart as not article."""
        piece = self._page.view.piece_at_caret()
        if piece is not None and not piece.added:
            self.answer(apart.SET_APART, [piece.start])

    def answer(self, offer: str, starts: Sequence[int]) -> None:
        """Do what an offer says with the paragraphs that begin at `starts`."""
        reading, desk = self._page.desk.reading, self._page.desk
        if reading is None:
            return
        if offer == apart.SET_APART:
            desk.run(blocks.set_apart, reading.article.id, starts)
        else:
            wanted = None if offer == apart.TAKE_ALL_BACK else starts
            desk.run(blocks.take_back, reading.article.id, wanted)

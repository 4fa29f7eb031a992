"""The articles of the store, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from db.records import Article
from editor.i18n import _


class ArticleList(QListWidget):
    """Names the article a person chooses."""

    article_chosen = Signal(str)

    def __init__(self) -> None:
        """An empty list; `show_articles` fills it."""
        super().__init__()
        self.setAccessibleName(_("Articles"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current)

    def show_articles(self, articles: Sequence[Article], shown: str) -> None:
        """List these, the one with id `shown` current; filling it is no choice."""
        with QSignalBlocker(self):
            self.clear()
            for article in articles:
                item = QListWidgetItem(article.headline or article.slug)
                item.setData(Qt.ItemDataRole.UserRole, article.id)
                self.addItem(item)
                if article.id == shown:
                    self.setCurrentItem(item)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.article_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

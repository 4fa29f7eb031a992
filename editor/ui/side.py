"""The left side: search, the pages, and the articles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
)

from editor.i18n import _
from editor.ui.article_list import ArticleList
from editor.ui.fields import clearable
from editor.ui.fonts import sans
from editor.ui.hit_list import Found, HitList
from editor.ui.icons import icon
from editor.ui.pages import PAGES

PAUSE = 150
"""Milliseconds without a key before a search is asked."""


class Side(QFrame):
    """Articles, or what a search found in all of them."""

    page_chosen = Signal(str)
    searched = Signal(str)
    """Words to look for in everything; never empty."""

    def __init__(self, open_action: QAction) -> None:
        """An empty side; `open_action` opens files."""
        super().__init__()
        self.setProperty("ground", "panel")
        self.setMinimumWidth(220)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search everything"))
        self.search.setAccessibleName(_("Search everything"))
        clearable(self.search)
        first = QLineEdit.ActionPosition.LeadingPosition
        self.search.addAction(icon("search", "muted"), first).setText(_("Search everything"))
        self.articles, self.hits = ArticleList(), HitList()
        self._lists = QStackedWidget()
        self._lists.setMinimumHeight(48)
        self._pages = {page.id: self._page_button(page.id, page.text, page.icon) for page in PAGES}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out(open_action)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_return)
        self._pause.timeout.connect(self._ask)

    def show_page(self, name: str) -> None:
        """Tell which page is shown."""
        for id_, button in self._pages.items():
            button.setChecked(id_ == name)

    def show_hits(self, words: str, hits: Sequence[Found]) -> None:
        """Show what a search for `words` found, if they are still looked for."""
        if words == self._wanted():
            self.hits.show_hits(hits)
            self._lists.setCurrentWidget(self.hits)

    def look(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def _wanted(self) -> str:
        return " ".join(self.search.text().split())

    def _on_typed(self) -> None:
        if self._wanted():
            self._pause.start()
        else:
            self._pause.stop()
            self._lists.setCurrentWidget(self.articles)

    def _ask(self) -> None:
        if self._wanted():
            self.searched.emit(self._wanted())

    def _on_return(self) -> None:
        if self._lists.currentWidget() is self.hits:
            self.hits.choose_current()

    def _page_button(self, id_: str, text: str, sign: str) -> QToolButton:
        button = QToolButton()
        button.setText(f"  {_(text)}")
        button.setAccessibleName(_(text))
        button.setIcon(icon(sign))
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setProperty("nav", "true")
        button.setSizePolicy(
            self.sizePolicy().horizontalPolicy().Expanding, button.sizePolicy().verticalPolicy()
        )
        button.clicked.connect(lambda: self.page_chosen.emit(id_))
        return button

    def _lay_out(self, open_action: QAction) -> None:
        name = QLabel("Galley")
        name.setFont(sans(19, QFont.Weight.DemiBold))
        plus = QToolButton()
        plus.setDefaultAction(open_action)
        plus.setIcon(icon("plus"))
        plus.setAccessibleName(open_action.text())
        top = QHBoxLayout()
        top.setContentsMargins(18, 14, 12, 4)
        top.addWidget(name, 1)
        top.addWidget(plus)
        field = QHBoxLayout()
        field.setContentsMargins(16, 0, 16, 6)
        field.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(field)
        for button in self._pages.values():
            row = QHBoxLayout()
            row.setContentsMargins(10, 0, 10, 0)
            row.addWidget(button)
            column.addLayout(row)
        column.addSpacing(4)
        self._lists.addWidget(self.articles)
        self._lists.addWidget(self.hits)
        column.addWidget(self._lists, 1)

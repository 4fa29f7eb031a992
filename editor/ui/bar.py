"""The bar above the page: where one is, what stage it has, and what is done most."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from editor.i18n import _
from editor.ui.elided import Elided
from editor.ui.fonts import sans
from editor.ui.icons import icon

SIGNS = ("undo", "redo", "mark_quote", "mark_claim", "mark_fact", "mark_comment", "suggest")
"""Actions that stand as signs, where there is room for all of them."""
LEAST = 420
"""Pixels that place, headline and export want beside the signs."""
HEIGHT, GAP = 52, 8


class Bar(QFrame):
    """Tells the article and draft shown, and holds buttons for `actions`."""

    def __init__(self, actions: dict[str, QAction]) -> None:
        """A bar whose buttons are the same actions as the keys and menus."""
        super().__init__()
        self.setProperty("ground", "panel")
        self.setProperty("rule", "below")
        self.setFixedHeight(HEIGHT)
        self.page, self.title, self.detail = QLabel(), Elided(), QLabel()
        self.title.setFont(sans(13, QFont.Weight.DemiBold))
        self.detail.setProperty("quiet", "true")
        self.page.setProperty("quiet", "true")
        self._arrow = QLabel()
        self._arrow.setPixmap(icon("chevron-right", "muted").pixmap(QSize(14, 14)))
        self.export = QPushButton(" " + _("Export"))
        self.export.setProperty("primary", "true")
        self.export.setIcon(icon("download", "on_accent"))
        self.export.setAccessibleName(actions["export"].text())
        self.export.clicked.connect(actions["export"].trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(GAP)
        self.side = self._button(actions["side"])
        self.signs = [self._button(actions[name]) for name in SIGNS]
        for button in (self.side, *(self._button(actions[name]) for name in ("back", "onward"))):
            row.addWidget(button)
        for widget in (self.page, self._arrow, self.title, self.detail):
            row.addWidget(widget)
        row.addStretch(1)
        for button in self.signs:
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.export)
        self.side.hide()
        self.setMinimumWidth(320)

    def show_place(self, page: str, headline: str = "", detail: str = "") -> None:
        """Say which page is shown, of which article, and its draft."""
        self.page.setText(page)
        self.title.set_text(headline)
        self.detail.setText(detail)
        self._arrow.setVisible(bool(headline))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the signs out where there is no room for them; keys and menus do the same."""
        super().resizeEvent(event)
        wide = sum(button.sizeHint().width() + GAP for button in self.signs)
        for button in self.signs:
            button.setVisible(self.width() >= wide + LEAST)
        self.detail.setVisible(self.width() >= LEAST)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        keys = action.shortcut().toString()
        button.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
        return button

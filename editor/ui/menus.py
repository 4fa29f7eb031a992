"""The menus: every action under its group, families of actions in menus of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from editor.i18n import _
from editor.ui.actions import GROUPS, Action

FAMILIES = {
    "on_block_kind": "This paragraph is",
    "on_add_display": "Add display type",
    "on_state_other": "State, the other way on",
    "on_ends": "Move an end",
    "on_theme": "Theme",
    "on_zoom": "Text size",
}
"""Slots whose actions stand in a menu of their own."""

MARKING = ("on_mark", "on_claim")
"""Slots whose actions stand between lines."""


def add_menus(bar: QMenuBar, table: Iterable[Action], actions: Mapping[str, QAction]) -> None:
    """Fill the menu bar."""
    rows = list(table)
    for group in GROUPS:
        menu = QMenu(_(group), bar)
        fill(menu, [row for row in rows if row.group == group], actions)
        bar.addMenu(menu)


def fill(menu: QMenu, rows: Sequence[Action], actions: Mapping[str, QAction]) -> None:
    """Put actions into a menu, families into menus inside it, before the first of another slot."""
    families: dict[str, QMenu] = {}
    before = ""
    for row in rows:
        if row.slot in FAMILIES:
            if row.slot not in families:
                families[row.slot] = menu.addMenu(_(FAMILIES[row.slot]))
            families[row.slot].addAction(actions[row.id])
        else:
            if before and (before in MARKING) != (row.slot in MARKING):
                menu.addSeparator()
            menu.addAction(actions[row.id])
            before = row.slot


def popup(
    window: QWidget,
    ids: Iterable[str],
    place: QPoint,
    table: Iterable[Action],
    actions: Mapping[str, QAction],
) -> QMenu:
    """Show a context menu with the actions called `ids` at a place of the screen."""
    wanted = set(ids)
    menu = QMenu(window)
    fill(menu, [row for row in table if row.id in wanted], actions)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu

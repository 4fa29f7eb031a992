"""The table's actions as a window's own, each looking for who does it when it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.i18n import _
from editor.ui.actions import Action
from editor.ui.icons import icon

Target = Callable[[str], Callable[..., Any] | None]


def build(window: QWidget, table: Iterable[Action], target: Target) -> dict[str, QAction]:
    """Make the table's actions on `window`.

    `target` gives what a slot's name means at the moment the action is chosen, None for nothing.
    """
    made: dict[str, QAction] = {}
    for row in table:
        action = QAction(icon(row.icon), _(row.text), window)
        action.setObjectName(row.id)
        keys = [key for key in row.keys.split() if row.when == "not_typing" or len(key) > 1]
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(caller(target, row))
        window.addAction(action)
        made[row.id] = action
    return made


def caller(target: Target, row: Action) -> Callable[[], None]:
    """What choosing an action does; a page may have it wait for what is still being made."""

    def call() -> None:
        slot = target(row.slot)
        if slot is None:
            return
        act = partial(slot, row.value) if row.value else slot
        wait = target("when_made") if row.when == "not_typing" else None
        wait(act) if wait else act()

    return call

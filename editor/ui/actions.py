"""Everything a key or a menu can do, declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from db.kinds import Kind, State
from editor.i18n import _
from editor.ui.pages import Page


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do; `slot` names a method, called with `value` unless empty.

    The method is looked for on the page shown, then on the window.

    `when` is `always` or `not_typing`: the latter is switched off while text is being typed.
    """

    id: str
    text: str
    shortcut: str
    icon: str
    slot: str
    when: str = "not_typing"
    value: str = ""


ACTIONS: tuple[Action, ...] = (
    Action("open", "Open…", "Ctrl+O", "folder-open", "on_open", "always"),
    Action("export", "Export report…", "Ctrl+Shift+E", "download", "on_export", "always"),
    Action("quit", "Quit", "Ctrl+Q", "log-out", "close", "always"),
    Action("undo", "Undo", "Ctrl+Z", "undo-2", "on_undo"),
    Action("redo", "Redo", "Ctrl+Shift+Z", "redo-2", "on_redo"),
    Action("mark_quote", "Mark quote", "Q", "quote", "on_mark", value=Kind.QUOTE),
    Action("mark_claim", "Mark claim", "C", "highlighter", "on_mark", value=Kind.CLAIM),
    Action("mark_fact", "Mark fact", "F", "badge-check", "on_mark", value=Kind.FACT),
    Action("mark_comment", "Comment", "M", "message-square-plus", "on_mark", value=Kind.COMMENT),
    Action("next", "Next mark", "J", "chevron-down", "on_step", value="next"),
    Action("previous", "Previous mark", "K", "chevron-up", "on_step", value="previous"),
    Action("suggest", "Show suggestions", "S", "sparkles", "on_suggest"),
    Action("accept", "Accept suggestion", "A", "check", "on_accept"),
    Action("dismiss", "Dismiss suggestion", "X", "x", "on_dismiss"),
    Action("edit", "Edit mark", "Return", "pencil", "on_edit"),
    Action("reply", "Reply", "R", "reply", "on_reply"),
    Action("remove", "Remove mark", "Del", "trash-2", "on_remove"),
    Action("confirmed", "Confirmed", "1", "", "on_state", value=State.CONFIRMED),
    Action("change_needed", "Change needed", "2", "", "on_state", value=State.CHANGE_NEEDED),
    Action("second", "Second source", "3", "", "on_state", value=State.NEEDS_SECOND_SOURCE),
    Action("asked_source", "Asked source", "4", "", "on_state", value=State.ASKED_SOURCE),
    Action("query", "Query", "5", "", "on_state", value=State.QUERY),
    Action("on_author", "On author", "6", "", "on_state", value=State.ON_AUTHOR),
    Action("cannot_confirm", "Cannot confirm", "7", "", "on_state", value=State.CANNOT_CONFIRM),
    Action("not_a_fact", "Not a fact", "8", "", "on_state", value=State.NOT_A_FACT),
    Action("unchecked", "Unchecked", "9", "", "on_state", value=State.UNCHECKED),
)


def page_actions(pages: Iterable[Page]) -> tuple[Action, ...]:
    """An action for going to each page."""
    return tuple(
        Action(f"page_{page.id}", page.text, page.shortcut, page.icon, "on_page", "always", page.id)
        for page in pages
    )


def build(
    window: QWidget,
    table: Iterable[Action] = ACTIONS,
    target: Callable[[str], Callable[..., Any] | None] | None = None,
) -> dict[str, QAction]:
    """Make the table's actions on `window`.

    `target` gives what a slot's name means at the moment the action is chosen, None for nothing;
    without it that is the window's method.
    """
    find = target or (lambda slot: getattr(window, slot))
    made: dict[str, QAction] = {}
    for row in table:
        action = QAction(_(row.text), window)
        action.setObjectName(row.id)
        action.setShortcut(QKeySequence(row.shortcut))
        action.setData(row.when)
        action.triggered.connect(_caller(find, row))
        window.addAction(action)
        made[row.id] = action
    return made


def is_typing(widget: QWidget | None) -> bool:
    """Whether keys pressed in `widget` are text."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


def set_typing(actions: Iterable[QAction], typing: bool) -> None:
    """Switch the actions that would steal typed text off while `typing`, and on again after."""
    for action in actions:
        if action.data() == "not_typing":
            action.setEnabled(not typing)


def _caller(find: Callable[[str], Callable[..., Any] | None], row: Action) -> Callable[[], None]:
    def call() -> None:
        slot = find(row.slot)
        if slot is not None:
            slot(row.value) if row.value else slot()

    return call

"""Everything a key or a menu can do, declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do; `slot` names a method of the window, called with `value` unless empty.

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
    Action("page_article", "Article", "Ctrl+1", "newspaper", "on_page", "always", "article"),
    Action("page_queue", "Fact-check queue", "Ctrl+2", "list-checks", "on_page", "always", "queue"),
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


def build(window: QWidget, table: Iterable[Action] = ACTIONS) -> dict[str, QAction]:
    """Make the table's actions on `window`, each wired to the method its slot names."""
    made: dict[str, QAction] = {}
    for row in table:
        action = QAction(_(row.text), window)
        action.setObjectName(row.id)
        action.setShortcut(QKeySequence(row.shortcut))
        action.setData(row.when)
        action.triggered.connect(_caller(getattr(window, row.slot), row.value))
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


def _caller(slot: Callable[..., None], value: str) -> Callable[[], None]:
    return (lambda: slot(value)) if value else (lambda: slot())

"""The numbered questions of an article, by whom they are addressed to; answered by number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Query
from editor.commands.queries import answers_in
from editor.i18n import _, term
from editor.ui.closing_sheet import Sheet
from editor.ui.keeper import Keeper, Kept


class QueriesPanel(QWidget):
    """Questions with their answers, a field for answers by number, and a sheet per addressee."""

    ask_wanted = Signal()
    sheet_wanted = Signal()
    reword_wanted = Signal(object)
    """A Query whose words should be others."""
    removal_wanted = Signal(object)
    """A Query that should be taken back."""
    answers_given = Signal(list)
    """Answers, each with the number of its question."""
    left = Signal()
    """The keyboard should go back to the rows."""

    def __init__(self, keeper: Keeper) -> None:
        """No questions; `keeper` keeps the answers while they are typed."""
        super().__init__()
        self.title = QLabel()
        self.list = QListWidget()
        self.answers = QPlainTextEdit()
        self._kept = Kept(keeper, self.answers, "answers")
        self.enter = QPushButton(_("Enter answers"))
        self.ask = QPushButton(_("New query…"))
        self.sheet = QPushButton(_("Sheet…"))
        self._lay_out()
        self._connect()
        self.show_sheet(None)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show the questions of an article."""
        queries = sheet.queries if sheet else ()
        self.setEnabled(sheet is not None)
        self._kept.show(sheet.article.id if sheet else "")
        open_ = sum(not query.answered_at for query in queries)
        told = _("Queries: {open} of {all} open") if queries else _("No queries yet")
        self.title.setText(told.format(open=open_, all=len(queries)))
        self.sheet.setEnabled(bool(queries))
        self.list.clear()
        for addressee in dict.fromkeys(query.addressee for query in queries):
            self.list.addItem(_heading(addressee, queries))
            for query in queries:
                if query.addressee == addressee:
                    item = QListWidgetItem(line_of(query), self.list)
                    item.setData(Qt.ItemDataRole.UserRole, query)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter enters the answers, Esc leaves the field and keeps them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def query_menu(self, query: Query) -> QMenu:
        """What can be done with one question."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, signal in (
            (_("Reword query {number}…"), self.reword_wanted),
            (_("Take back query {number}"), self.removal_wanted),
        ):
            action = menu.addAction(words.format(number=query.number))
            action.triggered.connect(lambda _on=False, told=signal: told.emit(query))
        return menu

    def _on_menu(self, place: QPoint) -> None:
        item = self.list.itemAt(place) or self.list.currentItem()
        query = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(query, Query):
            self.query_menu(query).popup(self.list.viewport().mapToGlobal(place))

    def answers_entered(self) -> None:
        """Forget the typed answers, for they are stored."""
        self._kept.forget()
        self.answers.clear()

    def _on_enter(self) -> None:
        if answers := answers_in(self.answers.toPlainText()):
            self.answers_given.emit(answers)

    def _on_typed(self) -> None:
        self.enter.setEnabled(bool(answers_in(self.answers.toPlainText())))

    def _lay_out(self) -> None:
        self.title.setProperty("heading", "true")
        self.list.setAccessibleName(_("Queries"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("ground", "panel")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.answers.setAccessibleName(_("Answers by number"))
        self.answers.setPlaceholderText(_("Answers by number, a line each: 3. It was 2019"))
        self.answers.setTabChangesFocus(True)
        self.answers.setFixedHeight(self.fontMetrics().lineSpacing() * 2 + 16)
        self.answers.installEventFilter(self)
        self.enter.setEnabled(False)
        buttons = QHBoxLayout()
        for button in (self.enter, self.ask, self.sheet):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        for widget, stretch in ((self.title, 0), (self.list, 1), (self.answers, 0)):
            column.addWidget(widget, stretch)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.answers.textChanged.connect(self._on_typed)
        self.enter.clicked.connect(self._on_enter)
        self.ask.clicked.connect(self.ask_wanted)
        self.sheet.clicked.connect(self.sheet_wanted)


def line_of(query: Query) -> str:
    """A question with its number and its answer."""
    answer = query.answer if query.answered_at else _("not answered yet")
    return f"{query.number}. {query.question}\n    {answer}"


def _heading(addressee: str, queries: tuple[Query, ...]) -> QListWidgetItem:
    role = next(query.addressee_role for query in queries if query.addressee == addressee)
    told = addressee if term(role) == addressee else f"{addressee} ({term(role)})"
    item = QListWidgetItem(told)
    font = item.font()
    font.setWeight(QFont.Weight.DemiBold)
    item.setFont(font)
    return item

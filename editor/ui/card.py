"""The focused mark, open for editing in its place in the margin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.kinds import Kind, State
from db.records import Annotation, Check
from editor.i18n import _
from editor.late import late
from editor.text.tracked import stands
from editor.ui.card_head import CardHead, flags, tracked_words
from editor.ui.card_more import More
from editor.ui.card_proof import Proof
from editor.ui.card_thread import Thread
from editor.ui.desk import Desk, open_check
from editor.ui.fields import KeptField
from editor.ui.icons import icon
from editor.ui.opened import Reading
from editor.ui.theme import current
from editor.ui.typist import Typist

EDGE = 3
"""Pixels of the frame around what can scroll."""


class Card(QFrame):
    """Editor of one mark, its check, what it rests on, and its thread."""

    left = Signal()
    """The keyboard should go back to the text."""
    finished = Signal()
    """The person is done with this mark and goes on."""
    closed = Signal()
    resized = Signal()
    """It wants another height."""

    def __init__(self, desk: Desk, typist: Typist) -> None:
        """A card without a mark; `show_mark` fills and shows it."""
        super().__init__()
        self.setAccessibleName(_("Card"))
        self._desk = desk
        self.mark: Annotation | None = None
        self.check: Check | None = None
        self.head = CardHead()
        self.flags = QLabel()
        self.statement = KeptField(typist, "statement", _("Statement"))
        self.speaker = KeptField(typist, "speaker", _("Speaker"), one_line=True)
        self.change = KeptField(typist, "change", _("Proposed wording"))
        self.note = KeptField(typist, "note", _("Note"))
        self.proof = Proof(desk)
        self.talk = Thread(desk, typist)
        self.more = More(desk, typist)
        self.more_button = QPushButton(_("More"))
        self.accept, self.stet = QPushButton(" " + _("Accept")), QPushButton(_("Stet"))
        self._answers = QWidget()
        self._scroll = QScrollArea()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.resized)
        self._settle.timeout.connect(self._let_scroll)
        self._lay_out()
        self._connect()
        self.hide()

    def show_mark(self, reading: Reading, mark: Annotation) -> None:
        """Show a mark; typed text of it is kept."""
        if self.mark is None or mark.id != self.mark.id:
            self.commit()
        check = reading.check_of(mark)
        self.mark, self.check = mark, check
        self.head.show_mark(reading, mark, check)
        standing = stands(mark)
        said = tracked_words(mark) if standing else " · ".join(flags(check))
        self.flags.setText(said)
        self.flags.setVisible(bool(said))
        self.statement.setVisible(check is not None)
        if check is not None:
            self.statement.show_record(check)
        self.speaker.setVisible(mark.kind is Kind.QUOTE)
        self.speaker.complete_with(sorted({m.speaker for m in reading.annotations if m.speaker}))
        self.change.setVisible(mark.kind is Kind.CHANGE and not standing)
        self.stet.setText(_("Old words") if standing else _("Stet"))
        self._answers.setVisible(mark.kind is Kind.CHANGE and not mark.answer)
        self.note.setVisible(bool(mark.kind in (Kind.COMMENT, Kind.CHANGE) or mark.note))
        for field in (self.speaker, self.change, self.note):
            field.show_record(mark)
        self.proof.show_check(reading, check)
        self.proof.add.setVisible(check is not None)
        self.talk.show_mark(reading, mark)
        self.more.show_mark(reading, mark, check)
        self.show()
        self.resized.emit()

    def clear(self) -> None:
        """Show no mark; what was typed is saved first."""
        self.commit()
        self.mark = self.check = None
        self.hide()

    def commit(self) -> None:
        """Save every text that was typed."""
        for field in (self.statement, self.speaker, self.change, self.note):
            field.commit()
        self.more.commit()

    def edit(self) -> None:
        """Put the keyboard into the field a person most likely wants."""
        kind = self.mark.kind if self.mark else None
        first = {Kind.COMMENT: self.note, Kind.CHANGE: self.change}.get(
            kind or Kind.FACT, self.statement
        )
        first.editor.setFocus()

    def reply(self) -> None:
        """Put the keyboard into the reply line."""
        self.talk.reply.editor.setFocus()

    def choose(self, name: str) -> None:
        """Offer values of one field: risk, priority, assignee, close or tags."""
        chip = self.more.chips[name]
        self.more.choose(name, chip if chip.isVisible() else self.more_button)

    def toggle_history(self) -> None:
        """Show what happened to this mark, or hide it."""
        if self.more.isVisible() and self.more.history.isVisible():
            self.more.history.hide()
        else:
            self._show_more(True)
            self.more.show_history()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it wants another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle.start()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that a field in it has answered is not the page's, too."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as what it holds needs at its width."""
        inner = self.width() - 2 * EDGE
        height = max(self._column.heightForWidth(inner), self._column.minimumSize().height())
        return QSize(self.width(), height + 2 * EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll only where there is too little room."""
        self._let_scroll()
        super().resizeEvent(event)

    def _let_scroll(self) -> None:
        """A bar's own width wraps more lines, so that once shown it would stay: none with room."""
        policy = Qt.ScrollBarPolicy
        enough = self.height() >= self.sizeHint().height()
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if enough else policy.ScrollBarAsNeeded
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised sheet framed in the colour of the state."""
        look = current()
        kind, state = (self.mark.kind, self._state()) if self.mark else (Kind.FACT, None)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.tint(kind, state).ink), 1.5))
        painter.setBrush(QColor(look.roles["raised"]))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 9, 9)
        painter.end()

    def _state(self) -> State | None:
        return self.check.state if self.check else None

    def _on_state(self, state: State) -> None:
        if self.check is not None:
            self._desk.set_state([self.check.id], state)

    def answer(self, accepted: bool) -> bool:
        """Accept the proposed change, or refuse it; False where none is open."""
        mark = self.mark
        if mark is None or mark.kind is not Kind.CHANGE or mark.answer:
            return False
        if accepted:
            self._desk.run(late("editor.commands.changes:accept_change"), mark)
        else:
            self._desk.run(late("editor.commands.changes:let_stand"), None, "", mark)
        return True

    def _on_worked_on(self) -> None:
        if self.check is not None:
            open_check(self._desk, self.check)

    def _show_more(self, on: bool) -> None:
        self.more.setVisible(on)
        self.more_button.setText(_("Less") if on else _("More"))
        self.resized.emit()

    def _lay_out(self) -> None:
        answers = QHBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        for button in (self.accept, self.stet, self.more_button):
            button.setProperty("small", "true")
        answers.addWidget(self.accept)
        answers.addWidget(self.stet)
        answers.addStretch(1)
        self.accept.setIcon(icon("check"))
        self.flags.setProperty("warning", "true")
        self.flags.setWordWrap(True)
        self.flags.setTextFormat(Qt.TextFormat.PlainText)
        foot = QHBoxLayout()
        foot.addWidget(self.proof.add)
        foot.addStretch(1)
        foot.addWidget(self.more_button)
        body = QWidget()
        body.setObjectName("card_body")
        body.installEventFilter(self)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(body)
        body.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        outer.addWidget(scroll)
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(13, 10, 11, 10)
        column.setSpacing(7)
        parts: list[QWidget] = [self.head, self.flags, self.statement, self.speaker, self.change]
        parts += [self._answers, self.note, self.proof, self.talk, self.more]
        for part in parts:
            column.addWidget(part)
        column.addLayout(foot)
        self.statement.title.hide()
        self.more.hide()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _connect(self) -> None:
        self.head.state_chosen.connect(self._on_state)
        self.head.closed.connect(self.closed)
        self.accept.clicked.connect(lambda: self.answer(True))
        self.stet.clicked.connect(lambda: self.answer(False))
        self.more_button.clicked.connect(lambda: self._show_more(not self.more.isVisible()))
        self.more.finished.connect(self.finished)
        for field in (self.statement, self.speaker, self.change, self.note):
            field.finished.connect(self.finished)
            field.editor.textChanged.connect(self.resized)
        self.statement.entered.connect(self._on_worked_on)
        self.proof.worked_on.connect(self._on_worked_on)
        self.proof.left.connect(self.left)
        self.talk.left.connect(self.left)

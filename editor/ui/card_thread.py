"""A mark's thread: what was said, a line to answer in, and a way to settle it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Annotation, Reply
from editor.commands import marks
from editor.i18n import _
from editor.session import now_ms
from editor.times import moment
from editor.ui.desk import Desk
from editor.ui.fields import KeptField
from editor.ui.icons import icon
from editor.ui.mentions import Mentions
from editor.ui.opened import Reading
from editor.ui.typist import Typist

UNWRITTEN = "Nobody wrote in this thread yet; R writes in it."

FIELD = "reply"
"""The name under which an unsent reply is kept."""


class Thread(QWidget):
    """Shows one mark's replies; an unsent one stays in the line and is found again."""

    left = Signal()

    def __init__(self, desk: Desk, typist: Typist) -> None:
        """No mark yet."""
        super().__init__()
        self._desk, self._typist = desk, typist
        self._mark: Annotation | None = None
        self._replies: list[Reply] = []
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAccessibleName(_("Thread"))
        self.reply = KeptField(typist, FIELD, _("Reply"), one_line=True)
        self.reply.title.hide()
        self._own: list[Reply] = []
        self._reworded: Reply | None = None
        self.rewording = KeptField(typist, "text", _("Reply, reworded"), one_line=True)
        self.rewording.hide()
        self.own = QToolButton()
        self.own.setIcon(icon("pencil", "muted"))
        self.own.setIconSize(QSize(14, 14))
        self.own.setAccessibleName(_("Reword or take back a reply"))
        self.own.setToolTip(self.own.accessibleName())
        self.resolve = QPushButton(_("Resolve"))
        self.resolve.setProperty("small", "true")
        row = QHBoxLayout()
        row.addWidget(self.reply, 1)
        row.addWidget(self.own)
        row.addWidget(self.resolve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.rewording)
        column.addLayout(row)
        assert isinstance(self.reply.editor, QLineEdit)
        self.mentions = Mentions(self.reply.editor)
        self.reply.editor.setPlaceholderText(_("Reply"))
        self.reply.editor.returnPressed.connect(self.send)
        self.reply.finished.connect(self.send)
        assert isinstance(self.rewording.editor, QLineEdit)
        self.rewording.editor.returnPressed.connect(self._on_reworded)
        self.rewording.finished.connect(self._on_reworded)
        self.own.clicked.connect(
            lambda: self.own_menu().popup(self.own.mapToGlobal(QPoint(0, self.own.height())))
        )
        self.resolve.clicked.connect(self.on_resolve)

    def show_mark(self, reading: Reading, mark: Annotation) -> None:
        """Show a mark's thread."""
        if self._mark is None or self._mark.id != mark.id:
            self._stop_rewording()
        self._mark, self._replies = mark, reading.thread(mark)
        mine = self._desk.session.person.id
        self._own = [reply for reply in self._replies if reply.author == mine]
        self.own.setVisible(bool(self._own))
        if self._reworded is not None:
            again = next((one for one in self._own if one.id == self._reworded.id), None)
            self.rewording.show_record(again) if again else self._stop_rewording()
        self.mentions.set_persons(reading.persons.values())
        lines = [
            f"{reading.initials.get(reply.author, '')} {moment(reply.at, now_ms())}  {reply.text}"
            for reply in self._replies
        ]
        settled = bool(self._replies) and all(reply.resolved for reply in self._replies)
        if settled:
            lines.append(_("Resolved"))
        self.words.setText("\n".join(lines))
        self.words.setVisible(bool(lines))
        self.words.setProperty("quiet", "true" if settled else "false")
        self.words.style().polish(self.words)
        self.resolve.setVisible(bool(self._replies))
        self.resolve.setText(_("Reopen") if settled else _("Resolve"))
        self.reply.show_record(mark)

    def own_menu(self) -> QMenu:
        """What can be done with the replies one wrote oneself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for reply in reversed(self._own):
            words = reply.text if len(reply.text) < 30 else reply.text[:29] + "…"
            for told, act in (
                (_("Reword “{words}”"), self.reword),
                (_("Take back “{words}”"), self.take_back),
            ):
                action = menu.addAction(told.format(words=words))
                action.triggered.connect(lambda _on=False, do=act, one=reply: do(one))
        return menu

    def reword(self, reply: Reply) -> None:
        """Write a reply anew in its own field; it is saved when that is left."""
        self._reworded = reply
        self.rewording.show_record(reply)
        self.rewording.show()
        editor = self.rewording.editor
        editor.setFocus()
        if isinstance(editor, QLineEdit):
            editor.end(False)

    def take_back(self, reply: Reply) -> None:
        """Take a reply away."""
        self._desk.run(marks.remove_reply, reply)

    def _stop_rewording(self) -> None:
        if self._reworded is not None:
            self._reworded = None
            self.rewording.forget_record()
            self.rewording.hide()

    def _on_reworded(self) -> None:
        self._stop_rewording()
        self.left.emit()

    def send(self) -> None:
        """Send the reply in the line."""
        text = self.reply.text().strip()
        if text and self._mark is not None:
            mark = self._mark
            self._desk.reply(mark.id, text, lambda: self._take_back(mark, text))
            self._typist.forget(self._mark.id, FIELD)
            self.reply.show_record(self._mark)
            self.left.emit()

    def _take_back(self, mark: Annotation, text: str) -> None:
        """A reply was not taken by the store: it is typed here again."""
        self._typist.type_again(mark, FIELD, text)
        if self._mark is not None:
            self.reply.show_record(self._mark)

    def on_resolve(self) -> None:
        """Settle the thread, or open it again when it is settled."""
        open_ = [reply for reply in self._replies if not reply.resolved]
        wanted = open_ or self._replies
        if wanted:
            self._desk.run(marks.resolve_thread, wanted, bool(open_))
        else:
            self._desk.told.emit(_(UNWRITTEN))

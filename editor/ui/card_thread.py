"""A mark's thread: what was said, a line to answer in, and a way to settle it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.records import Annotation, Reply
from editor.commands import marks
from editor.i18n import _
from editor.session import now_ms
from editor.times import moment
from editor.ui.desk import Desk
from editor.ui.fields import KeptField
from editor.ui.mentions import Mentions
from editor.ui.opened import Reading
from editor.ui.typist import Typist

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
        self.resolve = QPushButton(_("Resolve"))
        self.resolve.setProperty("small", "true")
        row = QHBoxLayout()
        row.addWidget(self.reply, 1)
        row.addWidget(self.resolve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(row)
        assert isinstance(self.reply.editor, QLineEdit)
        self.mentions = Mentions(self.reply.editor)
        self.reply.editor.setPlaceholderText(_("Reply"))
        self.reply.editor.returnPressed.connect(self.send)
        self.reply.finished.connect(self.send)
        self.resolve.clicked.connect(self.on_resolve)

    def show_mark(self, reading: Reading, mark: Annotation) -> None:
        """Show a mark's thread."""
        self._mark, self._replies = mark, reading.thread(mark)
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

    def send(self) -> None:
        """Send the reply in the line."""
        text = self.reply.text().strip()
        if text and self._mark is not None:
            self._desk.reply(self._mark.id, text)
            self._typist.forget(self._mark.id, FIELD)
            self.reply.show_record(self._mark)
            self.left.emit()

    def on_resolve(self) -> None:
        """Settle the thread, or open it again when it is settled."""
        open_ = [reply for reply in self._replies if not reply.resolved]
        wanted = open_ or self._replies
        if wanted:
            self._desk.run(marks.resolve_thread, wanted, bool(open_))

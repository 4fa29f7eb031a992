"""The newest draft's text changed in place: everything typed here becomes one next draft."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Annotation, Revision
from editor.i18n import _, plural
from editor.session import Session
from editor.text.draft_edit import Edit
from editor.ui.dialogs.fit import fit
from editor.ui.fonts import serif

FIELD = "draft text"
"""The name under which text typed here is kept until it is saved."""
PAUSE = 300
"""Milliseconds after a key until what was typed is kept."""


class DraftEditor(QDialog):
    """A draft as plain text; `edited` tells what it was rewritten as."""

    edited = Signal(object, str)
    """The Revision that was edited, and its new text."""

    def __init__(
        self, session: Session, revision: Revision, proposals: Iterable[Annotation], parent: QWidget
    ) -> None:
        """Show a draft; what was typed over it before and not saved is there again."""
        super().__init__(parent)
        self._session, self._revision = session, revision
        self._proposals = [m for m in proposals if m.change and m.start is not None]
        self.text = QPlainTextEdit()
        self.said = QLabel(_("What you change here becomes one new draft; marks are carried over."))
        self.apply = QPushButton()
        self.buttons = QDialogButtonBox()
        self._pause = QTimer(self)
        self._lay_out()
        self._fill()
        self._connect()

    def words(self) -> str:
        """The text as it stands here; spaces that do not break stay so."""
        return self.text.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def on_save(self) -> None:
        """Make the draft of what was changed, if anything was."""
        words = self.words()
        self._pause.stop()
        self._session.unsaved_drop(self._revision.article, FIELD)
        self.accept()
        if words != self._revision.text:
            self.edited.emit(self._revision, words)

    def on_discard(self) -> None:
        """Forget what was typed."""
        self._pause.stop()
        self._session.unsaved_drop(self._revision.article, FIELD)
        self.reject()

    def on_apply(self) -> None:
        """Put the proposed wordings into the text, those whose passage is still untouched."""
        cursor = self.text.textCursor()
        cursor.beginEditBlock()
        for edit in self._open_proposals():
            cursor.setPosition(edit.start)
            cursor.setPosition(edit.end, cursor.MoveMode.KeepAnchor)
            cursor.insertText(edit.text)
        cursor.endEditBlock()
        self._count()

    def _open_proposals(self) -> list[Edit]:
        """Proposals that can be put in, last first, in Qt's positions; none overlaps another."""
        words, found, before = self.words(), [], len(self.words())
        for mark in sorted(self._proposals, key=lambda m: m.start or 0, reverse=True):
            start, end = mark.start or 0, mark.end or 0
            passage = self._revision.text[start:end]
            at = start if words[start:end] == passage else words.find(passage)
            if at < 0 or at + len(passage) > before or (at != start and words.count(passage) > 1):
                continue
            found.append(Edit(units(words, at), units(words, at + len(passage)), mark.change))
            before = at
        return found

    def _fill(self) -> None:
        kept = self._session.unsaved_get(self._revision.article, FIELD)
        again = kept is not None and kept[1] == self._revision.number
        self.text.setPlainText(kept[0] if kept and again else self._revision.text)
        self.text.document().setModified(again)
        self.save.setEnabled(again)
        if again:
            self.said.setText(_("This is what was typed here and not saved yet."))
        self._count()

    def _keep(self) -> None:
        self._count()
        article, number = self._revision.article, self._revision.number
        self._session.unsaved_keep(article, FIELD, number, self.words())

    def _on_text(self) -> None:
        self.save.setEnabled(self.text.document().isModified())
        self._pause.start()

    def _count(self) -> None:
        """Say how many proposed wordings can be put in now."""
        count = len(self._open_proposals())
        self.apply.setText(
            plural("Put in {count} proposed wording", "Put in {count} proposed wordings", count)
        )
        self.apply.setVisible(bool(count))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Edit draft {number}").format(number=self._revision.number))
        fit(self, 820, 640)
        self.text.setFont(serif(16))
        self.text.setAccessibleName(_("Text of the draft"))
        self.said.setWordWrap(True)
        self.said.setProperty("quiet", "true")
        box = QDialogButtonBox.ButtonRole
        self.save = self.buttons.addButton(_("Save as a new draft"), box.AcceptRole)
        self.discard = self.buttons.addButton(_("Forget the changes"), box.DestructiveRole)
        self.later = self.buttons.addButton(_("Go on later"), box.RejectRole)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.text, 1)
        column.addWidget(self.apply)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._keep)
        self.text.textChanged.connect(self._on_text)
        self.apply.clicked.connect(self.on_apply)
        self.save.clicked.connect(self.on_save)
        self.discard.clicked.connect(self.on_discard)
        self.later.clicked.connect(self.on_later)

    def on_later(self) -> None:
        """Close; what was typed is here again the next time."""
        if self.text.document().isModified():
            self._keep()
        self.reject()

    def reject(self) -> None:
        """Esc keeps what was typed, too."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()
        super().reject()


def units(text: str, place: int) -> int:
    """Where a code point of `text` is for Qt, which counts UTF-16 units."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2

"""Display type written where it will stand: a field in its own type, over the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from db.kinds import BlockKind
from editor.i18n import _
from editor.ui.fields import KeptField
from editor.ui.paper import SIDE
from editor.ui.paper_view import PaperView
from editor.ui.theme import current
from editor.ui.typist import Typist
from editor.ui.typography import letters

LEAVING = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
"""Why the keyboard goes when a person leaves a field, and not the window."""


class DisplayEditor(QFrame):
    """One field over the paper; Enter is done, Esc puts it away and keeps what was typed."""

    ANSWERS_ESCAPE = True

    left = Signal()
    """The keyboard should go back to the page."""

    def __init__(self, view: PaperView, typist: Typist) -> None:
        """Stand over `view`, hidden."""
        super().__init__(view.viewport())
        self._view, self._typist = view, typist
        self._place: Callable[[], QRectF] | None = None
        self._done: Callable[[str], None] | None = None
        self.record: Any = None
        self.title = QLabel()
        self.field = KeptField(typist, "text", _("Display type"))
        self.done, self.cancel = QPushButton(_("Done")), QPushButton(_("Cancel"))
        self._lay_out()
        self.field.editor.installEventFilter(self)
        self.field.editor.textChanged.connect(self._on_typed)
        self.done.clicked.connect(self._on_done)
        self.cancel.clicked.connect(self._on_cancel)
        view.verticalScrollBar().valueChanged.connect(self.follow)
        view.laid_out.connect(self.follow)
        self.hide()

    def open(
        self,
        title: str,
        kind: BlockKind,
        record: Any,
        field: str,
        place: Callable[[], QRectF],
        done: Callable[[str], None] | None = None,
    ) -> None:
        """Write a field of a record in the type of `kind`, below the title.

        `place` tells where in the viewport it stands now. A field that the record does not have
        is kept while it is typed, and `done` gets its text when that is whole.
        """
        self.put_away()
        self.record, self._place, self._done = record, place, done
        self.title.setText(title)
        self.field.field = field
        self.field.editor.setAccessibleName(title)
        self.field.editor.setFont(letters(kind, self._view.zoom_factor(), current()).font())
        self.field.show_record(record)
        self._on_typed()
        self.show()
        self.follow()
        self.raise_()
        self.field.editor.setFocus()

    def refresh(self, record: Any) -> None:
        """The record that is written in is now this."""
        if self.record is not None:
            self.record = record
            self.field.show_record(record)

    def put_away(self) -> None:
        """Hide it; a text that its record has becomes an act, another is kept for the next time."""
        if self.record is None:
            return
        record, self.record, self._place = self.record, None, None
        if not self.field.text().strip():
            self._typist.forget(record.id, self.field.field)
        self.field.forget_record()
        self._typist.keep()
        self.hide()

    def follow(self) -> None:
        """Stand where it should, now that the page scrolled or was laid out anew."""
        if self._place is None:
            return
        box, page = self._place(), self._view.viewport().rect()
        edge = round(SIDE * self._view.zoom_factor() * 0.6)
        width = max(page.width() - 2 * edge, 200)
        tall = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry(edge, max(round(box.top()), 4), width, tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is done, Esc puts away, and so does leaving what is in the store already."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_done()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.put_away()
                self.left.emit()
                return True
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() in LEAVING and hasattr(self.record, self.field.field):
                self.put_away()
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self.done.setEnabled(bool(self.field.text().strip()))
        self.follow()

    def _on_done(self) -> None:
        text = " ".join(self.field.text().split())
        if text and self.record is not None:
            record, field, done = self.record, self.field.field, self._done
            self.put_away()
            self.left.emit()
            if done is not None:
                self._typist.forget(record.id, field)
                done(text)

    def _on_cancel(self) -> None:
        if self.record is not None:
            self._typist.forget(self.record.id, self.field.field)
            self.put_away()
            self.left.emit()

    def _lay_out(self) -> None:
        self.setProperty("ground", "raised")
        self.title.setProperty("quiet", "true")
        self.field.title.hide()
        self.done.setProperty("primary", "true")
        for button in (self.done, self.cancel):
            button.setProperty("small", "true")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        row.addWidget(self.done)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.addLayout(row)
        column.addWidget(self.field)

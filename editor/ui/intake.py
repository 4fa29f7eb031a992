"""How articles come into the window: chosen files, dropped ones, an annotated copy asked about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.records import Document
from editor.commands.annotated import Planned, file_annotated
from editor.ui.desk import Desk
from editor.ui.dialogs.annotated import AnnotatedDialog


class Intake(QObject):
    """Asks what a file brings along before it is filed."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        """Dialogs stand over `window`."""
        super().__init__(window)
        self._window, self._desk = window, desk
        self.dialog: AnnotatedDialog | None = None
        desk.annotated_found.connect(self.on_annotated)

    def on_annotated(self, document: Document, planned: Sequence[Planned]) -> None:
        """Show what an annotated copy will make; it is filed as the person decides."""
        dialog = AnnotatedDialog(document, planned, self._window)
        dialog.chosen.connect(lambda chosen: self._file(document, chosen))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _file(self, document: Document, chosen: list[Planned]) -> None:
        if not chosen:
            self._desk.file_document(document)
            return
        session = self._desk.session
        future = session.run(file_annotated, document, chosen)
        session.then(
            future, lambda made: self._desk.show_article(made[0].id), self._desk.failed.emit
        )

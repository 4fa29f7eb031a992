"""How things come into the window: files chosen or dropped, addresses, the clipboard.

What is asked on the way is asked here: the parts of a mail or feed, an annotated copy's marks,
a fact sheet's columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QInputDialog, QProgressDialog, QWidget

from db.records import Annotation, Article, Document, Revision
from editor.address import is_address
from editor.i18n import _
from editor.late import late
from editor.reading.errors import ReadError
from editor.reading.parts import Part
from editor.ui.desk import Desk

if TYPE_CHECKING:
    from editor.commands.annotated import Planned
    from editor.commands.fact_sheet import Fact

SHEETS = (".csv", ".tsv", ".xlsx")
ADDRESS = "address", "typed"
"""Under which an address is kept while it is typed."""
WIDE = 520
"""Pixels in which most addresses can be read whole."""
PATIENCE = 1000
"""Milliseconds of reading after which its progress is shown, to be cancelled."""


class Intake(QObject):
    """Reads in the worker process and files; takes files dropped on the window."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        """Dialogs stand over `window`, on which files may be dropped."""
        super().__init__(window)
        self._window, self._desk = window, desk
        self.dialog: QDialog | None = None
        self.progress: QProgressDialog | None = None
        desk.filing.annotated_found.connect(self.on_annotated)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def open_files(self, paths: Iterable[Path]) -> None:
        """Read files one after the other; a fact sheet belongs to the article shown."""
        for path in paths:
            if path.suffix.lower() in SHEETS:
                self._open_sheet(path)
            else:
                self._open_file(path)

    def ask_address(self) -> None:
        """Ask for the address of a page and read it."""
        keeper = self._desk.typist.keeper
        dialog = QInputDialog(self._window)
        dialog.resize(WIDE, dialog.sizeHint().height())
        dialog.setWindowTitle(_("Open address"))
        dialog.setLabelText(_("Address:"))
        dialog.setTextValue(keeper.text(*ADDRESS))
        dialog.textValueChanged.connect(lambda text: keeper.type(*ADDRESS, text))
        dialog.textValueSelected.connect(self._on_address)
        self._show(dialog)

    def _on_address(self, address: str) -> None:
        if address.strip():
            self._desk.typist.keeper.give(*ADDRESS)
            self.open_address(address.strip())

    def open_address(self, address: str) -> None:
        """Read the page at an address."""
        url = address if "://" in address else f"https://{address}"
        self._read(self._desk.session.read_address(url), url, self._desk.filing.take)

    def paste(self, data: QMimeData) -> None:
        """Read what the clipboard holds: files, an address, markup, else plain text."""
        files = local_files(data)
        text = data.text()
        if files:
            self.open_files(files)
        elif is_address(text.strip()) and len(text.split()) == 1:
            self.open_address(text.strip())
        else:
            markup = data.html() if data.hasHtml() else ""
            future = self._desk.session.read_clipboard(markup, text)
            self._read(future, _("the clipboard"), self._desk.filing.take)

    def on_annotated(self, document: Document, planned: Sequence[Planned]) -> None:
        """Show what an annotated copy will make; it is filed as the person decides."""
        from editor.ui.dialogs.annotated import AnnotatedDialog

        dialog = AnnotatedDialog(document, planned, self._window)
        dialog.chosen.connect(lambda chosen: self._file(document, chosen))
        self._show(dialog)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files dropped on the window where nothing under the pointer took them."""
        if not isinstance(event, QDropEvent):
            return False
        files = local_files(event.mimeData())
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.open_files(files)
        return True

    def _open_file(self, path: Path) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, ReadError) and error.code == "choose":
                parts = self._desk.session.read_parts(path)
                self._read(parts, path.name, lambda found: self._choose(path.name, found))
            else:
                self._desk.failed.emit(error)

        def read(document: Document) -> None:
            self._desk.filing.take(document)
            if document.attachments:
                parts = self._desk.session.read_parts(path)
                self._read(parts, path.name, lambda found: self._choose(path.name, found))

        self._read(self._desk.session.read(path), path.name, read, failed)

    def _choose(self, name: str, parts: list[Part]) -> None:
        from editor.ui.dialogs.parts import PartsDialog

        dialog = PartsDialog(name, parts, self._window)
        dialog.chosen.connect(self._open_parts)
        self._show(dialog)

    def _open_parts(self, parts: list[Part]) -> None:
        for part in parts:
            future = self._desk.session.read_bytes(part.data, part.name)
            self._read(future, part.title, self._desk.filing.take)

    def _open_sheet(self, path: Path) -> None:
        reading = self._desk.reading
        if reading is None:
            self._desk.failed.emit(ReadError("sheet_alone", name=path.name))
            return

        def ask(rows: list[list[str]]) -> None:
            from editor.ui.dialogs.fact_sheet import FactSheetDialog

            dialog = FactSheetDialog(rows, reading.revision, self._window)
            dialog.chosen.connect(lambda facts: self._file_facts(reading.article.id, facts))
            self._show(dialog)

        self._read(self._desk.session.read_rows(path), path.name, ask)

    def _file_facts(self, article_id: str, facts: list[Fact]) -> None:
        self._desk.run(late("editor.commands.fact_sheet:file_facts"), article_id, facts)

    def _file(self, document: Document, chosen: list[Planned]) -> None:
        if not chosen:
            self._desk.filing.file(document)
            return

        def filed(made: tuple[Article, Revision, list[Annotation]]) -> None:
            self._desk.show_article(made[0].id)
            self._desk.filing.filed.emit(document)

        self._desk.run(
            late("editor.commands.annotated:file_annotated"),
            document,
            chosen,
            then=filed,
        )

    def _show(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _read(
        self,
        future: Future[Any],
        name: str,
        then: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Wait for the worker; what takes long shows a bar with a button that stops it."""
        words = _("Reading {name}").format(name=name)
        progress = QProgressDialog(words, _("Cancel"), 0, 0, self._window)
        progress.setMinimumDuration(PATIENCE)
        progress.canceled.connect(self._desk.session.cancel_work)
        self.progress = progress

        def close() -> None:
            progress.canceled.disconnect(self._desk.session.cancel_work)
            progress.close()
            progress.deleteLater()

        def done(result: Any) -> None:
            close()
            then(result)

        def broke(error: BaseException) -> None:
            close()
            (failed or self._desk.failed.emit)(error)

        self._desk.session.then(future, done, broke)


def local_files(data: QMimeData) -> list[Path]:
    """The files of this computer in what is dragged or copied, those in folders included."""
    found: list[Path] = []
    for url in data.urls():
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            found += sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return found

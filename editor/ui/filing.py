"""Documents that become articles: asked about where they carry marks or resemble an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.records import Article, Document, Revision, Source
from editor.commands import articles
from editor.commands.receiving import RECORDINGS, carries_marks, file_recording
from editor.i18n import _
from editor.late import late

if TYPE_CHECKING:
    from editor.commands.kin import Kin
    from editor.ui.desk import Desk


class Filing(QObject):
    """Files for one desk, which then shows what it filed."""

    annotated_found = Signal(object, object)
    """A Document with notes or tracked changes, and the marks they would make."""
    draft_found = Signal(object, object)
    """A Document, and the Kin whose next draft it may be."""
    filed = Signal(object)
    """A Document that became an article."""

    def __init__(self, desk: Desk) -> None:
        """File for `desk`."""
        super().__init__(desk)
        self._desk = desk

    def open_file(self, path: Path) -> None:
        """File the document at `path` as a new article and show it."""
        self._desk.then(self._desk.session.read(path), self.take)

    def open_text(self, text: str) -> None:
        """File pasted text as a new article and show it."""
        self._desk.then(self._desk.session.work("editor.reading.reader:read_text", text), self.take)

    def take(self, document: Document, apart: bool = False) -> None:
        """File a document, after asking where it carries notes or tracked changes.

        Unless `apart`, one that resembles an article may be the next draft of that.
        """

        def answered(kin: Kin | None) -> None:
            if kin is None:
                self.take(document, apart=True)
            else:
                self.draft_found.emit(document, kin)

        desk = self._desk
        if document.format in RECORDINGS:
            desk.run(file_recording, document, then=self._tell_source)
            return
        if not apart:
            resembling = late("editor.commands.kin:resembling")
            desk.ask(lambda store: resembling(store, document), answered)
            return
        if carries_marks(document):
            future = desk.session.work("editor.commands.annotated:plan", document)
            desk.then(future, lambda planned: self.annotated_found.emit(document, planned))
        else:
            self.file(document)

    def file(self, document: Document) -> None:
        """File a document as a new article, show it and say what was left out of its file."""

        def filed(made: tuple[Article, Revision]) -> None:
            self._desk.show_article(made[0].id)
            self.filed.emit(document)

        self._desk.run(articles.import_document, document, then=filed)

    def _tell_source(self, source: Source) -> None:
        self._desk.told.emit(_("{name} is kept as a source.").format(name=source.name))

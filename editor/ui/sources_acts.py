"""What can be done to a source and to what rests on it; each is one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.records import Source
from db.store import Store
from editor.commands import sources
from editor.exchange import ReportOptions, build, write_whole
from editor.exchange.options import Redaction
from editor.exchange.sheets import sheet_for_source
from editor.i18n import _, term
from editor.session import Session, now_ms
from editor.ui.ask_line import AskLine
from editor.ui.chooser import Choice, Chooser
from editor.ui.sheet_files import sheet_filters, write_sheet
from editor.ui.sources_list import SIGNS
from editor.ui.sources_reading import Resting, SourceView


class SourcesActs(QObject):
    """Acts through a session; what an act still needs is asked for in one line."""

    added = Signal(object)
    """A Source that was entered here."""
    written = Signal(str)
    """The path of a sheet or file."""
    failed = Signal(object)

    def __init__(self, session: Session, line: AskLine) -> None:
        """Acts through `session`, asking in `line`."""
        super().__init__(line)
        self._session, self._line = session, line

    def add(self, beside: QWidget) -> None:
        """Choose what it is, type its name, and it is a source."""
        choices = [
            Choice(kind, term(kind), key=str(number), icon=SIGNS[kind])
            for number, kind in enumerate(sources.KINDS, 1)
        ]
        chooser = Chooser(_("New source: what is it?"), choices, beside)
        chooser.chosen.connect(self._ask_name)
        chooser.popup_at(beside.mapToGlobal(QPoint(0, beside.height())))

    def edit(self, source: Source, fields: dict[str, Any]) -> None:
        """Change fields of a source."""
        self.run(sources.edit_source, source, **fields)

    def remove(self, source: Source) -> None:
        """Take a source away that nothing rests on."""
        self.run(sources.remove_source, source)

    def choose_file(self, source: Source, beside: QWidget) -> None:
        """Choose a file and keep it in the store as what the source is."""
        path, _chosen = QFileDialog.getOpenFileName(beside, _("Keep a file as this source"))
        if path:
            self.keep_file(source, Path(path))

    def keep_file(self, source: Source, path: Path) -> None:
        """Keep the file at `path` in the store as what the source is."""

        def command(store: Store, person: str, now: int) -> Source:
            return sources.keep_file(store, person, now, source, path.name, path.read_bytes())

        self.run(command)

    def choose_copy(self, source: Source, beside: QWidget) -> None:
        """Choose where a copy of the kept file goes."""
        path, _chosen = QFileDialog.getSaveFileName(beside, _("Save a copy"), source.file_name)
        if path:
            self.save_copy(source, Path(path))

    def save_copy(self, source: Source, path: Path) -> None:
        """Write the kept file to `path`, byte for byte."""
        self._write(lambda store: write_whole(path, store.file(source.file)), path)

    def choose_sheet(self, view: SourceView, beside: QWidget) -> None:
        """Choose where the call sheet goes."""
        name = view.source.name.replace("/", "-").replace("\\", "-") + ".html"
        path, _chosen = QFileDialog.getSaveFileName(
            beside, _("Save the call sheet"), name, sheet_filters()
        )
        if path:
            self.save_sheet(view, Path(path))

    def save_sheet(self, view: SourceView, path: Path) -> None:
        """Write a source's call sheet, over all articles that use it, as its ending says."""
        maker = self._session.person.name
        articles = {one.row.check.article for one in view.resting}
        articles |= {one.article for one in view.attempts if one.article}

        def question(store: Store) -> None:
            options = ReportOptions(redaction=Redaction.NONE, text=False)
            report = build(store, sorted(articles), now_ms(), options, maker)
            page = sheet_for_source(report, view.source)
            write_sheet([page], _("Call sheet"), report, path)

        self._write(question, path)

    def log(
        self,
        view: SourceView,
        article_id: str,
        said: tuple[str, str, str],
        logged: Callable[[], None],
    ) -> None:
        """Log an attempt to reach a source: way, result and note."""
        self.run(
            sources.log_attempt, view.source.id, *said, article_id, then=lambda _made: logged()
        )

    def locate(self, one: Resting) -> None:
        """Ask where in the source a fact stands."""
        piece = one.evidence
        self._line.ask(
            f"locator {piece.id}",
            _("Where in it (page, paragraph, time code)?"),
            lambda words: self.run(sources.edit_evidence, piece, locator=words),
        )

    def detach(self, facts: Sequence[Resting]) -> None:
        """Let facts rest on a source no more."""
        self.run(sources.remove_evidence, *(one.evidence for one in facts))

    def run(
        self,
        command: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None] = lambda _done: None,
        **fields: Any,
    ) -> None:
        """Run a command; a failure is told."""
        self._session.then(self._session.run(command, *args, **fields), then, self.failed.emit)

    def _ask_name(self, kind: str) -> None:
        self._line.ask(
            f"source {kind}",
            _("Name of the {kind}:").format(kind=term(kind)),
            lambda name: self.run(sources.add_source, kind, name, then=self.added.emit),
        )

    def _write(self, question: Callable[[Store], None], path: Path) -> None:
        self._session.then(
            self._session.ask(question),
            lambda _none: self.written.emit(str(path)),
            self.failed.emit,
        )

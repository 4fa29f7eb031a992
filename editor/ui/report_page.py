"""The report page: what goes in on the left, the report itself on the right, as it will read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from db.kinds import SETTLED, State
from db.records import SavedFilter
from db.store import Store
from editor.commands.filters import read_back
from editor.exchange import Report, build, ended, unprinted, write_whole
from editor.i18n import _
from editor.session import Session, now_ms
from editor.ui.chooser import Choice, Chooser
from editor.ui.desk import Desk
from editor.ui.report_panel import ReportPanel
from editor.ui.report_presets import PresetActs
from editor.ui.report_preview import ReportPreview
from editor.wiring import templates_folder
from editor.work import WorkerDied

OPEN = tuple(state for state in State if state not in SETTLED)
LOOKED_AT = 5_000
"""Checks of a saved filter looked at for their articles."""

PAUSE = 120
"""Milliseconds after a choice before the report is made again."""
PREVIEW = 270
"""Pixels across without which a report cannot be read."""


class ReportPage(QWidget):
    """Makes the report anew after every choice and every Change, and writes it to a file."""

    HINTS = ("export", "print")

    failed = Signal(object)
    exported = Signal(str)
    """The path of the file that was written."""

    def __init__(self, session: Session, desk: Desk) -> None:
        """A report of the article that is open; `refresh` makes it."""
        super().__init__()
        self._session = session
        self._names: dict[str, str] = {}
        self._asked = 0
        self._shown = ""
        self.articles: list[str] = []
        self.panel = ReportPanel()
        self.preview = ReportPreview()
        self.presets = PresetActs(self, session)
        self.helpers = (self.presets,)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._connect()
        self.panel.say_articles([])

    def show_article(self, article_id: str) -> None:
        """Report on the article now open, unless others were chosen here."""
        if self.articles in ([], [self._shown]):
            self.articles = [article_id] if article_id else []
            self._pause.start()
        self._shown = article_id

    def refresh(self) -> None:
        """Make the report again, for something has changed."""
        self.presets.refresh()
        self._pause.start()

    def on_export(self) -> None:
        """Choose where the report goes, and write it there."""
        exporter = self.panel.forms[self.panel.form.currentData()]
        name = self._names.get(self.articles[0], "report") if self.articles else "report"
        words = f"{_(exporter.label)} (*{exporter.suffix})"
        path, _chosen = QFileDialog.getSaveFileName(
            self, _("Export report"), name + exporter.suffix, words
        )
        if path:
            self.export(Path(path), exporter.name)

    def export(self, path: Path, name: str) -> None:
        """Write the report to `path` in the form called `name`, off this thread."""
        path = path if path.suffix else path.with_suffix(self.panel.forms[name].suffix)
        options, articles = self.panel.options, list(self.articles)
        maker, form = self._session.person.name, self.panel.forms[name]

        def made(report: Report) -> None:
            work = self._session.work("editor.exchange:render", name, report, templates_folder())
            self._session.then(work, written, self._on_export_failed)

        def written(data: bytes) -> None:
            def kept(_store: Store) -> str:
                write_whole(path, data)
                return unprinted(data)

            self._session.then(
                self._session.ask(kept),
                lambda missing: self._on_written(path, missing),
                self._on_export_failed,
            )

        self.panel.set_busy(True)
        self.panel.said.setText(_("Writing {path}").format(path=path.name))
        future = self._session.ask(
            lambda store: build(store, articles, now_ms(), options, maker, form.whole, form.most)
        )
        self._session.then(future, made, self._on_export_failed)

    def _make(self) -> None:
        self._asked += 1
        asked, options, articles = self._asked, self.panel.options, list(self.articles)
        maker = self._session.person.name
        if not articles:
            self.preview.clear()
            self.panel.say_articles([])
            return

        def question(store: Store) -> Report:
            return build(store, articles, now_ms(), options, maker)

        self._session.then(
            self._session.ask(question),
            lambda report: self._on_made(asked, report),
            self._on_failed,
        )

    def _on_made(self, asked: int, report: Report) -> None:
        if asked == self._asked:
            self._names = {item.article.id: item.article.slug for item in report.articles}
            self.panel.say_articles([item.title for item in report.articles])
            self.preview.show_report(report)

    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(error)

    def _on_written(self, path: Path, missing: str) -> None:
        self.panel.set_busy(False)
        told = _("Written to {path}").format(path=path)
        self.panel.said.setText("\n".join(line for line in (told, missing) if line))
        self.exported.emit(str(path))

    def _on_export_failed(self, error: BaseException) -> None:
        self.panel.set_busy(False)
        self.panel.said.setText("")
        if isinstance(error, WorkerDied):
            error = ended(self.panel.forms[self.panel.form.currentData()])
        self.failed.emit(error)

    def _on_cancel(self) -> None:
        self._session.cancel_work()
        self.panel.set_busy(False)
        self.panel.said.setText(_("The export was stopped; nothing was written."))

    def _on_articles_wanted(self) -> None:
        def offer(store: Store) -> list[Choice]:
            return [Choice(a.id, a.headline or a.slug, hint=a.slug) for a in store.articles()]

        self._session.then(self._session.ask(offer), self._choose_articles, self.failed.emit)

    def _choose_articles(self, offered: list[Choice]) -> None:
        chooser = Chooser(_("Articles"), offered, self, several=True, ticked=self.articles)
        chooser.chosen.connect(self._on_articles)
        chooser.popup_at(self.panel.articles.mapToGlobal(QPoint(0, self.panel.articles.height())))

    def _on_filter_wanted(self) -> None:
        person = self._session.person.id

        def offer(store: Store) -> list[Choice]:
            return [Choice(one, one.name) for one in store.saved_filters(person)]

        self._session.then(self._session.ask(offer), self._choose_filter, self.failed.emit)

    def _choose_filter(self, offered: list[Choice]) -> None:
        if not offered:
            self.panel.said.setText(_("No filter is saved yet; the queue page saves them."))
            return
        chooser = Chooser(_("Saved filters"), offered, self)
        chooser.chosen.connect(self.use_filter)
        chooser.popup_at(self.panel.saved.mapToGlobal(QPoint(0, self.panel.saved.height())))

    def use_filter(self, saved: SavedFilter) -> None:
        """Report on what a saved filter shows: its articles, and only its kinds of checks."""
        wanted = read_back(saved.wanted)
        states = wanted.states or (OPEN if wanted.open else ())

        def question(store: Store) -> list[str]:
            found = store.queue(wanted, limit=LOOKED_AT).checks
            return list(dict.fromkeys(check.article for check in found if check.article))

        def answered(articles: list[str]) -> None:
            options = replace(
                self.panel.options, kinds=wanted.kinds, states=states, risks=wanted.risks
            )
            self.panel.set_options(options)
            self._on_articles(tuple(articles))

        self._session.then(self._session.ask(question), answered, self.failed.emit)

    def _on_articles(self, chosen: tuple[str, ...]) -> None:
        self.articles = list(chosen)
        self._pause.start()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self.preview, 1)
        self.preview.setMinimumWidth(PREVIEW)

    def _connect(self) -> None:
        self.panel.changed.connect(self._pause.start)
        self.panel.articles_wanted.connect(self._on_articles_wanted)
        self.panel.filter_wanted.connect(self._on_filter_wanted)
        self.panel.export_wanted.connect(self.on_export)
        self.panel.cancel_wanted.connect(self._on_cancel)
        self._pause.timeout.connect(self._make)

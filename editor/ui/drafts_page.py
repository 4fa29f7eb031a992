"""The drafts page: an article's old and new draft side by side, and what became of each mark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)

from db.kinds import Kind
from db.records import Annotation, Revision
from db.store import Store
from editor.commands.drafts import Revised
from editor.exchange.comparison import to_html, to_json
from editor.files import write_whole
from editor.i18n import _
from editor.session import Session
from editor.ui.desk import Desk
from editor.ui.drafts_bar import CHANGES, EYES, DraftsBar
from editor.ui.drafts_body import DraftsBody
from editor.ui.drafts_edit import DraftEditor
from editor.ui.drafts_new import NewDraft, file_of, is_foreign
from editor.ui.drafts_reading import DraftsReading, needing_eyes
from editor.ui.drafts_settle import Settling
from editor.ui.drafts_source import DraftsSource
from editor.ui.row_acts import RowActs
from editor.ui.row_foot import Underway


class DraftsPage(QWidget):
    """Walks through a new draft; its `on_...` methods are the actions of the page."""

    failed = Signal(object)
    passage_requested = Signal(str, str)

    HINTS = ("next", "next_open", "accept", "dismiss", "still_holds", "passage")

    def __init__(self, session: Session, desk: Desk) -> None:
        """No article yet."""
        super().__init__()
        self._session, self._desk = session, desk
        self.reading: DraftsReading | None = None
        self.editor: DraftEditor | None = None
        self.source = DraftsSource(session, self)
        self.bar, self.body = DraftsBar(), DraftsBody()
        self.sides, self.tray, self.detail = self.body.sides, self.body.tray, self.body.tray.detail
        self._is_news = True
        self._underway = Underway()
        self.checks = RowActs(desk, self.tray, self._underway)
        self.settling = Settling(self, session, desk)
        self.helpers = (self.settling, self.checks)
        self.draft = NewDraft(desk, self)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._show_none()

    # -- what the window tells

    def show_article(self, article_id: str) -> None:
        """Show another article's last two drafts."""
        self.source.want(article_id)
        self._is_news = True
        self.refresh()

    def refresh(self) -> None:
        """Read the two drafts again."""
        self.source.read()

    # -- actions

    def on_new_draft(self) -> None:
        """Choose the file of the next draft."""
        name, _kind = QFileDialog.getOpenFileName(self, _("New draft"))
        if name and self.source.article:
            self.draft.from_file(self.source.article, Path(name))

    def on_paste(self) -> None:
        """Make the clipboard's text the next draft."""
        data = QApplication.clipboard().mimeData()
        if data is not None and data.text().strip() and self.source.article:
            self.draft.from_data(self.source.article, data)

    def on_edit_draft(self) -> None:
        """Change the newest draft's text in place."""
        article_id = self.source.article

        def question(store: Store) -> tuple[Revision, list[Annotation]]:
            marks = store.annotations(article_id)
            proposals = [m for m in marks if m.kind is Kind.CHANGE and m.answer != "stet"]
            return store.revision(store.article(article_id).revision), proposals

        if article_id:
            self._ask(question, lambda found: self._open_editor(*found))

    def on_step(self, way: str) -> None:
        """Go to the next or previous row."""
        self.tray.step(1 if way == "next" else -1)

    def on_step_open(self, way: str) -> None:
        """Go to the next or previous row that needs eyes."""
        self.tray.step_open(1 if way == "next" else -1)

    def on_state(self, state: str) -> None:
        """Set the state of the row's check, and stay."""
        self.checks.on_state_other(state)

    def on_state_other(self, state: str) -> None:
        """Set the state of the row's check, and go on."""
        self.checks.on_state(state)

    def on_export(self) -> None:
        """Choose where the comparison with its change log goes, and write it there."""
        if self.reading is None or self.reading.log is None:
            return
        forms = {_("Web page (*.html)"): to_html, _("JSON (*.json)"): to_json}
        article, old, new = self.reading.article, self.reading.old, self.reading.new
        name = f"{article.slug}-{old.number}-{new.number}.html"
        path, chosen = QFileDialog.getSaveFileName(
            self, _("Export comparison"), name, ";;".join(forms)
        )
        if path:
            data = forms.get(chosen, to_html)(self.reading.log)
            self._ask(lambda _store: write_whole(Path(path), data), lambda _none: None)

    def on_zoom(self, way: str) -> None:
        """Larger or smaller text in both drafts, or the usual size."""
        self.sides.zoom_by({"in": 1.1, "out": 1 / 1.1}.get(way))

    # -- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file, or words from elsewhere."""
        if self.source.article and (file_of(event.mimeData()) or is_foreign(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Make what was dropped the next draft."""
        path = file_of(event.mimeData())
        event.acceptProposedAction()
        if path is not None:
            self.draft.from_file(self.source.article, path)
        else:
            self.draft.from_data(self.source.article, event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one draft and stack the tray where there is little room."""
        super().resizeEvent(event)
        self.body.fit(self.width())

    # -- inside

    def _on_read(self, reading: DraftsReading | None) -> None:
        self.reading = reading
        if reading is None:
            self._show_none()
            return
        if self._is_news and reading.log is not None:
            self._is_news = False
            self.bar.showing = EYES if needing_eyes(reading.items) else CHANGES
        self.bar.show_reading(reading)
        self.body.show_reading(reading, self.bar.showing)

    def _show_none(self) -> None:
        """Say how the next draft comes, or that no article is shown."""
        self.bar.show_none(bool(self.source.article))
        self.body.show_none(bool(self.source.article))

    def _show_rows(self, name: str) -> None:
        if self.reading is not None:
            self.body.show_rows(self.reading, name)

    def _on_moved(self) -> None:
        """Show the row that is current now, in both drafts."""
        if self.reading is not None:
            row = self.tray.row
            self.detail.show_row(row, self.reading.new.text, self.settling.can_settle())
            self.sides.stand_on(row)

    def _on_candidate(self, number: int) -> None:
        item = self.tray.item
        if item is not None:
            self.sides.offer(item.place.candidates[number])

    def _open_editor(self, revision: Revision, proposals: list[Annotation]) -> None:
        editor = DraftEditor(self._session, revision, proposals, self)
        editor.edited.connect(self.draft.from_words)
        editor.finished.connect(editor.deleteLater)
        self.editor = editor
        editor.open()

    def _on_drafts(self, old: str, new: str) -> None:
        self.source.want(self.source.article, old, new)
        self.refresh()

    def _on_added(self, revised: Revised) -> None:
        """Show the draft that was added against the one before it, what needs eyes first."""
        self.source.want(revised.revision.article)
        self._is_news = True
        self.refresh()

    def _ask(self, question: Callable[[Store], Any], then: Callable[[Any], None]) -> None:
        self._session.then(self._session.ask(question), then, self.failed.emit)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.body, 1)
        column.addWidget(self._underway)
        self.setFocusProxy(self.body)

    def _connect(self) -> None:
        bar, detail, draft = self.bar, self.detail, self.draft
        self.source.was_read.connect(self._on_read)
        self.source.failed.connect(self.failed)
        self.sides.mark_clicked.connect(self._on_mark_clicked)
        bar.drafts_chosen.connect(self._on_drafts)
        bar.shown.connect(self._show_rows)
        bar.file_wanted.connect(self.on_new_draft)
        bar.paste_wanted.connect(self.on_paste)
        bar.edit_wanted.connect(self.on_edit_draft)
        bar.export_wanted.connect(self.on_export)
        bar.cancelled.connect(draft.cancel)
        draft.began.connect(bar.be_busy)
        draft.ended.connect(bar.be_idle)
        draft.added.connect(self._on_added)
        for failing in (draft, self.checks):
            failing.failed.connect(self.failed)
        self.tray.moved.connect(self._on_moved)
        detail.accepted.connect(self.settling.on_accept)
        detail.gone.connect(self.settling.on_dismiss)
        detail.held.connect(self.checks.on_still_holds)
        detail.placed.connect(self.settling.on_edit)
        detail.opened.connect(self.settling.on_passage)
        detail.candidate_chosen.connect(self._on_candidate)

    def _on_mark_clicked(self, annotation_id: str) -> None:
        """Stand on the row of a mark that was clicked, whatever the list shows."""
        item = self.reading.item_of(annotation_id) if self.reading else None
        if item is not None and not self.tray.stand_on(item):
            self.bar.show_rows(item.status.value)
            self.tray.stand_on(item)

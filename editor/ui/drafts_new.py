"""How a next draft comes in: a file, a drop, pasted text; and what is asked on the way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from db.records import Document, Revision
from db.store import Store
from editor.i18n import _
from editor.late import late
from editor.ui.desk import Desk
from editor.ui.intake import SHEETS

if TYPE_CHECKING:
    from editor.commands.drafts import Revised, Work
    from editor.commands.kin import Kin
    from editor.text.carry_article import Carriage

T = TypeVar("T")
PART = 20_000
"""Marks carried over before it is said how far that is; the worker can be stopped at any time."""


class NewDraft(QObject):
    """Reads, carries over in the worker process, and keeps; one draft at a time."""

    added = Signal(object)
    """Revised."""
    began = Signal(str)
    """What is being done, in words."""
    ended = Signal()
    """It is done, was refused, or was cancelled."""
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Questions stand over `parent`."""
        super().__init__(parent)
        self._desk, self._parent = desk, parent
        self.question: QMessageBox | None = None
        self._turn = 0

    def from_file(self, article_id: str, path: Path) -> None:
        """Make the file at `path` the next draft of an article."""
        self.began.emit(_("Reading {name}").format(name=path.name))
        read = self._desk.session.read(path)
        self._then(read, lambda document: self.from_document(article_id, document))

    def from_data(self, article_id: str, data: QMimeData) -> None:
        """Make words that were copied or dragged the next draft, with the structure they bring."""
        self.began.emit(_("Reading the text"))
        markup = data.html() if data.hasHtml() else ""
        read = self._desk.session.read_clipboard(markup, data.text())
        self._then(read, lambda document: self.from_document(article_id, document))

    def from_words(self, revision: Revision, words: str) -> None:
        """Make the newest draft, its text rewritten as `words`, the next one."""
        self.began.emit(_("Reading the text"))
        made = self._desk.session.work("editor.text.draft_edit:rewritten", revision, words)
        self._then(made, lambda document: self.from_document(revision.article, document, revision))

    def from_document(
        self, article_id: str, document: Document, over: Revision | None = None
    ) -> None:
        """Make a document that was read the next draft of an article.

        One typed over a draft is refused when that is not the newest any more.
        """
        self.began.emit(_("Carrying every mark over"))
        session = self._desk.session

        def question(store: Store) -> Work:
            from editor.commands.drafts import check_newest, prepare

            work = prepare(store, article_id)
            if over is not None:
                check_newest(work.article, over)
            return work

        self._then(session.ask(question), lambda work: self._carry(work, document))

    def cancel(self) -> None:
        """Stop what runs; nothing of it is kept."""
        self._turn += 1
        self._desk.session.cancel_work()
        self.ended.emit()

    def _carry(self, work: Work, document: Document, parts: tuple[Carriage, ...] = ()) -> None:
        """Carry the marks over, very many of them part by part, and say how far that is."""
        done, total = sum(len(part.passages) for part in parts), len(work.passages)
        if total > PART:
            told = _("Carrying marks over: {done} of {total}")
            self.began.emit(told.format(done=f"{done:,}", total=f"{total:,}"))
        some = work.passages[done : done + PART]
        last = done + len(some) == total
        carried = self._desk.session.work(
            "editor.text.carry_article:carry_part",
            work.texts,
            some,
            work.article.revision,
            document.text,
            last,
        )

        def go_on(carriage: Carriage) -> None:
            if last:
                from editor.text.carry_article import joined

                self._keep(work.article.id, document, joined([*parts, carriage]))
            else:
                self._carry(work, document, (*parts, carriage))

        self._then(carried, go_on)

    def _keep(
        self, article_id: str, document: Document, carriage: Carriage, anyway: bool = False
    ) -> None:
        session = self._desk.session

        def refused(error: BaseException) -> None:
            from editor.commands.drafts import OtherArticle

            self.ended.emit()
            if isinstance(error, OtherArticle):
                self._ask_apart(document, lambda: self._keep(article_id, document, carriage, True))
            else:
                self.failed.emit(error)

        future = session.run(
            late("editor.commands.drafts:add_draft"), article_id, document, carriage, anyway
        )
        session.then(future, self._on_added, refused)

    def _ask_apart(self, document: Document, anyway: Callable[[], None]) -> None:
        """Say that the text is another article's, and ask what to do with it."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Another article?"))
        box.setText(_("This text has next to nothing in common with the article."))
        apart = box.addButton(_("File it by itself"), QMessageBox.ButtonRole.AcceptRole)
        as_draft = box.addButton(_("Next draft anyway"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(apart)
        apart.clicked.connect(lambda: self._desk.filing.file(document))
        as_draft.clicked.connect(anyway)
        self._open(box)

    def _open(self, box: QMessageBox) -> None:
        box.finished.connect(box.deleteLater)
        self.question = box
        box.open()

    def _on_added(self, revised: Revised) -> None:
        self.ended.emit()
        self.added.emit(revised)

    def _then(self, future: Future[T], callback: Callable[[T], None]) -> None:
        """Go on with a result, unless it was cancelled meanwhile."""
        turn = self._turn

        def done(result: T) -> None:
            if turn == self._turn:
                callback(result)

        def failed(error: BaseException) -> None:
            if turn == self._turn:
                self.ended.emit()
                self.failed.emit(error)

        self._desk.session.then(future, done, failed)


class DraftIntake(NewDraft):
    """Offers what comes in as a draft of the article it resembles; takes drops on the article."""

    def __init__(self, desk: Desk, window: QWidget, article: QWidget) -> None:
        """Listen to `desk`; what is dropped on `article` is a draft of the one shown."""
        super().__init__(desk, window)
        desk.filing.draft_found.connect(self.on_draft_found)
        article.setAcceptDrops(True)
        article.installEventFilter(self)

    def on_draft_found(self, document: Document, kin: Kin) -> None:
        """Ask whether a text that came in is the next draft of what it resembles."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("A new draft?"))
        share = round(kin.share * 100)
        box.setText(
            _("This reads like a draft of “{headline}”: {share} of 100 words are the same.").format(
                headline=kin.article.headline, share=share
            )
        )
        draft = box.addButton(_("New draft"), QMessageBox.ButtonRole.AcceptRole)
        apart = box.addButton(_("File it by itself"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(draft)
        draft.clicked.connect(lambda: self.from_document(kin.article.id, document))
        apart.clicked.connect(lambda: self._desk.filing.take(document, apart=True))
        self._open(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file dropped on the article; words dragged about in it are none of ours."""
        reading = self._desk.reading
        if not isinstance(event, QDropEvent) or reading is None:
            return False
        path = file_of(event.mimeData())
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.from_file(reading.article.id, path)
        return True


def file_of(data: QMimeData) -> Path | None:
    """The one file of this computer that is dragged and could be a draft."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() not in SHEETS else None


def is_foreign(event: QDropEvent) -> bool:
    """Whether words are dragged in from another program."""
    return event.mimeData().hasText() and event.source() is None

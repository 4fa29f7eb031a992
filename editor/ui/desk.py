"""What the window shows and asks for: the articles, and one of them read after every Change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from db.kinds import Kind, State
from db.records import Annotation, Article, Change, Check, Document, Revision, Source
from db.store import Store
from editor.commands import articles, checks, marks
from editor.commands.coverage import kept_unmarked
from editor.commands.receiving import RECORDINGS, carries_marks, embargoes, file_recording
from editor.i18n import _
from editor.late import late
from editor.session import Session, now_ms
from editor.settings import PassingSettings, PersonSettings
from editor.settings import desk as desk_setting
from editor.ui.opened import Reading, read_article, sentence_at
from editor.ui.shelf import Groups, find, groups
from editor.ui.suggester import Suggester
from editor.ui.typist import Typist

if TYPE_CHECKING:
    from editor.commands.kin import Kin

T = TypeVar("T")
PAUSE = 250
"""Milliseconds after a Change until the list of articles is read again."""


class Desk(QObject):
    """Talks to the session for the window and its pages."""

    articles_read = Signal()
    """`groups` are new."""
    article_read = Signal(object)
    """Reading."""
    marked = Signal(str)
    """Id of a mark just made here."""
    suggested = Signal(list)
    changed = Signal(object)
    """Change."""
    failed = Signal(object)
    """An error to be said in one sentence."""
    told = Signal(str)
    """A sentence that is no failure."""
    exported = Signal(str)
    """The path written."""
    annotated_found = Signal(object, object)
    """A Document with notes or tracked changes, and the marks they would make."""
    draft_found = Signal(object, object)
    """A Document, and the Kin whose next draft it may be."""
    filed = Signal(object)
    """A Document that became an article."""
    found = Signal(str, list)
    """Words looked for, and what holds them."""

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        own: PersonSettings | None = None,
    ) -> None:
        """Listen to `session` until `close`; `own` settings are kept nowhere without a file."""
        super().__init__(parent)
        self.session = session
        self.own = own or PassingSettings()
        self.reading: Reading | None = None
        self.groups: Groups = []
        self.verdicts: tuple[str, ...] = ()
        self.recent: list[str] = []
        self._article_id = ""
        self._news: list[Change] = []
        self.suggester = Suggester(session, self)
        self.suggester.arrived.connect(self._on_arrived)
        self.suggester.failed.connect(self.failed)
        self._pause = QTimer(self)
        self.pinned = ""
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.read_articles)
        self.typist = Typist(session, self)
        for trouble in (self.typist.failed, self.typist.waiting):
            trouble.connect(self.failed)
        session.listeners.append(self._on_change)
        session.troubles.append(self._on_trouble)

    def close(self) -> None:
        """Stop listening, with everything typed kept."""
        self._pause.stop()
        self.typist.shut()
        if self._on_change in self.session.listeners:
            self.session.listeners.remove(self._on_change)
            self.session.troubles.remove(self._on_trouble)

    def read_articles(self) -> None:
        """Read the list of articles."""
        recent = tuple(self.recent)

        def question(store: Store) -> tuple[Groups, tuple[str, ...]]:
            found = store.summaries()
            shown = desk_setting(store, "verdicts") if desk_setting(store, "verdicts.shown") else ()
            return groups(found, recent, now_ms(), kept_unmarked(store, found)), tuple(shown)

        self.ask(question, self._on_groups)

    def show_article(self, article_id: str) -> None:
        """Read an article whole and show it."""
        if article_id != self._article_id:
            self._news = []
            self.recent = [article_id, *(id_ for id_ in self.recent if id_ != article_id)][:9]
            self.read_articles()
        self._article_id = article_id
        self.ask(lambda store: read_article(store, article_id), self._on_reading)

    def open_file(self, path: Path) -> None:
        """File the document at `path` as a new article and show it."""
        self.then(self.session.read(path), self.take_document)

    def take_document(self, document: Document, apart: bool = False) -> None:
        """File a document, after asking where it carries notes or tracked changes.

        Unless `apart`, one that resembles an article may be the next draft of that.
        """

        def answered(kin: Kin | None) -> None:
            if kin is None:
                self.take_document(document, apart=True)
            else:
                self.draft_found.emit(document, kin)

        if document.format in RECORDINGS:
            self.run(file_recording, document, then=self._tell_source)
            return
        if not apart:
            resembling = late("editor.commands.kin:resembling")
            self.ask(lambda store: resembling(store, document), answered)
            return
        if carries_marks(document):
            future = self.session.work("editor.commands.annotated:plan", document)
            self.then(future, lambda planned: self.annotated_found.emit(document, planned))
        else:
            self.file_document(document)

    def open_text(self, text: str) -> None:
        """File pasted text as a new article and show it."""
        self.then(self.session.work("editor.reading.reader:read_text", text), self.take_document)

    def _tell_source(self, source: Source) -> None:
        self.told.emit(_("{name} is kept as a source.").format(name=source.name))

    def file_document(self, document: Document) -> None:
        """File a document as a new article, show it and say what was left out of its file."""

        def filed(made: tuple[Article, Revision]) -> None:
            self.show_article(made[0].id)
            self.filed.emit(document)

        self.run(articles.import_document, document, then=filed)

    def export(self, path: Path, name: str) -> None:
        """Write the shown article's report to `path` by the exporter called `name`."""
        article_id, maker = self._article_id, self.session.person.name

        def write(store: Store) -> tuple[str, list[str]]:
            from editor.exchange import EXPORTERS, build, render, unprinted, write_whole

            whole = EXPORTERS[name].whole
            report = build(store, [article_id], now_ms(), maker=maker, whole=whole)
            data = render(name, report)
            write_whole(path, data)
            missing = [told] if (told := unprinted(data)) else []
            return str(path), missing + embargoes(store, [article_id], now_ms())

        def written(made: tuple[str, list[str]]) -> None:
            self.exported.emit(made[0])
            for warning in made[1]:
                self.told.emit(warning)

        if article_id:
            self.ask(write, written)

    def search(self, words: str) -> None:
        """Look for words in everything."""
        self.ask(lambda store: find(store, words), lambda hits: self.found.emit(words, hits))

    def mark(self, start: int, end: int, kind: Kind) -> None:
        """Mark code points `start` to `end`; the sentence around `start` when they are equal."""
        if self.reading is None:
            return
        if start == end:
            start, end = sentence_at(self.reading.revision, start)
        self.run(
            marks.mark,
            self._article_id,
            start,
            end,
            kind,
            then=lambda made: self.marked.emit(made[0].id),
        )

    def edit_annotation(self, annotation: Annotation, fields: dict[str, Any]) -> None:
        """Change fields of a mark."""
        self.run(marks.edit_annotation, annotation, **fields)

    def edit_check(self, check: Check, fields: dict[str, Any]) -> None:
        """Change fields of a check."""
        self.run(checks.edit_check, check, **fields)

    def set_state(self, check_ids: Iterable[str], state: State) -> None:
        """Put checks in one state, in one act."""
        if ids := list(check_ids):
            self.run(checks.set_checks, ids, state=state)

    def reply(self, annotation_id: str, text: str) -> None:
        """Answer in a mark's thread."""
        self.run(marks.reply, annotation_id, text)

    def suggest(self) -> None:
        """Tell what there is to suggest for the shown draft, as soon as it is worked out."""
        if self.reading is not None:
            self.suggester.wanted = True
            self.suggester.open(self.reading)
            if self.suggester.found or self.suggester.whole:
                self._on_arrived()

    def undo(self) -> None:
        """Take back the last act."""
        self.then(self.session.undo(), lambda _change: None)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.then(self.session.redo(), lambda _change: None)

    def run(
        self,
        command: Callable[..., T],
        *args: Any,
        then: Callable[[T], None] = lambda _result: None,
        **fields: Any,
    ) -> None:
        """Run a command; `then` hears its result, a failure is said."""
        self.then(self.session.run(command, *args, **fields), then)

    def ask(self, question: Callable[[Store], T], then: Callable[[T], None]) -> None:
        """Ask the store; `then` hears the answer, a failure is said."""
        self.then(self.session.ask(question), then)

    def then(self, future: Future[T], callback: Callable[[T], None]) -> None:
        """Hand a future's result to `callback`; a failure is said."""
        self.session.then(future, callback, self.failed.emit)

    def _on_arrived(self) -> None:
        if self.suggester.wanted:
            self.suggester.wanted = not self.suggester.whole
            self.suggested.emit(self.suggester.found)

    def _on_groups(self, made: tuple[Groups, tuple[str, ...]]) -> None:
        self.groups, self.verdicts = made
        self.articles_read.emit()

    def _on_reading(self, reading: Reading, told: tuple[Change, ...] = ()) -> None:
        if reading.article.id == self._article_id:
            self._news, self.reading = [c for c in self._news if c not in told], reading
            self.article_read.emit(reading)

    def _on_trouble(self, error: BaseException) -> None:
        if self._on_trouble in self.session.troubles:
            self.failed.emit(error)

    def _on_change(self, change: Change) -> None:
        if self._on_change not in self.session.listeners:
            return  # it was on its way while the window closed
        self.changed.emit(change)
        self._pause.start()
        self.suggester.on_change(change)
        if self._article_id:
            self._news.append(change)
            article, before, news = self._article_id, self.reading, tuple(self._news)
            self.ask(
                lambda store: read_article(store, article, before, news),
                lambda reading: self._on_reading(reading, news),
            )


def pin_source(desk: Desk, source_name: str) -> None:
    """Let V attach a source at once, on any page of a desk; "" for none."""
    desk.pinned = source_name
    if source_name:
        desk.told.emit(_("V attaches {source} from now on.").format(source=source_name))
    else:
        desk.told.emit(_("No source is pinned."))


def pin_last(desk: Desk, names: Sequence[str]) -> None:
    """Let go of the pinned source, else pin the last of these."""
    if desk.pinned or names:
        pin_source(desk, "" if desk.pinned else names[-1])
    else:
        desk.told.emit(_("Attach a source first; then it can be pinned."))


def open_check(desk: Desk, check: Check) -> None:
    """Somebody begins to work on a check: an unchecked one is being checked from now on."""
    if check.state is State.UNCHECKED:
        desk.run(checks.open_check, check.id)


def verdicts_given(desk: Desk) -> bool:
    """Whether verdicts are given on the house's own copy; says so where they are not."""
    if not desk.verdicts:
        desk.told.emit(_("Verdicts are not given on our own copy; the settings switch them on."))
    return bool(desk.verdicts)

"""What the window shows and asks for: the articles, and one of them read after every Change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import NotFound
from db.kinds import Kind, State
from db.records import Annotation, Article, Change, Check
from db.store import Store
from editor.commands import checks, marks
from editor.commands.coverage import kept_unmarked
from editor.commands.receiving import embargoes
from editor.i18n import _
from editor.session import Session, now_ms
from editor.settings import PassingSettings, PersonSettings
from editor.settings import desk as desk_setting
from editor.ui.filing import Filing
from editor.ui.opened import Reading, read_article, sentence_at
from editor.ui.shelf import Groups, find, groups
from editor.ui.suggester import Suggester
from editor.ui.typist import Typist

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
    emptied = Signal()
    """No article is shown any more: the last one was removed."""
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
        self._article_id = self._gone = ""
        self._news: list[Change] = []
        self.suggester = Suggester(session, self)
        self.suggester.arrived.connect(self._on_arrived)
        self.suggester.failed.connect(self.failed)
        self._pause = QTimer(self)
        self.pinned = ""
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.read_articles)
        self.filing = Filing(self)
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
        self._read(article_id)

    def show_nothing(self) -> None:
        """Show no article, for there is none."""
        self._article_id, self.reading = "", None
        self.emptied.emit()

    def export(self, path: Path, name: str) -> None:
        """Write the shown article's report to `path` by the exporter called `name`."""
        article_id, maker = self._article_id, self.session.person.name

        def write(store: Store) -> tuple[str, list[str]]:
            from editor.exchange import EXPORTERS, build, render, unprinted, write_whole

            form, article = EXPORTERS[name], [article_id]
            report = build(store, article, now_ms(), None, maker, form.whole, form.most)
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

    def reply(
        self, annotation_id: str, text: str, refused: Callable[[], None] = lambda: None
    ) -> None:
        """Answer in a mark's thread; `refused` is called where the store does not take it."""

        def failed(error: BaseException) -> None:
            refused()
            self.failed.emit(error)

        future = self.session.run(marks.reply, annotation_id, text)
        self.session.then(future, lambda _made: None, failed)

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
        self.typist.keeper.on_change(change)
        self._pause.start()
        self.suggester.on_change(change)
        if self._gone and ("article", self._gone) in change.ids:
            mine = change.person == self.session.person.id
            if mine or self.reading is None:
                self.show_article(self._gone)
        elif self._article_id:
            self._news.append(change)
            self._read(self._article_id, self.reading, tuple(self._news))

    def _read(
        self, article_id: str, before: Reading | None = None, news: tuple[Change, ...] = ()
    ) -> None:
        self.session.then(
            self.session.ask(lambda store: read_article(store, article_id, before, news)),
            lambda reading: self._on_reading(reading, news),
            lambda error: self._on_unread(article_id, error),
        )

    def _on_unread(self, article_id: str, error: BaseException) -> None:
        """An article that was removed, here or elsewhere, makes way for another one."""
        if not isinstance(error, NotFound) or error.values.get("kind") != "article":
            self.failed.emit(error)
        elif article_id == self._article_id:
            self._gone = article_id
            self.recent = [id_ for id_ in self.recent if id_ != article_id]
            self.ask(lambda store: store.articles(), self._show_another)

    def _show_another(self, there: list[Article]) -> None:
        ids = {article.id for article in there}
        newest = max(there, key=lambda article: article.created, default=None)
        shown = self.reading.article.id if self.reading else ""
        last = next((id_ for id_ in (shown, *self.recent) if id_ in ids), "")
        if last or newest is not None:
            self.show_article(last or (newest.id if newest else ""))
        else:
            self.show_nothing()


def open_check(desk: Desk, check: Check) -> None:
    """Somebody begins to work on a check: an unchecked one is being checked from now on."""
    if check.state is State.UNCHECKED:
        desk.run(checks.open_check, check.id)


def verdicts_given(desk: Desk) -> bool:
    """Whether verdicts are given on the house's own copy; says so where they are not."""
    if not desk.verdicts:
        desk.told.emit(_("Verdicts are not given on our own copy; the settings switch them on."))
    return bool(desk.verdicts)

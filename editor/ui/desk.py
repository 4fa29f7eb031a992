"""What the window shows and asks for: one article at a time, read whole after every Change."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.kinds import Kind, State
from db.records import (
    Annotation,
    Article,
    Change,
    Check,
    Document,
    Overlay,
    Reply,
    Revision,
    Suggestion,
)
from db.store import Store
from editor.commands import articles, checks, marks
from editor.commands.annotated import carries_marks
from editor.exchange import EXPORTERS, build, write_whole
from editor.session import Session, now_ms
from editor.text.sentences import sentences
from editor.ui.highlights import Mark


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it stands: newest draft, marks in text order, their checks and threads."""

    article: Article
    revision: Revision
    overlays: tuple[Overlay, ...]
    annotations: tuple[Annotation, ...]
    checks: dict[str, Check]
    replies: tuple[Reply, ...]
    initials: dict[str, str]

    def check_of(self, annotation: Annotation) -> Check | None:
        """The check a mark stands for."""
        return self.checks.get(annotation.check)

    def state_of(self, annotation: Annotation) -> State | None:
        """The state of a mark's check; None for a mark without one."""
        check = self.check_of(annotation)
        return check.state if check else None

    def marks(self) -> list[Mark]:
        """Every mark with a place, as it is painted."""
        return [
            self._mark(mark, mark.start, mark.end)
            for mark in self.annotations
            if mark.start is not None and mark.end is not None
        ]

    def _mark(self, mark: Annotation, start: int, end: int) -> Mark:
        check = self.check_of(mark)
        open_ = mark.kind is Kind.CHANGE and not mark.answer
        state, thin = (check.state, check.thin) if check else (None, False)
        return Mark(mark.id, start, end, mark.kind, state, thin, open_)

    def cards(self) -> list[tuple[str, int, Kind, State | None, str, str]]:
        """Id, start (code points), kind, state, initials and one line of text of every mark."""
        return [
            (
                mark.id,
                mark.start,
                mark.kind,
                self.state_of(mark),
                self.initials.get(mark.author, ""),
                " ".join((mark.note or mark.exact).split()),
            )
            for mark in self.annotations
            if mark.start is not None
        ]

    def find(self, annotation_id: str) -> Annotation | None:
        """The mark of that id, if it is live in this draft."""
        return next((mark for mark in self.annotations if mark.id == annotation_id), None)


def read_article(store: Store, article_id: str) -> Reading:
    """Everything the article page shows, from one store."""
    article = store.article(article_id)
    return Reading(
        article=article,
        revision=store.revision(article.revision),
        overlays=tuple(store.overlays(article.revision)),
        annotations=tuple(store.annotations(article_id)),
        checks={check.id: check for check in store.checks(article_id)},
        replies=tuple(store.replies(article_id)),
        initials={person.id: person.initials for person in store.persons()},
    )


class Desk(QObject):
    """Talks to the session for the window."""

    articles_read = Signal(list)
    article_read = Signal(object)
    """Reading."""
    marked = Signal(str)
    """Id of a mark just made here."""
    suggested = Signal(list)
    changed = Signal(object)
    """Change."""
    failed = Signal(object)
    """An error to be said in one sentence."""
    exported = Signal(str)
    """The path written."""
    annotated_found = Signal(object, object)
    """A Document with notes or tracked changes, and the marks they would make."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Listen to `session` until `close`."""
        super().__init__(parent)
        self.session = session
        self.reading: Reading | None = None
        self._article_id = ""
        session.listeners.append(self._on_change)

    def close(self) -> None:
        """Stop listening."""
        if self._on_change in self.session.listeners:
            self.session.listeners.remove(self._on_change)

    def refresh(self) -> None:
        """Read the list of articles and the shown one again."""
        self._then(self.session.ask(lambda store: store.articles()), self.articles_read.emit)
        if self._article_id:
            self.show_article(self._article_id)

    def show_article(self, article_id: str) -> None:
        """Read an article and show it."""
        self._article_id = article_id
        future = self.session.ask(lambda store: read_article(store, article_id))
        self._then(future, self._on_reading)

    def open_file(self, path: Path) -> None:
        """File the document at `path` as a new article and show it."""
        self._then(self.session.read(path), self.take_document)

    def take_document(self, document: Document) -> None:
        """File a document, after asking where it carries notes or tracked changes."""
        if carries_marks(document):
            future = self.session.work("editor.commands.annotated:plan", document)
            self._then(future, lambda planned: self.annotated_found.emit(document, planned))
        else:
            self.file_document(document)

    def file_document(self, document: Document) -> None:
        """File a document as a new article and show it."""
        future = self.session.run(articles.import_document, document)
        self._then(future, lambda made: self.show_article(made[0].id))

    def export(self, path: Path, name: str) -> None:
        """Write the shown article's report to `path` by the exporter called `name`."""
        article_id = self._article_id

        def write(store: Store) -> str:
            report = build(store, [article_id], now_ms())
            write_whole(path, EXPORTERS[name].write(report))
            return str(path)

        if article_id:
            self._then(self.session.ask(write), self.exported.emit)

    def mark(self, start: int, end: int, kind: Kind) -> None:
        """Mark code points `start` to `end`; the sentence around `start` when they are equal."""
        if self.reading is None:
            return
        if start == end:
            start, end = sentence_at(self.reading.revision, start)
        future = self.session.run(marks.mark, self._article_id, start, end, kind)
        self._then(future, lambda made: self.marked.emit(made[0].id))

    def edit_annotation(self, annotation: Annotation, fields: dict[str, Any]) -> None:
        """Change fields of a mark."""
        self._run(marks.edit_annotation, annotation, **fields)

    def edit_check(self, check: Check, fields: dict[str, Any]) -> None:
        """Change fields of a check."""
        self._run(checks.edit_check, check, **fields)

    def set_state(self, check_ids: list[str], state: State) -> None:
        """Put checks in one state, in one act."""
        if check_ids:
            self._run(checks.set_checks, check_ids, state=state)

    def reply(self, annotation_id: str, text: str) -> None:
        """Answer in a mark's thread."""
        self._run(marks.reply, annotation_id, text)

    def remove(self, annotation: Annotation) -> None:
        """Take a mark away."""
        self._run(marks.remove_annotation, annotation)

    def suggest(self) -> None:
        """Compute suggestions for the shown draft."""
        if self.reading is not None:
            revision, language = self.reading.revision, self.reading.article.language
            found = self.session.suggest(revision.text, revision.blocks, language)
            self._then(found, self.suggested.emit)

    def accept(self, suggestion: Suggestion) -> None:
        """Make a mark of a suggestion."""
        self._run(marks.accept, self._article_id, [suggestion])

    def dismiss(self, suggestion: Suggestion) -> None:
        """Remember that a suggestion is not wanted."""
        self._run(marks.dismiss, self._article_id, suggestion)

    def undo(self) -> None:
        """Take back the last act."""
        self._then(self.session.undo(), lambda _change: None)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._then(self.session.redo(), lambda _change: None)

    def _run(self, command: Callable[..., Any], *args: Any, **fields: Any) -> None:
        self._then(self.session.run(command, *args, **fields), lambda _result: None)

    def _then(self, future: Future[Any], callback: Callable[[Any], None]) -> None:
        self.session.then(future, callback, self.failed.emit)

    def _on_reading(self, reading: Reading) -> None:
        if reading.article.id == self._article_id:
            self.reading = reading
            self.article_read.emit(reading)

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)
        self.refresh()


def sentence_at(revision: Revision, place: int) -> tuple[int, int]:
    """The sentence holding code point `place`, never reaching over its block."""
    blocks = [block for block in revision.blocks if block.start <= place]
    first, last = (blocks[-1].start, blocks[-1].end) if blocks else (0, len(revision.text))
    found = (first, last)
    for start, end in sentences(revision.text, first, last):
        if start > place:
            break
        found = (start, end)
    return found

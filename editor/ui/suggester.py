"""What the program proposes for the article shown: worked out as it opens, what is seen first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from db.kinds import BlockKind
from db.records import Block, Change, Overlay, Suggestion
from db.store import Store
from editor.commands import offered
from editor.session import Session
from editor.text.survey import as_shown
from editor.ui.opened import Reading

T = TypeVar("T")
LONG = 30_000
"""Code points from which the part on the screen is worked out by itself, first."""

Shown = tuple[str, tuple[Overlay, ...], int]
"""A draft, what persons said of its paragraphs, and how often the known persons changed."""
Known = tuple[list[Suggestion] | None, tuple[str, ...]]
"""What was kept of a draft, and the persons the desk knows."""


class Suggester(QObject):
    """Keeps the suggestions of one draft at a time."""

    arrived = Signal()
    """`found` has grown."""
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Nothing is worked out."""
        super().__init__(parent)
        self._session = session
        self._shown: Shown = ("", (), 0)
        self._forgotten = 0
        self.found: list[Suggestion] = []
        self.whole = False
        self.wanted = False

    def stop(self) -> bool:
        """Nobody waits for what is still being worked out; whether anybody did."""
        wanted, self.wanted = self.wanted, False
        return wanted

    def open(self, reading: Reading, seen: tuple[int, int] = (0, 0)) -> None:
        """Find what to propose for the draft of `reading`; `seen` code points are on the screen.

        A draft that is open already is worked out again only where paragraphs were renamed.
        """
        revision = reading.revision
        shown = (revision.id, reading.overlays, self._forgotten)
        if shown == self._shown:
            return
        self._shown, self.found, self.whole = shown, [], False

        def question(store: Store) -> Known:
            persons = offered.known_persons(store)
            return offered.kept(store, revision.id, persons), persons

        def answered(known: Known) -> None:
            found, persons = known
            if shown != self._shown:
                return
            if found is not None:
                self._take(shown, found, True)
            else:
                self._work(reading, seen, persons)

        self._then(self._session.ask(question), answered)

    def on_change(self, change: Change) -> None:
        """After a change of a source, look again: the desk may know other persons."""
        self._forgotten += any(kind == "source" for kind, _id in change.ids)

    def _work(self, reading: Reading, seen: tuple[int, int], persons: tuple[str, ...]) -> None:
        revision, language = reading.revision, reading.article.language
        shown = self._shown
        blocks = as_shown(revision.blocks, reading.overlays)
        suggest = self._session.suggest
        part = blocks_between(blocks, *seen) if len(revision.text) > LONG else ()
        if part:
            first = suggest(revision.text, part, language, persons)
            self._then(first, lambda found: self._take(shown, found, False))

        def done(found: list[Suggestion]) -> None:
            self._take(shown, found, True)
            keep = partial(offered.keep, revision_id=revision.id, persons=persons, found=found)
            self._session.run(lambda store, _who, _now: keep(store))

        self._then(suggest(revision.text, blocks, language, persons), done)

    def _take(self, shown: Shown, found: list[Suggestion], whole: bool) -> None:
        if shown == self._shown and not self.whole:
            self.found, self.whole = found, whole
            self.arrived.emit()

    def _then(self, future: Future[T], callback: Callable[[T], None]) -> None:
        self._session.then(future, callback, self.failed.emit)


def blocks_between(blocks: tuple[Block, ...], start: int, end: int) -> tuple[Block, ...]:
    """The blocks of the article that touch two code points."""
    return tuple(
        block
        for block in blocks
        if block.end > start and block.start < end and block.kind is not BlockKind.NOT_ARTICLE
    )

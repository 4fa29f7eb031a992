"""The coverage of the article shown, kept up to date with every act."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db.kinds import Covered
from db.records import Annotation, Change, Decision
from editor.commands.coverage import keep_counts
from editor.commands.worth import weights_of
from editor.i18n import _, term
from editor.text.coverage import Coverage, owner_of, owners
from editor.text.survey import Survey, as_shown
from editor.text.worth import Weights, worth
from editor.ui.desk import Desk
from editor.ui.opened import Reading

BUDGET = 0.004
"""Seconds of one turn of the event loop that working out a whole draft may take."""
PAUSE = 800
"""Milliseconds after the last change until the counts are kept for lists."""


class LiveCoverage(QObject):
    """What of the shown draft is marked; a change of one mark costs what stands under it."""

    changed = Signal(object)
    """Numbers of the sentences that may be new, a range; None for all of them."""

    def __init__(self, desk: Desk) -> None:
        """Follow what `desk` reads."""
        super().__init__(desk)
        self.coverage = Coverage.empty()
        self.ready = False
        self._desk = desk
        self._key: tuple[object, ...] = ()
        self._records: dict[str, Annotation | Decision] = {}
        self._weights: Weights = {}
        self._steps: Iterator[None] = iter(())
        self._turn, self._pause = QTimer(self), QTimer(self)
        self._turn.timeout.connect(self._go_on)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._keep)
        desk.changed.connect(self._on_changed)

    def follow(self, reading: Reading) -> None:
        """Show a reading: a new draft is surveyed in the worker, else only what changed counts."""
        key = (reading.revision.id, reading.overlays)
        if key == self._key:
            if self.ready:
                self._bring_up_to_date(reading)
            return
        self._key, self.ready = key, False
        self._turn.stop()
        self.coverage, self._records = Coverage.empty(), {}
        self.changed.emit(None)
        self._desk.ask(weights_of, partial(self._survey, key, reading))

    def counts(self) -> str:
        """How many sentences are left, in words."""
        counts = self.coverage.counts
        whole = len(self.coverage.sentences) - counts[Covered.NOT_ARTICLE]
        if not self.ready or not whole:
            return ""
        said = _("{left} of {all} sentences unmarked, {partly} partly marked")
        return said.format(
            left=counts[Covered.UNMARKED], all=whole, partly=counts[Covered.PARTLY_MARKED]
        )

    def reasons(self, sentence: str) -> str:
        """Why a sentence is worth checking to this desk: its score and the cues that made it."""
        found = worth(sentence, self._weights or None)
        told = ", ".join(f"{term(cue)} {added:+.1f}" for cue, added in found.cues[:5])
        return _("Worth checking: {score:.2f} ({cues})").format(score=found.score, cues=told)

    def _on_changed(self, change: Change) -> None:
        """Survey anew when a setting changed that other weights came with."""
        if any(kind == "setting" for kind, _id in change.ids):
            self._desk.ask(weights_of, self._reweigh)

    def _reweigh(self, weights: Weights) -> None:
        reading = self._desk.reading
        if reading is not None and self._weights and weights != self._weights:
            self._key = ()
            self.follow(reading)

    def _survey(self, key: tuple[object, ...], reading: Reading, weights: Weights) -> None:
        revision, self._weights = reading.revision, weights
        blocks = as_shown(revision.blocks, reading.overlays)
        language = reading.article.language
        future = self._desk.session.work(
            "editor.text.survey:survey", revision.text, blocks, True, language, weights
        )
        self._desk.then(future, partial(self._on_survey, key))

    def _on_survey(self, key: tuple[object, ...], surveyed: Survey) -> None:
        reading = self._desk.reading
        if key != self._key or reading is None:
            return
        self.coverage = Coverage(surveyed, None)
        self._records = _records(reading)
        self._steps = self.coverage.spread(owners(reading.annotations, reading.decisions))
        self._turn.start()

    def _go_on(self) -> None:
        until = time.perf_counter() + BUDGET
        while time.perf_counter() < until:
            if next(self._steps, self) is self:
                self._turn.stop()
                self.ready = True
                if self._desk.reading is not None:
                    self._bring_up_to_date(self._desk.reading)
                self.changed.emit(None)
                self._pause.start()
                return

    def _bring_up_to_date(self, reading: Reading) -> None:
        """Take over the marks and decisions that are other objects than before."""
        now, before = _records(reading), self._records
        self._records = now
        touched: list[int] = []
        for id_, one in now.items():
            if before.get(id_) is not one:
                owner = owner_of(one)
                touched += self.coverage.put(owner) if owner else self.coverage.drop(id_)
        for id_ in before.keys() - now.keys():
            touched += self.coverage.drop(id_)
        if touched:
            self.changed.emit(range(min(touched), max(touched) + 1))
            self._pause.start()

    def _keep(self) -> None:
        reading = self._desk.reading
        if reading is not None and self.ready:
            counts = dict(self.coverage.counts)
            self._desk.run(keep_counts, reading.article.id, counts, then=self._on_kept)

    def _on_kept(self, _result: None) -> None:
        self._desk.read_articles()


def _records(reading: Reading) -> dict[str, Annotation | Decision]:
    found: dict[str, Annotation | Decision] = {mark.id: mark for mark in reading.annotations}
    found.update((decision.id, decision) for decision in reading.decisions)
    return found

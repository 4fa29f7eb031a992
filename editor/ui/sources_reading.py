"""What the sources page shows of one source: what rests on it, and how it was tried to reach."""

from __future__ import annotations

from dataclasses import dataclass

from db.records import ContactAttempt, Evidence, QueueRow, Source
from db.store import Store


@dataclass(frozen=True, slots=True)
class Resting:
    """One check that rests on a source, with the piece of evidence that says where in it."""

    evidence: Evidence
    row: QueueRow


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with everything that rests on it, by article; `names` are of persons, by id."""

    source: Source
    resting: tuple[Resting, ...]
    attempts: tuple[ContactAttempt, ...]
    names: dict[str, str]


def read_source(store: Store, source_id: str) -> SourceView:
    """Everything about one source; raises NotFound when it is gone."""
    source = store.source(source_id)
    pieces = store.resting_on(source.id)
    checks = store.checks_of(piece.check for piece in pieces)
    rows = {row.check.id: row for row in store.queue_rows(checks)}
    resting = [Resting(piece, rows[piece.check]) for piece in pieces if piece.check in rows]
    resting.sort(key=lambda one: (one.row.slug, one.row.start is None, one.row.start or 0))
    attempts = sorted(store.attempts(source_id=source.id), key=lambda one: -one.at)
    return SourceView(
        source,
        tuple(resting),
        tuple(attempts),
        {person.id: person.name for person in store.persons()},
    )

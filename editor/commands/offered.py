"""What the program proposes for a draft, kept with it so that nothing is worked out twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from db.kinds import Kind, Risk
from db.records import Suggestion
from db.store import Store
from editor.text.suggest import ENGINE

NAME = "suggestions"
PERSON = "person"


def kept(store: Store, revision_id: str, persons: Sequence[str]) -> list[Suggestion] | None:
    """The suggestions kept for a draft by this version of the engine; None without any.

    `persons` are those the desk knows: with others, a speaker may have another full name.
    """
    text = store.cached(revision_id, NAME, _engine(store, revision_id, persons))
    return None if text is None else [_suggestion(values) for values in json.loads(text)]


def keep(
    store: Store, revision_id: str, persons: Sequence[str], found: Sequence[Suggestion]
) -> None:
    """Keep a draft's suggestions, worked out with these known persons, outside history."""
    values = [asdict(one) for one in found]
    engine = _engine(store, revision_id, persons)
    store.keep_cached(revision_id, NAME, engine, json.dumps(values, ensure_ascii=False))


def _engine(store: Store, revision_id: str, persons: Sequence[str]) -> str:
    """The engine's version, and a mark of known persons and paragraphs taken in or out."""
    said = sorted((o.start, o.kind.value) for o in store.overlays(revision_id) if not o.text)
    if not said and not persons:
        return ENGINE
    return f"{ENGINE} {hashlib.sha256(repr((said, sorted(persons))).encode()).hexdigest()[:16]}"


def known_persons(store: Store) -> tuple[str, ...]:
    """Full names of the persons the desk has as sources, but for confidential ones."""
    return tuple(
        source.name
        for source in store.sources()
        if source.kind == PERSON and not source.confidential
    )


def _suggestion(values: dict[str, object]) -> Suggestion:
    return Suggestion(**{**values, "kind": Kind(values["kind"]), "risk": Risk(values["risk"])})  # type: ignore[arg-type]

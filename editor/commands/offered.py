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


def kept(store: Store, revision_id: str) -> list[Suggestion] | None:
    """The suggestions kept for a draft; None when there are none of this version of the engine."""
    text = store.cached(revision_id, NAME, _engine(store, revision_id))
    return None if text is None else [_suggestion(values) for values in json.loads(text)]


def keep(store: Store, revision_id: str, found: Sequence[Suggestion]) -> None:
    """Keep a draft's suggestions, outside history."""
    values = [asdict(one) for one in found]
    engine = _engine(store, revision_id)
    store.keep_cached(revision_id, NAME, engine, json.dumps(values, ensure_ascii=False))


def _engine(store: Store, revision_id: str) -> str:
    """The engine's version, and a mark of the paragraphs that persons took in or out."""
    said = sorted((o.start, o.kind.value) for o in store.overlays(revision_id) if not o.text)
    if not said:
        return ENGINE
    return f"{ENGINE} {hashlib.sha256(repr(said).encode()).hexdigest()[:16]}"


def known_persons(store: Store) -> tuple[str, ...]:
    """Full names of the persons the desk has as sources, but for confidential ones."""
    return tuple(
        source.name
        for source in store.sources()
        if source.kind == PERSON and not source.confidential
    )


def _suggestion(values: dict[str, object]) -> Suggestion:
    return Suggestion(**{**values, "kind": Kind(values["kind"]), "risk": Risk(values["risk"])})  # type: ignore[arg-type]

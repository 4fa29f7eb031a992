"""Fact-checks others published, filed in the archive: checks that belong to no article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.kinds import Kind, State
from db.records import Check, Evidence, new_id
from db.store import Store
from editor.commands.known import Known
from editor.i18n import _
from editor.text.cited import Cited
from editor.text.incoming import Published

NO_ARTICLE = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """The checks that are new, and how many were in the archive already."""

    checks: tuple[Check, ...]
    same: int


def file_published(store: Store, person: str, now: int, found: Iterable[Published]) -> Filed:
    """File fact-checks in one act; the same claim from the same page is filed once."""
    known = _known(store)
    made: list[Check] = []
    same = 0
    with store.act(person, now, "archive") as act:
        sources = Known(act)
        for one in found:
            key = (one.statement, one.url or one.publisher)
            if not one.statement or key in known:
                same += bool(one.statement)
                continue
            known.add(key)
            check = Check(
                new_id(now),
                NO_ARTICLE,
                Kind.CLAIM,
                one.statement,
                State.CONFIRMED,
                one.verdict,
                thin_reason=_("a fact-check somebody else published"),
                created=one.at or now,
            )
            made.append(act.add(check))
            name = one.publisher or one.url
            source = sources.source(Cited("web_page" if one.url else "document", name, one.url))
            act.add(Evidence(new_id(now), check.id, source, "context", "secondary", "", one.told))
    return Filed(tuple(made), same)


def _known(store: Store) -> set[tuple[str, str]]:
    """(statement, address or name of its source) of everything in the archive."""
    sources = {source.id: source.locator or source.name for source in store.sources()}
    statements = {check.id: check.statement for check in store.checks(NO_ARTICLE)}
    rests_on = store.evidence(NO_ARTICLE)
    return {
        (statements[e.check], sources.get(e.source, "")) for e in rests_on if e.check in statements
    }

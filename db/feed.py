"""What other windows, programs and people did to a store, as the Changes their acts announced."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from db.records import Change

if TYPE_CHECKING:
    from db.store import Store

ACTS = (
    "SELECT a.id, a.seq, a.label, a.person, h.writer FROM act a JOIN history h ON h.seq = a.seq"
    " WHERE a.seq > ? ORDER BY a.seq"
)

TOUCHED = (
    "SELECT DISTINCT h.kind, coalesce(p.owner, h.record) FROM history h"
    " LEFT JOIN placement p ON p.id = h.record AND h.kind = 'placement' WHERE h.act = ?"
)


class Feed:
    """Remembers how far one store was read; belongs to that store's thread."""

    def __init__(self, store: Store) -> None:
        """Begin after what is there now."""
        self._store = store
        self._version = self._data_version()
        self._seq = self._newest()

    def changes(self, own: Container[str] = ()) -> list[Change]:
        """The Changes since the last call, oldest first, without those of writers in `own`.

        Cheap while nothing happened: of a file, one number in memory is compared.
        """
        version = self._data_version()
        if version == self._version and version is not None:
            return []
        self._version = version
        newest = self._newest()
        if newest == self._seq:
            return []
        acts = self._store.engine.rows(ACTS, (self._seq,))
        self._seq = max(newest, *(seq for _, seq, *_ in acts)) if acts else newest
        return [
            Change(id_, seq, label, person, self._touched(id_))
            for id_, seq, label, person, writer in acts
            if writer not in own
        ]

    def _touched(self, act: str) -> tuple[tuple[str, str], ...]:
        return tuple((kind, id_) for kind, id_ in self._store.engine.rows(TOUCHED, (act,)))

    def _newest(self) -> int:
        return int(self._store.engine.value("SELECT seq FROM anchor"))

    def _data_version(self) -> int | None:
        """A number that another connection's commit changes; None on a server."""
        if self._store.engine.server:
            return None
        return int(self._store.engine.value("PRAGMA data_version"))

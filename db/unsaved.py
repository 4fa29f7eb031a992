"""Text being typed and not yet an act: kept in a local file of its own, outside any history."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from db.errors import Damaged
from db.failures import failures
from db.orm import APSWDatabase, BigIntegerField, CompositeKey, IntegerField, Model, TextField

PRAGMAS = {"journal_mode": "wal", "synchronous": "normal"}


class Kept(NamedTuple):
    """One unsaved text; `at` in ms UTC, `base` the version of the record it was typed over."""

    store: str
    record: str
    field: str
    base: int
    text: str
    at: int


class Unsaved:
    """The unsaved texts of this computer, keyed by store, record id and field.

    One thread at a time may use them, another one than made them too.
    """

    def __init__(self, path: str) -> None:
        """Open or make the file at `path`; one that is damaged is set aside, never thrown away."""
        self._path = path
        self._database = APSWDatabase(path, timeout=5, pragmas=PRAGMAS, thread_safe=False)
        self._table = _model(self._database)
        try:
            self._open()
        except Damaged:
            self._database.close()
            Path(path).rename(f"{path}.damaged")
            for suffix in ("-wal", "-shm"):
                Path(path + suffix).unlink(missing_ok=True)
            self._open()

    def _open(self) -> None:
        with failures(self._path):
            self._database.connect()
            self._database.create_tables([self._table])

    def keep(
        self, store: str, record: str, field: str, base_version: int, text: str, now: int
    ) -> None:
        """Keep `text`, instead of what was kept for the field before; `now` in ms UTC."""
        with failures(self._path):
            self._table.replace(
                **Kept(store, record, field, base_version, text, now)._asdict()
            ).execute()

    def get(self, store: str, record: str, field: str) -> tuple[str, int] | None:
        """The text kept for a field with the version it was typed over, if there is one."""
        with failures(self._path):
            row = self._table.get_or_none(*self._key(store, record, field))
        return (row.text, row.base) if row else None

    def drop(self, store: str, record: str, field: str) -> None:
        """Forget the text kept for a field."""
        with failures(self._path):
            self._table.delete().where(*self._key(store, record, field)).execute()

    def all(self) -> list[Kept]:
        """Everything kept, oldest first."""
        with failures(self._path):
            rows = self._table.select().order_by(self._table.at).dicts()
            return [Kept(**row) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _key(self, store: str, record: str, field: str) -> tuple[Any, ...]:
        table = self._table
        return (table.store == store, table.record == record, table.field == field)


def _model(database: Any) -> Any:
    meta = {
        "database": database,
        "table_name": "unsaved",
        "primary_key": CompositeKey("store", "record", "field"),
    }
    fields = {
        "store": TextField(),
        "record": TextField(),
        "field": TextField(),
        "base": IntegerField(),
        "text": TextField(),
        "at": BigIntegerField(),
        "Meta": type("Meta", (), meta),
    }
    return type("UnsavedRow", (Model,), fields)

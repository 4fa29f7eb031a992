"""Rows that become records: one by its id, many by what they belong to, marks with their place."""

from __future__ import annotations

from typing import Any, TypeVar

from db.codec import CODECS, NO_PLACE, Codec, Record
from db.engine import Engine
from db.errors import Ambiguous, NotFound
from db.records import NEVER
from db.tables import Tables

R = TypeVar("R", bound=Record)


class Rows:
    """What every question about records is put together from. Only live records are found."""

    engine: Engine
    tables: Tables

    def get(self, record: type[R], ref: str) -> R:
        """The live record with id, or unique beginning of an id, `ref`; NotFound, Ambiguous."""
        codec: Codec[R] = CODECS[record]
        sql = f'SELECT {codec.bare} FROM "{codec.kind}" WHERE gone = 0 AND '
        rows = self.engine.rows(sql + "id = ?", (ref,))
        if not rows and ref:
            until = ref + "\U0010ffff"
            rows = self.engine.rows(sql + "id >= ? AND id < ? LIMIT 2", (ref, until))
        if not rows:
            raise NotFound(kind=codec.kind, ref=ref)
        if len(rows) > 1:
            raise Ambiguous(kind=codec.kind, ref=ref, count=len(rows))
        return codec.read(rows[0])

    def _of(self, record: type) -> Any:
        return self.tables.of[record]

    def _list(self, record: type[R], *where: Any, order: Any = None) -> list[R]:
        codec: Codec[R] = CODECS[record]
        table = self._of(record)
        columns = [getattr(table, name) for name in codec.fields]
        query = table.select(*columns).where(table.gone == 0, *where)
        rows = self.engine.select(query.order_by(order if order is not None else table.key))
        return codec.read_all(rows)

    def _filtered(self, record: type[R], wanted: dict[str, str]) -> list[R]:
        table = self._of(record)
        return self._list(record, *(getattr(table, n) == v for n, v in wanted.items() if v))

    def _under(self, record: type[R], parent: str, article_id: str) -> list[R]:
        """Records whose parent (a mark, a check) belongs to an article and is live."""
        codec: Codec[R] = CODECS[record]
        columns = ", ".join(f't."{name}"' for name in codec.fields)
        sql = (
            f'SELECT {columns} FROM "{parent}" p JOIN {codec.kind} t ON t."{parent}" = p.id'
            " WHERE p.article = ? AND p.gone = 0 AND t.gone = 0 ORDER BY t.key"
        )
        return codec.read_all(self.engine.rows(sql, (article_id,)))

    def _placed(self, record: type[R], revision: str | None, where: str, values: Any) -> list[R]:
        """Marks or decisions with their place in a draft (None = their article's newest).

        They come in text order, those without a place last.
        """
        codec: Codec[R] = CODECS[record]
        draft, given, join = "?", [revision, revision], ""
        if revision is None:
            draft, given, join = "a.revision", [], " JOIN article a ON a.id = t.article"
        sql = (
            f"SELECT {codec.placed_select(draft)} FROM {codec.kind} t{join} LEFT JOIN placement p"
            f" ON p.owner = t.id AND p.revision = {draft} AND p.gone = 0"
            f" WHERE t.gone = 0 AND {where}"
            f' ORDER BY coalesce(nullif(p."start", {NO_PLACE}), {NEVER}), p."end", t.id'
        )
        return codec.read_all(self.engine.rows(sql, (*given, *values)))

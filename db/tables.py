"""How records lie in the database: one peewee model each, imported by nobody outside `db`.

Every row has an integer key, the public `id`, a `version` that only rises and `gone`
(ms UTC of its removal, 0 while live), so that a removal can be undone.
"""

from __future__ import annotations

import json
from typing import Any

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    DatabaseProxy,
    IntegerField,
    Model,
    TextField,
)

from db import records as r


class WordsField(TextField):
    """A tuple of strings, kept as a JSON list."""

    def db_value(self, value: tuple[str, ...]) -> str:
        return json.dumps(list(value), ensure_ascii=False)

    def python_value(self, value: str) -> tuple[str, ...]:
        return tuple(json.loads(value))


class Row(Model):
    """What every stored record has."""

    key = AutoField()
    id = CharField(32, unique=True)
    version = IntegerField(default=1)
    gone = BigIntegerField(default=0)

    class Meta:
        database = DatabaseProxy()
        legacy_table_names = False


PLACE = ("revision", "start", "end", "placement")
"""Fields of an annotation that belong to its placement in one draft."""

COLUMN = {"str": TextField, "int": BigIntegerField, "bool": BooleanField}


def kind_of(record: type) -> str:
    """The name a record kind goes by in tables, history and Changes."""
    return record.__name__.lower()


def _column(annotation: str, name: str) -> Any:
    if annotation.startswith("tuple"):
        return WordsField(default=())
    kind = COLUMN.get(annotation.split(" ")[0], TextField)
    indexed = name in ("article", "annotation", "check", "revision", "assignee")
    return kind(null="None" in annotation, index=indexed)


def _table(record: type, database: Any, leave_out: tuple[str, ...] = ()) -> type[Row]:
    fields: dict[str, Any] = {
        f.name: _column(str(f.type), f.name)
        for f in record.__dataclass_fields__.values()
        if f.name not in ("id", "version", *leave_out)
    }
    meta = type("Meta", (), {"database": database, "table_name": kind_of(record)})
    return type(record.__name__ + "Row", (Row,), {**fields, "Meta": meta})


class Tables:
    """The models of one open store, bound to its database."""

    def __init__(self, database: Any) -> None:
        self.of: dict[type, type[Row]] = {
            record: _table(record, database, PLACE if record is r.Annotation else ())
            for record in (
                r.Person,
                r.Article,
                r.Annotation,
                r.Check,
                r.Reply,
                r.Source,
                r.Evidence,
                r.Decision,
                r.Overlay,
            )
        }
        self.revision = _bound(
            "revision",
            database,
            {
                "id": CharField(32, unique=True),
                "article": CharField(32, index=True),
                "number": IntegerField(),
                "text": TextField(),
                "blocks": TextField(),
                "spans": TextField(),
                "sha256": CharField(64),
                "format": TextField(),
                "reader": TextField(),
                "name": TextField(),
                "created": BigIntegerField(),
                "original": BlobField(),
                "gone": BigIntegerField(default=0),
            },
            (("article", "number"),),
        )
        self.placement = _bound(
            "placement",
            database,
            {
                "annotation": CharField(32),
                "revision": CharField(32, index=True),
                "start": IntegerField(null=True),
                "end": IntegerField(null=True),
                "placement": TextField(),
            },
            (("annotation", "revision"),),
        )
        self.act = _bound(
            "act",
            database,
            {
                "seq": AutoField(),
                "id": CharField(32, unique=True),
                "person": CharField(32, index=True),
                "at": BigIntegerField(),
                "label": TextField(),
                "role": TextField(),
                "target": CharField(32, default=""),
                "live": BooleanField(default=True),
            },
        )
        self.history = _bound(
            "history",
            database,
            {
                "seq": AutoField(),
                "act": CharField(32, index=True),
                "at": BigIntegerField(),
                "person": CharField(32),
                "label": TextField(),
                "kind": TextField(),
                "record": CharField(32, index=True),
                "before": TextField(),
                "after": TextField(),
                "undo_of": CharField(32, default=""),
                "previous": CharField(64),
                "hash": CharField(64),
            },
        )

    def all(self) -> list[type[Model]]:
        """Every model, in the order in which they are created."""
        return [*self.of.values(), self.revision, self.placement, self.act, self.history]


def _bound(
    name: str, database: Any, fields: dict[str, Any], unique: tuple[tuple[str, ...], ...] = ()
) -> type[Model]:
    meta = type(
        "Meta",
        (),
        {
            "database": database,
            "table_name": name,
            "indexes": tuple((columns, True) for columns in unique),
        },
    )
    return type(name.title() + "Row", (Model,), {**fields, "Meta": meta})

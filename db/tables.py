"""The peewee models, one per record kind and a few more; imported by nobody outside `db`.

Every record's row has an integer key, the public `id`, a `version` that only rises and `gone`
(ms UTC of its removal, 0 while live), so that a removal can be undone. The migrations make the
tables; a test compares them with these models.
"""

from __future__ import annotations

from typing import Any

from db.codec import CODECS
from db.orm import BigAutoField, BigIntegerField, BlobField, CompositeKey, Model, TextField

COLUMN = {"text": TextField, "list": TextField, "number": BigIntegerField}

EXTRA: dict[str, dict[str, Any]] = {"revision": {"original": TextField}}
"""Columns that no record shows: the hash of the file a draft was read from."""


class Tables:
    """The models of one open store, bound to its database; `of` those of the records."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self.of: dict[type, Any] = {}
        for record, codec in CODECS.items():
            columns = {
                name: COLUMN[codec.forms[name].sort]() for name in codec.columns if name != "id"
            }
            extra = {name: field() for name, field in EXTRA.get(codec.kind, {}).items()}
            self.of[record] = self._model(
                codec.kind,
                {
                    "key": BigAutoField(),
                    "id": TextField(unique=True),
                    **columns,
                    **extra,
                    "gone": BigIntegerField(default=0),
                },
            )
        self.act = self._numbered("act", "id person label role target", "at live")
        self.history = self._numbered(
            "history",
            "act writer person label kind record before after undo_of previous hash",
            "at",
        )
        self.file = self._model(
            "file",
            {
                "sha256": TextField(primary_key=True),
                "size": BigIntegerField(),
                "data": BlobField(),
            },
        )
        self.cache = self._model(
            "cache",
            {name: TextField() for name in ("revision", "name", "engine", "value")},
            CompositeKey("revision", "name"),
        )
        self.counter = self._model(
            "counter",
            {
                **{name: TextField() for name in ("article", "state")},
                **{name: BigIntegerField() for name in ("total", "thin", "legal")},
            },
            CompositeKey("article", "state"),
        )

    def _numbered(self, name: str, texts: str, numbers: str) -> Any:
        columns: dict[str, Any] = {n: TextField() for n in texts.split()}
        columns |= {n: BigIntegerField() for n in numbers.split()}
        return self._model(name, {"seq": BigIntegerField(primary_key=True), **columns})

    def _model(self, name: str, fields: dict[str, Any], key: Any = None) -> Any:
        options = {"database": self._database, "table_name": name, "legacy_table_names": False}
        if key is not None:
            options["primary_key"] = key
        meta = type("Meta", (), options)
        return type(name.title() + "Row", (Model,), {**fields, "Meta": meta})

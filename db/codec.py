"""How a record's fields become columns and the history's plain JSON values, and back.

Three forms of one field: the *value* a record holds, the *column* in its table (never NULL: -1
stands for "no place"), and the *plain* JSON value the history keeps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, fields, make_dataclass
from enum import StrEnum
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar, cast

from db import kinds, records
from db.errors import Damaged, Refused


class Record(Protocol):
    """What every stored record has."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def id(self) -> str:
        """Its public id."""

    @property
    def version(self) -> int:
        """How often it was written, from 1."""


R = TypeVar("R", bound=Record)
Convert = Callable[[Any], Any]

PLACE = ("revision", "start", "end", "placement")
"""Fields of a mark or decision that belong to its placement in one draft."""

PLACED = frozenset({records.Annotation, records.Decision})

NO_PLACE = -1

NOWHERE = {"revision": "''", "start": "-1", "end": "-1", "placement": "'lost'"}


class Form(NamedTuple):
    """How one kind of field is converted; `sort` is its column's type: text, number or list."""

    sort: str
    column: Convert
    value: Convert
    plain: Convert


def same(value: Any) -> Any:
    """`value` itself."""
    return value


def clean(text: str) -> str:
    """`text` as every engine can keep it: NUL and lone surrogates become U+FFFD, one for one."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def number(value: Any) -> int:
    """`value` as a whole number of at most 64 bits; ValueError for anything larger."""
    whole = int(value)
    if not -(2**63) <= whole < 2**63:
        raise ValueError(whole)
    return whole


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _listed(build: Convert, plain: Convert) -> Form:
    """A tuple kept as JSON; `build` makes one item of the tuple from its plain form."""

    def value(column: str) -> Any:
        return () if column == "[]" else tuple(build(item) for item in json.loads(column))

    def items(value: Any) -> list[Any]:
        return [plain(item) for item in value]

    return Form("list", lambda value: _json(items(value)), value, items)


def _enum(enum: type[StrEnum]) -> Form:
    members = {member.value: member for member in enum}
    return Form("text", lambda value: enum(value).value, members.__getitem__, str)


def _parts(part: Any, kind: type[StrEnum] | None = None) -> Form:
    """A tuple of small values, each kept as the list of its fields; `kind` is the third one's."""
    names = [f.name for f in fields(part)]

    def build(item: list[Any]) -> Any:
        return part(*item[:2], kind(item[2]) if kind else item[2], *item[3:])

    return _listed(build, lambda value: [getattr(value, name) for name in names])


FORMS: dict[str, Form] = {
    "str": Form("text", clean, same, clean),
    "int": Form("number", number, same, int),
    "bool": Form("number", int, bool, bool),
    "int | None": Form(
        "number",
        lambda value: NO_PLACE if value is None else number(value),
        lambda column: None if column == NO_PLACE else column,
        same,
    ),
    "tuple[str, ...]": _listed(same, clean),
    "tuple[tuple[str, str], ...]": _listed(tuple, lambda pair: [clean(text) for text in pair]),
    "tuple[Candidate, ...]": _parts(records.Candidate),
    "tuple[Block, ...]": _parts(records.Block, kinds.BlockKind),
    "tuple[Span, ...]": _parts(records.Span, kinds.SpanKind),
    **{
        enum.__name__: _enum(enum)
        for enum in vars(kinds).values()
        if isinstance(enum, type) and issubclass(enum, StrEnum) and enum is not StrEnum
    },
}
"""By the annotation of a record's field."""


class Codec(Generic[R]):
    """One record kind's way into its table and out of it."""

    def __init__(self, record: type[R]) -> None:
        self.record = record
        self.kind = record.__name__.lower()
        self.placed = record in PLACED
        all_fields = fields(record)
        self.forms = {f.name: FORMS[str(f.type)] for f in all_fields}
        self.fields = tuple(self.forms)
        self.columns = tuple(n for n in self.fields if not (self.placed and n in PLACE))
        self.defaults = {
            f.name: self.plain(f.name, f.default)
            for f in all_fields
            if f.default is not MISSING and f.name in self.columns
        }
        self.bare = ", ".join(
            NOWHERE[n] if self.placed and n in PLACE else f'"{n}"' for n in self.fields
        )
        """The columns `read` wants as SQL, with no place in any draft."""
        self._twin = make_dataclass(record.__name__, [(n, Any) for n in self.fields], slots=True)
        self._values = [
            (at, form.value) for at, form in enumerate(self.forms.values()) if form.value != same
        ]

    def form(self, name: str) -> Form:
        """The form of a field; Refused when the record has no such field."""
        if name not in self.forms:
            raise Refused(field=self.kind, value=name)
        return self.forms[name]

    def column(self, name: str, value: Any) -> Any:
        """A field's value as its column holds it; Refused when it is not one of its values."""
        try:
            return self.form(name).column(value)
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise Refused(field=name, value=value) from error

    def plain(self, name: str, value: Any) -> Any:
        """A field's value as the history's JSON holds it."""
        return self.form(name).plain(value)

    def plain_of_column(self, name: str, column: Any) -> Any:
        """A column's content as the history's JSON holds it."""
        form = self.forms[name]
        try:
            return form.plain(form.value(column))
        except (ValueError, TypeError, KeyError) as error:
            raise Damaged(detail=f"a {self.kind} holds a wrong {name}") from error

    def value(self, name: str, plain: Any) -> Any:
        """The value whose plain form is `plain`."""
        form = self.form(name)
        return form.value(_json(plain)) if form.sort == "list" else form.value(form.column(plain))

    def row(self, record: R) -> list[Any]:
        """The columns of a record, in the order of `columns`."""
        return [self.column(name, getattr(record, name)) for name in self.columns]

    def read(self, row: Sequence[Any]) -> R:
        """The record in a row that holds every field's column, in the order of `fields`."""
        return self.read_all([row])[0]

    def read_all(self, rows: Sequence[Sequence[Any]], before: int = 0) -> list[R]:
        """The records in such rows, `before` whose columns stand so many others.

        A frozen record's own `__init__` takes five times as long as that of `_twin`, a class of
        the same slots that may be written: the twin is filled and then becomes the record.
        Values are converted by the column.
        """
        if not rows:
            return []
        columns = list(zip(*rows, strict=True))[before:]
        try:
            for at, value in self._values:
                columns[at] = tuple(map(value, columns[at]))
        except (ValueError, TypeError, KeyError) as error:
            raise Damaged(detail=f"a {self.kind} holds a wrong value") from error
        made: list[Any] = [self._twin(*values) for values in zip(*columns, strict=True)]
        for one in made:
            one.__class__ = self.record
        return cast(list[R], made)

    def placed_select(self, revision: str) -> str:
        """The columns `read` wants of the record `t` placed by `p` in the draft `revision`."""
        place = {
            "revision": revision,
            "start": f'coalesce(p."start", {NO_PLACE})',
            "end": f'coalesce(p."end", {NO_PLACE})',
            "placement": "coalesce(p.status, 'lost')",
        }
        return ", ".join(
            place[n] if self.placed and n in PLACE else f't."{n}"' for n in self.fields
        )


STORED: tuple[type, ...] = (
    records.Person,
    records.Article,
    records.Revision,
    records.Source,
    records.Check,
    records.Annotation,
    records.Decision,
    records.Placement,
    records.Overlay,
    records.Reply,
    records.Evidence,
    records.ContactAttempt,
    records.Query,
    records.Pass,
    records.Correction,
    records.Setting,
    records.SavedFilter,
)
"""Every record kind that has a table and a history; none names a later one, but an article its
newest draft."""

CODECS: dict[type, Codec[Any]] = {record: Codec(record) for record in STORED}
BY_KIND: dict[str, Codec[Any]] = {codec.kind: codec for codec in CODECS.values()}


def kind_of(record: type) -> str:
    """The name a record kind goes by in tables, history and Changes."""
    return record.__name__.lower()

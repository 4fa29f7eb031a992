"""The columns a queue can show, declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from db.records import QueueRow
from editor.i18n import _, label, term
from editor.times import moment


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `text` of a row at a time (ms UTC), `sort` the store's name of its order.

    `width` in pixels at 100 %; the one of width 0 takes what is left. `shown` from the start.
    """

    id: str
    title: str
    width: int
    text: Callable[[QueueRow, int], str]
    sort: str = ""
    shown: bool = True


COLUMNS: tuple[Column, ...] = (
    Column("state", "State", 196, lambda row, now: label(row.check.state), "state"),
    Column("statement", "Statement", 0, lambda row, now: row.check.statement, "statement"),
    Column("article", "Article", 112, lambda row, now: row.slug, "slug"),
    Column("risk", "Risk", 78, lambda row, now: label(row.check.risk), "risk"),
    Column("priority", "Priority", 74, lambda row, now: _urgency(row), "priority"),
    Column("assignee", "Assignee", 108, lambda row, now: row.assignee, "assignee"),
    Column("close", "Close", 100, lambda row, now: moment(row.check.close, now), "close"),
    Column("thin", "Thin", 52, lambda row, now: _("thin") if row.check.thin else ""),
    Column("kind", "Kind", 72, lambda row, now: label(row.check.kind), "kind", False),
    Column("speaker", "Speaker", 130, lambda row, now: row.speaker, "speaker", False),
    Column("desk", "Desk", 100, lambda row, now: row.desk, "desk", False),
    Column("verdict", "Verdict", 110, lambda row, now: term(row.check.verdict), "verdict", False),
    Column("updated", "Changed", 120, lambda row, now: _changed(row, now), "updated", False),
)


USUAL = 2
"""The priority of a check nobody gave another."""


def priority_words(priority: int) -> str:
    """A priority as people read it; 0 is the most urgent."""
    names = (_("urgent"), _("high"), _("usual"), _("later"))
    return names[min(max(priority, 0), len(names) - 1)]


def _urgency(row: QueueRow) -> str:
    return priority_words(row.check.priority)


def _changed(row: QueueRow, now: int) -> str:
    return moment(row.check.updated, now)

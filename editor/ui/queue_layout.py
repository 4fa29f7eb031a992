"""The queue's columns as a person likes them: which, in which order, how wide, sorted by which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView

from editor.ui.queue_columns import COLUMNS

NARROWEST = 260
"""Pixels the statement always has."""

WIDEST = 2_000
"""Pixels no column is wider than."""

SECTIONS = {column.id: section for section, column in enumerate(COLUMNS)}


def usual() -> list[str]:
    """The columns as they come, as `written` writes them."""
    return [_item(column.id, column.width) for column in COLUMNS if column.shown]


def written(header: QHeaderView) -> list[str]:
    """The columns shown from left to right, each as `id` or `id:width in pixels`."""
    shown = [header.logicalIndex(place) for place in range(header.count())]
    return [
        _item(COLUMNS[section].id, header.sectionSize(section) if COLUMNS[section].width else 0)
        for section in shown
        if not header.isSectionHidden(section)
    ]


def arrange(header: QHeaderView, items: Sequence[str]) -> None:
    """Show columns as `written` wrote them; what is no column is passed over, none means usual.

    The column that takes what others leave is always shown.
    """
    wanted = dict(_read(item) for item in items if _read(item)[0] in SECTIONS)
    if not wanted:
        wanted = dict(_read(item) for item in usual())
    wanted |= {column.id: 0 for column in COLUMNS if not column.width and column.id not in wanted}
    for section, column in enumerate(COLUMNS):
        header.setSectionHidden(section, False)
        header.resizeSection(section, column.width or NARROWEST)
        header.setSectionHidden(section, column.id not in wanted)
    for place, (name, width) in enumerate(wanted.items()):
        section = SECTIONS[name]
        header.moveSection(header.visualIndex(section), place)
        if width:
            header.resizeSection(section, width)


def read_sort(text: str) -> tuple[str, bool]:
    """An order as it is kept, `close` or `-close`: its name, and whether it descends."""
    name = text.removeprefix("-")
    known = any(column.sort == name for column in COLUMNS if column.sort)
    return (name, text.startswith("-")) if known else ("close", False)


def written_sort(sort: str, descending: bool) -> str:
    """An order as `read_sort` reads it."""
    return f"-{sort}" if descending else sort


def section_of(sort: str) -> int:
    """The column whose order `sort` is; -1 for none."""
    return next((at for at, column in enumerate(COLUMNS) if column.sort == sort), -1)


def _item(name: str, width: int) -> str:
    return f"{name}:{width}" if width else name


def _read(item: str) -> tuple[str, int]:
    name, _colon, width = item.partition(":")
    return name, min(int(width), WIDEST) if width.isdecimal() else 0

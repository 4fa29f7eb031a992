"""Forms that other packages add: functions over plain dicts and bytes, by an entry point.

A package names a function in the group `galley.exporters`; it takes the report as the JSON form
writes it (`resources/schemas/report-file.json`) and returns bytes. It imports nothing of ours. It
may bear `suffix` and `label` as attributes. It is given a minute, a gigabyte and no network.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from editor.exchange.errors import ExchangeError
from editor.exchange.json import values
from editor.exchange.report import Report
from editor.i18n import _
from editor.reading.errors import ReadError
from editor.reading.limits import Limits

if TYPE_CHECKING:
    from importlib import metadata

LIMITS = Limits(seconds=60.0, memory=1_000_000_000)
GROUP = "galley.exporters"

Written = Callable[[Report], bytes]


def found() -> list[tuple[str, str, str, Written]]:
    """(name, label, suffix, write) of each form that installed packages add, by name."""
    from importlib import metadata  # slow to load, as what guards a reader is

    points = sorted(metadata.entry_points(group=GROUP), key=lambda point: point.name)
    return [_form(point) for point in points]


def _form(point: metadata.EntryPoint) -> tuple[str, str, str, Written]:
    def write(report: Report) -> bytes:
        from editor.reading.guarded import guarded

        try:
            with guarded(LIMITS, point.name):
                data = point.load()(values(report))
        except (ReadError, RecursionError, MemoryError):
            detail = _("it takes too much time or memory")
            raise ExchangeError("plugin_failed", name=point.name, detail=detail) from None
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            raise ExchangeError("plugin_failed", name=point.name, detail=detail) from error
        if not isinstance(data, bytes):
            raise ExchangeError("plugin_failed", name=point.name, detail="no bytes came back")
        return data

    try:
        function: Any = point.load()
    except Exception:  # a form that cannot be loaded says so when it is asked for
        function = None
    label = str(getattr(function, "label", point.name))
    return point.name, label, str(getattr(function, "suffix", f".{point.name}")), write

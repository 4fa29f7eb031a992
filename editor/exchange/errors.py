"""Why a report could not be written or a file read back; sentences are made at the edge."""

from __future__ import annotations

import json
from typing import Any


class ExchangeError(Exception):
    """`code` is a key of `editor.i18n.SENTENCES`, `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from the worker process, so they must survive pickling."""
        return (_again, (self.code, self.values))


def json_of(data: bytes) -> Any:
    """The value in a JSON file of another program; ExchangeError `not_annotations` for no JSON."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ExchangeError("not_annotations") from None


def _again(code: str, values: dict[str, object]) -> ExchangeError:
    return ExchangeError(code, **values)

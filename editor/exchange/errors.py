"""Why a report could not be written or a file read back; sentences are made at the edge."""

from __future__ import annotations

import json
from typing import Any

from editor.refusal import Refusal


class ExchangeError(Refusal):
    """Such as an unknown form, or no annotations in a file."""


def json_of(data: bytes) -> Any:
    """The value in a JSON file of another program; ExchangeError `not_annotations` for no JSON."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ExchangeError("not_annotations") from None

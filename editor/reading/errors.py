"""Why a file could not be read; sentences are made at the edge from `code` and `values`."""

from __future__ import annotations

from editor.refusal import Refusal


class ReadError(Refusal):
    """Such as empty, binary, encrypted, damaged."""

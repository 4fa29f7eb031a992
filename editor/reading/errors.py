"""Why a file could not be read; sentences are made at the edge from `code` and `values`."""

from __future__ import annotations


class ReadError(Exception):
    """`code` is a key of `editor.i18n.SENTENCES`, such as empty, binary, encrypted, damaged."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from the worker process, so they must survive pickling."""
        return (_again, (self.code, self.values))


def _again(code: str, values: dict[str, object]) -> ReadError:
    return ReadError(code, **values)

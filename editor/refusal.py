"""What could not be done with a file, whichever way it was to go; said in one sentence."""

from __future__ import annotations

from functools import partial


class Refusal(Exception):
    """`code` is a key of `editor.i18n.SENTENCES`, `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from the worker process, so they must survive pickling."""
        return (partial(type(self), self.code, **self.values), ())

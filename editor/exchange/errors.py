"""Why a report could not be written or read back; sentences are made at the edge."""

from __future__ import annotations


class ExchangeError(Exception):
    """`code` is a key of `editor.i18n.SENTENCES`, `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from the worker process, so they must survive pickling."""
        return (_again, (self.code, self.values))


def _again(code: str, values: dict[str, object]) -> ExchangeError:
    return ExchangeError(code, **values)

"""Functions named now and imported when first called, so that a start pays for what it uses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any


def late(name: str) -> Callable[..., Any]:
    """The function "module:name"; its module is imported when it is first called."""
    return partial(call, name)


def call(name: str, *args: Any, **named: Any) -> Any:
    """Import a function by its name "module:name" and call it."""
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)(*args, **named)

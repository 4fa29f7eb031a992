"""Every setting once: its scope, its default, and which values it takes.

A person's settings are a TOML file of her own, the desk's lie in the store (audited, undoable,
see `editor.commands.settings`), a window's state is a JSON file nobody edits.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import Refused
from db.house import ENOUGH, PRIMARY, SECONDARY
from editor.files import write_whole
from editor.reading.limits import DEFAULT, Limits
from editor.scale import RATINGS

if TYPE_CHECKING:
    from db.store import Store


class Scope(StrEnum):
    """Whom a setting belongs to."""

    PERSON = "person"
    DESK = "desk"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Its value has the type of `default`, lies between `least` and `most`, and is
    one of `choices` where there are any; text fits the pattern `shape`, and of a list each item
    is text that is not empty.
    """

    name: str
    scope: Scope
    default: Any
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    shape: str = ""


PERSON, DESK, WINDOW = Scope.PERSON, Scope.DESK, Scope.WINDOW

VERDICTS = ["true", "mostly_true", "misleading", "false", "unverifiable", "opinion"]
MAIN_MEMORY = 8_000_000_000
READING: dict[str, tuple[float, float]] = {
    "seconds": (1, 600),
    "memory": (100_000_000, MAIN_MEMORY),
    "file": (100_000, 2_000_000_000),
    "text": (10_000, 50_000_000),
    "blocks": (100, 1_000_000),
    "depth": (20, 250),
    "attributes": (10, 10_000),
    "entries": (20, 100_000),
    "part": (1_000_000, 1_000_000_000),
    "unpacked": (1_000_000, MAIN_MEMORY),
    "ratio": (10, 1_000),
    "pages": (1, 20_000),
    "cells": (100, 10_000_000),
}
"""Least and most of each reading limit: no desk can read nothing, or lift a limit altogether."""
PASSES = ["checking", "author", "editor", "copy", "legal", "page_proof"]

SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("person.name", PERSON, ""),
        Setting("theme", PERSON, "system", ("system", "light", "dark")),
        Setting("language", PERSON, ""),
        Setting("text.size", PERSON, 18, least=9, most=48),
        Setting("text.measure", PERSON, 66, least=30, most=120),
        Setting("queue.columns", PERSON, []),
        Setting("queue.sort", PERSON, "close"),
        Setting("suggestions.score", PERSON, 0.65, least=0, most=1),
        Setting("guide.shown", PERSON, False),
        Setting("backups", PERSON, True),
        Setting(PRIMARY, DESK, ENOUGH[PRIMARY], least=0, most=9),
        Setting(SECONDARY, DESK, ENOUGH[SECONDARY], least=0, most=9),
        Setting("passes", DESK, PASSES),
        Setting("verdicts", DESK, VERDICTS),
        Setting("verdicts.shown", DESK, False),
        Setting("verdicts.ratings", DESK, list(RATINGS)),
        Setting("names.desks", DESK, []),
        Setting("worth.weights", DESK, {}),
        Setting("report.presets", DESK, []),
        *(
            Setting(
                f"reading.{limit.name}",
                DESK,
                getattr(DEFAULT, limit.name),
                least=READING[limit.name][0],
                most=READING[limit.name][1],
            )
            for limit in fields(Limits)
        ),
        Setting("reading.proxy", DESK, "", shape=r"(|[\w.-]+:\d{1,5})"),
        Setting("windows", WINDOW, {}),
        Setting("store", WINDOW, ""),
        Setting("worn", WINDOW, "", ("", "light", "dark")),
        Setting("recent", WINDOW, []),
    )
}
"""All settings by name."""


def check(name: str, value: Any) -> Any:
    """`value` as the setting keeps it; Refused for one it does not take, or no such setting."""
    setting = SETTINGS.get(name)
    if setting is None:
        raise Refused(field="setting", value=name)
    if type(setting.default) is float and type(value) is int:
        value = float(value)
    if type(value) is not type(setting.default) or not _fits(setting, value):
        raise Refused(field=name, value=value)
    return value


def _fits(setting: Setting, value: Any) -> bool:
    if setting.choices and value not in setting.choices:
        return False
    if setting.shape and not re.fullmatch(setting.shape, value):
        return False
    if isinstance(value, list):
        return all(isinstance(item, str) and item.strip() for item in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        least, most = setting.least, setting.most
        return (least is None or value >= least) and (most is None or value <= most)
    return True


def desk(store: Store, name: str) -> Any:
    """A setting of the desk, its default while it was never set to a value it takes."""
    try:
        return check(name, store.setting(name, SETTINGS[name].default))
    except Refused:
        return SETTINGS[name].default


class _File:
    """Settings of one scope in a file; what the file holds that is no setting is left alone."""

    scope: Scope

    def __init__(self, path: Path) -> None:
        """Read the file, if there is one."""
        self.path = path
        self.broken = False
        self._values: dict[str, Any] = self._read()

    def get(self, name: str) -> Any:
        """The value of a setting, its default when the file holds none that it takes."""
        if SETTINGS[name].scope is not self.scope:
            raise Refused(field="setting", value=name)
        try:
            return check(name, self._values.get(name, SETTINGS[name].default))
        except Refused:
            return SETTINGS[name].default

    def set(self, name: str, value: Any) -> None:
        """Set and write at once; Refused for what the setting does not take.

        A file that could not be read is kept beside the new one, as NAME.broken.
        """
        self.set_all({name: value})

    def set_all(self, values: Mapping[str, Any]) -> None:
        """Set several as `set` does, written once."""
        for name, value in values.items():
            self.get(name)
            self._values[name] = check(name, value)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.broken:
            self.path.replace(self.path.with_name(self.path.name + ".broken"))
            self.broken = False
        write_whole(self.path, self._written().encode())

    def _read(self) -> dict[str, Any]:
        if not self.path.exists():
            return {}
        try:
            return self._parsed(self.path.read_text("utf-8"))
        except ValueError:
            self.broken = True
            return {}

    def _parsed(self, text: str) -> dict[str, Any]:
        raise NotImplementedError

    def _written(self) -> str:
        raise NotImplementedError


class PersonSettings(_File):
    """A person's settings, in TOML: `"text.size" = 18`. `broken` says it could not be read."""

    scope = PERSON

    def _parsed(self, text: str) -> dict[str, Any]:
        return tomllib.loads(text)

    def _written(self) -> str:
        return "".join(f"{_text(n)} = {_toml(v)}\n" for n, v in sorted(self._values.items()))


class PassingSettings(PersonSettings):
    """A person's settings that are kept nowhere: of a window that remembers nothing."""

    def __init__(self) -> None:
        """Everything is as usual."""
        self.broken = False
        self._values = {}

    def set_all(self, values: Mapping[str, Any]) -> None:
        """Set for as long as this lives; Refused for what a setting does not take."""
        for name, value in values.items():
            self.get(name)
            self._values[name] = check(name, value)


class WindowState(_File):
    """What the windows looked like when they were closed, in JSON."""

    scope = WINDOW

    def _parsed(self, text: str) -> dict[str, Any]:
        values = json.loads(text)
        if not isinstance(values, dict):
            raise ValueError("not an object")
        return values

    def _written(self) -> str:
        return json.dumps(self._values, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _toml(value: Any) -> str:
    """A value as TOML 1.0 writes it; of tables and dates none is a setting's."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(str(n))} = {_toml(v)}" for n, v in value.items()) + "}"
    return str(value)


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

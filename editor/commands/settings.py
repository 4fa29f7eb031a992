"""Acts on the desk's settings."""

from __future__ import annotations

import json
from typing import Any

from db.errors import Refused
from db.records import Setting, new_id
from db.store import Store
from editor.settings import SETTINGS, Scope, check


def set_desk(store: Store, person: str, now: int, name: str, value: Any) -> Setting:
    """Set one setting of the desk; Refused for one of another scope or a value it does not take."""
    if name in SETTINGS and SETTINGS[name].scope is not Scope.DESK:
        raise Refused(field="setting", value=name)
    text = json.dumps(check(name, value), ensure_ascii=False)
    with store.act(person, now, f"set {name}") as act:
        for setting in store.settings():
            if setting.name == name:
                return act.change(setting, value=text)
        return act.add(Setting(new_id(now), name, text))

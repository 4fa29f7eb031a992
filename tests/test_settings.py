"""Settings of persons, desks and windows: defaults, what is refused, what survives."""

from __future__ import annotations

import tomllib

import pytest

from db.errors import Refused
from editor.commands.people import add_person
from editor.commands.settings import set_desk
from editor.settings import SETTINGS, PersonSettings, Scope, WindowState, check, desk

NOW = 1_800_000_000_000

REFUSED = [
    ("theme", "pink"),
    ("theme", 1),
    ("text.size", 500),
    ("text.size", "20"),
    ("text.size", True),
    ("evidence.primary", -1),
    ("passes", [""]),
    ("passes", "checking"),
    ("verdicts.shown", 1),
    ("nonsense", 1),
]


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_every_default_is_a_value_of_its_setting(setting):
    assert check(setting.name, setting.default) == setting.default


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_what_a_setting_does_not_take_is_refused(tmp_path, name, value):
    with pytest.raises(Refused):
        check(name, value)


def test_a_persons_settings_survive_in_toml(tmp_path):
    path = tmp_path / "deep" / "galley.toml"
    mine = PersonSettings(path)
    assert mine.get("theme") == "system" and not path.exists()
    name = 'Zoë "Z" \\ \x7f\t😀'
    for setting, value in (("theme", "dark"), ("person.name", name), ("queue.columns", ["a", "b"])):
        mine.set(setting, value)
    mine.set("guide.shown", True)
    again = PersonSettings(path)
    assert again.get("person.name") == name and again.get("theme") == "dark"
    assert again.get("queue.columns") == ["a", "b"] and again.get("guide.shown") is True
    assert tomllib.loads(path.read_text("utf-8"))["theme"] == "dark"
    with pytest.raises(Refused):
        again.set("text.size", 1000)
    assert PersonSettings(path).get("text.size") == 18


def test_what_a_file_holds_besides_is_left_alone_and_wrong_values_are_defaults(tmp_path):
    path = tmp_path / "galley.toml"
    path.write_text('theme = "pink"\n[other]\nnote = "mine"\n"a.b" = [1, 2.5]\n')
    mine = PersonSettings(path)
    assert mine.get("theme") == "system" and not mine.broken
    mine.set("text.size", 20)
    kept = tomllib.loads(path.read_text())
    assert kept["other"] == {"note": "mine", "a.b": [1, 2.5]} and kept["text.size"] == 20


@pytest.mark.parametrize("kind", [PersonSettings, WindowState])
def test_a_file_that_cannot_be_read_is_kept_beside_the_new_one(tmp_path, kind):
    path = tmp_path / "settings"
    path.write_text("[[[ not this\x00")
    mine = kind(path)
    name, value = ("theme", "dark") if kind is PersonSettings else ("recent", ["dark"])
    assert mine.broken and mine.get(name) == SETTINGS[name].default
    mine.set(name, value)
    assert kind(path).get(name) == value
    assert (tmp_path / "settings.broken").read_text().startswith("[[[")


def test_a_windows_state_is_its_own(tmp_path):
    state = WindowState(tmp_path / "window.json")
    state.set("windows", {"store": [{"side": [1, 2]}]})
    assert WindowState(tmp_path / "window.json").get("windows") == {"store": [{"side": [1, 2]}]}
    for name in ("theme", "passes"):
        with pytest.raises(Refused):
            state.get(name)


def test_the_desks_settings_are_acts(store):
    ada = add_person(store, "Ada", NOW).id
    assert desk(store, "passes") == SETTINGS["passes"].default
    for value in (["checking"], ["checking", "legal"]):
        set_desk(store, ada, NOW, "passes", value)
    assert desk(store, "passes") == ["checking", "legal"]
    store.undo(ada, NOW)
    assert desk(store, "passes") == ["checking"]
    store.undo(ada, NOW)
    assert desk(store, "passes") == SETTINGS["passes"].default
    for name, value in (("theme", "dark"), ("page", "queue"), ("passes", [1]), ("x", 1)):
        with pytest.raises(Refused):
            set_desk(store, ada, NOW, name, value)
    assert {s.scope for s in SETTINGS.values()} == set(Scope)

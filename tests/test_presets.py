"""A desk's own presets: kept without the draft, replaced by name, removed, each undone."""

from __future__ import annotations

from contextlib import closing

import pytest

from db.errors import NotFound
from db.store import Store
from editor.commands.people import add_person
from editor.exchange import ExchangeError, ReportOptions
from editor.exchange.options import PRESETS
from editor.presets import known_presets, own_presets, remove_preset, save_preset

NOW = 1_800_000_000_000


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "desk.db")


@pytest.fixture
def store(path):
    with closing(Store.open(path)) as opened:
        yield opened


@pytest.fixture
def ada(store):
    return add_person(store, "Ada Moreau", NOW).id


def test_one_is_kept_replaced_and_found_after_a_restart(store, ada, path):
    save_preset(store, ada, NOW, "night", ReportOptions(draft=3, text=False))
    save_preset(store, ada, NOW, "short", ReportOptions(history=False))
    save_preset(store, ada, NOW, "night", ReportOptions(evidence=False))
    wanted = {
        "night": ReportOptions(evidence=False, preset="night"),
        "short": ReportOptions(history=False, preset="short"),
    }
    assert own_presets(store) == wanted
    with closing(Store.open(path)) as again:
        assert known_presets(again) == PRESETS | wanted


def test_one_is_removed_and_both_acts_are_undone(store, ada):
    save_preset(store, ada, NOW, "night", ReportOptions(text=False))
    remove_preset(store, ada, NOW + 1, "night")
    assert own_presets(store) == {}
    store.undo(ada, NOW + 2)
    assert set(own_presets(store)) == {"night"}
    store.undo(ada, NOW + 3)
    assert own_presets(store) == {}


def test_a_ready_one_stays_and_one_that_is_not_there_cannot_go(store, ada):
    with pytest.raises(ExchangeError):
        save_preset(store, ada, NOW, "public", ReportOptions())
    with pytest.raises(NotFound):
        remove_preset(store, ada, NOW, "nothing")

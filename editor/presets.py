"""A desk's own presets of a report: kept, chosen and removed as one setting of the desk."""

from __future__ import annotations

from dataclasses import replace

from db.errors import NotFound
from db.store import Store
from editor.commands.settings import set_desk
from editor.exchange.errors import ExchangeError
from editor.exchange.options import PRESETS, SETTING, ReportOptions, presets, written


def known_presets(store: Store) -> dict[str, ReportOptions]:
    """Every preset by name: the ready ones, then the desk's own in the order they were kept."""
    return presets(store.setting(SETTING, []))


def own_presets(store: Store) -> dict[str, ReportOptions]:
    """The desk's own presets by name."""
    return {name: one for name, one in known_presets(store).items() if name not in PRESETS}


def save_preset(
    store: Store, person: str, now: int, name: str, options: ReportOptions
) -> ReportOptions:
    """Keep choices under a name, without the draft; one of the desk's own of it is replaced.

    Raises ExchangeError for the name of a ready one.
    """
    if name in PRESETS:
        raise ExchangeError("preset_is_ready", name=name)
    kept = replace(options, preset=name, draft=0)
    _keep(store, person, now, own_presets(store) | {name: kept})
    return kept


def remove_preset(store: Store, person: str, now: int, name: str) -> None:
    """Forget one of the desk's own presets; NotFound when it has none of that name."""
    own = own_presets(store)
    if name not in own:
        raise NotFound(kind="preset", ref=name)
    _keep(store, person, now, {other: one for other, one in own.items() if other != name})


def _keep(store: Store, person: str, now: int, own: dict[str, ReportOptions]) -> None:
    set_desk(store, person, now, SETTING, [written(one) for one in own.values()])

"""Builds the world in one place; no Qt here, so that window and command line share it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from editor.settings import PersonSettings, WindowState

if TYPE_CHECKING:
    from editor.handover import Deliver
    from editor.session import Session


def data_folder() -> Path:
    """The user's own data folder, which is made when missing."""
    folder = Path(platformdirs.user_data_dir("galley", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def templates_folder() -> Path:
    """Where the user's own report templates lie, whether it is there or not."""
    return Path(platformdirs.user_config_dir("galley", appauthor=False)) / "templates"


def default_store_url() -> str:
    """The store in the user's own data folder."""
    return str(data_folder() / "galley.db")


def person_settings() -> PersonSettings:
    """The settings of whoever uses this computer account."""
    return PersonSettings(
        Path(platformdirs.user_config_dir("galley", appauthor=False)) / "galley.toml"
    )


def window_state() -> WindowState:
    """How the window looked when it was closed last."""
    return WindowState(data_folder() / "window.json")


def default_person() -> str:
    """The name this person gave herself, else the one this machine knows its user by."""
    return person_settings().get("person.name") or getpass.getuser()


def open_session(url: str, person: str, deliver: Deliver | None = None) -> Session:
    """A session on the store at `url` with a worker process for text; without `deliver` its
    results are told on the thread that has them.
    """
    return session_opener(url, person, deliver)()


def session_opener(url: str, person: str, deliver: Deliver | None = None) -> Callable[[], Session]:
    """What opens that session, on any thread: all that it needs is imported on this one.

    A store in a file is backed up beside it while it is open, unless the person's settings say no.
    """
    from db.connect import file_of, is_server
    from db.store import Store
    from editor.late import late
    from editor.session import Session, call_directly, now_ms
    from editor.work import Worker

    back_up = late("db.backup:back_up")
    unsaved = str(data_folder() / "unsaved.db")
    keeps = not is_server(url) and person_settings().get("backups")
    keep = (lambda: back_up(file_of(url), now_ms())) if keeps else None
    return lambda: Session(
        lambda: Store.open(url), person, deliver or call_directly, Worker(), unsaved, keep
    )

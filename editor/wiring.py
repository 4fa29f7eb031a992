"""Builds the world in one place; no Qt here, so that window and command line share it."""

from __future__ import annotations

import getpass
from pathlib import Path

import platformdirs

from db.backup import back_up
from db.connect import file_of, is_server
from db.store import Store
from editor.handover import Deliver
from editor.session import Session, call_directly, now_ms
from editor.settings import PersonSettings, WindowState
from editor.work import Worker


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


def open_session(url: str, person: str, deliver: Deliver = call_directly) -> Session:
    """A session on the store at `url` with a worker process for text.

    A store in a file is backed up beside it while it is open, unless the person's settings say no.
    """
    unsaved = str(data_folder() / "unsaved.db")
    keeps = not is_server(url) and person_settings().get("backups")
    keep = (lambda: back_up(file_of(url), now_ms())) if keeps else None
    return Session(lambda: Store.open(url), person, deliver, Worker(), unsaved, keep)

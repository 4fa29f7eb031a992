"""Builds the world in one place; no Qt here, so that window and command line share it."""

from __future__ import annotations

import getpass
from pathlib import Path

import platformdirs

from db.store import Store
from editor.session import Deliver, Session, call_directly
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


def default_person() -> str:
    """The name this machine knows its user by."""
    return getpass.getuser()


def open_session(url: str, person: str, deliver: Deliver = call_directly) -> Session:
    """A session on the store at `url` with a worker process for text."""
    unsaved = str(data_folder() / "unsaved.db")
    return Session(lambda: Store.open(url), person, deliver, Worker(), unsaved)

"""From a path or URL to an open store, or an error of `db.errors`."""

from __future__ import annotations

from pathlib import Path

from db.engine import Engine
from db.errors import OnServer, Refused
from db.lite import open_file

SCHEMES = ("postgresql://", "postgres://")


def open_engine(url: str, create: bool) -> Engine:
    """The store at `url`, made when it is new: a path, sqlite:PATH or postgresql://....

    The errors are those of `open_file` and `open_server`; Refused for another scheme.
    """
    if is_server(url):
        from db.server import open_server

        return open_server(url, create)
    return open_file(file_of(url), create)


def is_server(url: str) -> bool:
    """Whether a store lies on a server."""
    return url.startswith(SCHEMES)


def file_of(url: str) -> Path:
    """The file a store lies in; OnServer when it lies on a server, Refused for another scheme."""
    if is_server(url):
        from db.server import without_password

        raise OnServer(url=without_password(url))
    if "://" in url:
        raise Refused(field="--db", value=url)
    return Path(url.removeprefix("sqlite:"))

"""Files that come with Galley: schemas, samples, icons."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Where a bundled file lies, by its `/`-separated name, such as `samples/bridge-1.md`.

    Raises ValueError for a name that leads outside; whether the file exists is not looked at.
    """
    found = (_ROOT / name).resolve()
    if not found.is_relative_to(_ROOT):
        raise ValueError(name)
    return found


def text(name: str) -> str:
    """The text of a bundled UTF-8 file; raises FileNotFoundError when there is none."""
    return path(name).read_text(encoding="utf-8")

"""Files that come with Galley: schemas, samples, icons."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """The path of a bundled file by its `/`-separated name, such as `samples/bridge-1.md`.

    Raises FileNotFoundError for what is not bundled, and for names that lead outside.
    """
    found = (_ROOT / name).resolve()
    if not found.is_relative_to(_ROOT) or not found.exists():
        raise FileNotFoundError(name)
    return found


def text(name: str) -> str:
    """The text of a bundled UTF-8 file."""
    return path(name).read_text(encoding="utf-8")

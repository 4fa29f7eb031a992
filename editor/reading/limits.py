"""How much of a machine one file may take: the one table of reading limits and their defaults."""

from __future__ import annotations

import signal
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit is a plain number, so that a setting of the same name can replace it."""

    seconds: float = 8.0
    """Wall time for one file; then its process is stopped."""
    memory: int = 350_000_000
    """Bytes the reading process may take beyond what it held before."""
    file: int = 60_000_000
    """Bytes of a file as it arrives."""
    text: int = 5_000_000
    """Code points of text, also of a page's markup before it is parsed."""
    blocks: int = 60_000
    """Paragraphs and other blocks of one article."""
    depth: int = 200
    """Elements inside each other, mail parts inside each other."""
    attributes: int = 2_000
    """Attributes on one element of a page."""
    entries: int = 5_000
    """Members of an archive."""
    part: int = 64 * 1024 * 1024
    """Bytes one member of an archive may unpack to."""
    unpacked: int = 128 * 1024 * 1024
    """Bytes all members read may unpack to."""
    ratio: int = 250
    """Times its packed size a member of 4 MB and more may unpack to."""
    pages: int = 2_000
    """Pages of a PDF."""
    cells: int = 500_000
    """Cells of a sheet."""


DEFAULT = Limits()
PASTED = "pasted"
"""The name of what comes from the clipboard."""
TIMED_OUT = frozenset({-signal.SIGALRM if hasattr(signal, "SIGALRM") else 1})
"""Exit codes of a process whose time was up."""

"""Addresses of pages, and what reading one may cost; `editor.fetch` reads them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What a page may cost. `proxy` is "host:port" or "".

    `private` lifts the refusal of private addresses: for tests, which have no other servers.
    """

    size: int = 10 * 1024 * 1024
    seconds: float = 20.0
    quiet: float = 5.0
    """Seconds without a byte."""
    redirects: int = 5
    ports: tuple[int, ...] = (80, 443, 8080, 8443)
    proxy: str = ""
    private: bool = False


def is_address(text: str) -> bool:
    """Whether an input is meant as an address, not as a file."""
    return text.lower().startswith(("http://", "https://"))

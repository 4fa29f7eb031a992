"""Ids and times."""

from __future__ import annotations

NEVER = 9_999_999_999_999


def new_id(now: int) -> str:
    """A time-ordered 128-bit id as 32 hex digits (UUID version 7, RFC 9562); `now` in ms UTC."""
    import secrets  # with the first id: it brings cryptography that no reader of records needs

    tail = secrets.randbits(74)
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return f"{now & (1 << 48) - 1:012x}7{high:03x}{(0b10 << 62) | low:016x}"

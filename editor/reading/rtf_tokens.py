"""RTF cut into tokens: groups, control words and decoded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+"
    rb"|([^\\{}\r\n\x00]+)"
)
SYMBOLS = {b"~": "\u00a0", b"-": "\u00ad", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\"}


class Token(NamedTuple):
    """`kind` is `{`, `}`, `word` (with its number), `bytes`, `text` or `star`."""

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of RTF bytes; raw data announced by `\\bin` is left out."""
    at = 0
    while match := TOKEN.match(data, at):
        at = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if brace:
            yield Token(brace.decode())
        elif word == b"bin" and number:
            at += max(int(number), 0)
        elif word:
            yield Token("word", word.decode(), int(number) if number else None)
        elif code:
            yield Token("bytes", data=bytes([int(code, 16)]))
        elif text:
            yield Token("bytes", data=text)
        elif symbol == b"*":
            yield Token("star")
        elif symbol in (b"\n", b"\r"):
            yield Token("word", "par")
        elif symbol in SYMBOLS:
            yield Token("text", SYMBOLS[symbol])

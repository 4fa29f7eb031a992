"""Whether bytes about to leave the desk hold words that must not: looked for in every wrapping."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

DEPTH = 3
"""Archives inside archives that are opened."""
STREAM = re.compile(rb"stream\r?\n")
LITERAL = re.compile(rb"\(((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\)){3,})\)", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]{6,})>")
PLAIN = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b""}
"""What a PDF string's escapes stand for; others stand for themselves."""
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
CHUNK = 64 * 1024 * 1024


class Secret(NamedTuple):
    """Words that must not be read in what leaves; with `exact` in this case of letters only."""

    words: str
    exact: bool = False


def leaks(data: bytes, secrets: Iterable[Secret]) -> tuple[str, ...]:
    """The words of those `secrets` that can be read in `data`, in the order given.

    Looked at are the bytes as UTF-8 and UTF-16, without tags, entities and escapes, the parts of
    archives with their names, and the streams, strings and page text of a PDF. Normal form and
    white space do not matter; words count where they are not part of a longer one.
    """
    wanted = {secret.words: matcher(secret) for secret in secrets}
    if not wanted or not data:
        return ()
    found = set()
    for view in _views(data, DEPTH):
        found |= {t for t, matcher in wanted.items() if t not in found and matcher.search(view)}
    return tuple(term for term in wanted if term in found)


def matcher(secret: Secret) -> re.Pattern[str]:
    """Finds the words of a secret in text of either normal form, over any white space."""
    forms = {unicodedata.normalize(form, secret.words) for form in ("NFC", "NFD")}
    ways = "|".join(r"\s+".join(re.escape(word) for word in f.split()) for f in sorted(forms))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", 0 if secret.exact else re.IGNORECASE)


def _views(data: bytes, depth: int) -> Iterator[str]:
    if data.startswith(b"PK") and depth:
        yield from _parts(data, depth)
        return
    if data.startswith(b"%PDF"):
        yield from _pdf(data)
    yield from _readings(data)


def _parts(data: bytes, depth: int) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            yield info.filename
            yield from _views(package.read(info), depth - 1)


def _readings(data: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "ignore")
        if encoding != "utf-8" and len(re.findall(r"[\x20-\x7e]", text)) * 2 < len(text):
            continue
        yield text
        loose = ESCAPED.sub(lambda m: chr(int(m[1], 16)), html.unescape(text))
        loose = re.sub(r"\\(.)", r"\1", loose)
        if loose != text:
            yield loose
        if "<" in text:
            yield html.unescape(re.sub(r"<[^>]*>", "", text))


def _pdf(data: bytes) -> Iterator[str]:
    yield _strings(data)
    for match in STREAM.finditer(data):
        try:
            stream = zlib.decompressobj().decompress(data[match.end() :], CHUNK)
        except zlib.error:
            continue
        yield stream.decode("latin-1")
        yield _strings(stream)
        yield from _readings(stream)
    yield from _page_text(data)


def _strings(data: bytes) -> str:
    """The strings of PDF objects, a line each: titles, bookmarks, notes, names of files."""
    found = [PLAIN.sub(_unescaped, match[1]) for match in LITERAL.finditer(data)]
    for match in HEX.finditer(data):
        digits = b"".join(match[1].split())
        found.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    return "\n".join(_text(string) for string in found)


def _unescaped(found: re.Match[bytes]) -> bytes:
    number, told = found.groups()
    if number:
        return bytes([int(number, 8) & 0xFF])
    return NAMED.get(told, b"" if told in b"\r\n" else told)


def _text(string: bytes) -> str:
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "ignore")
    if string.startswith(b"\xef\xbb\xbf"):
        return string[3:].decode("utf-8", "ignore")
    return string.decode("latin-1")


def _page_text(data: bytes) -> Iterator[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            yield page.get_textpage().get_text_bounded()
    finally:
        document.close()

"""Mail and pages saved as mail (MHTML): the best body, who, when, and the files that hang on it."""

from __future__ import annotations

import email
import email.policy
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from db.kinds import BlockKind
from editor.reading import html, plain
from editor.reading.canonical import Draft, canonical
from editor.reading.encodings import decode, known
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.parts import Part

RICH_SHARE = 0.7
"""Share of the plain body's words a page must hold to be the better body."""
QUOTED = "quoted mail"
SIGNATURE = "signature"
NAME_LIMIT = 120
UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of a mail, or of the page a browser saved as one.

    The files hanging on it are named, not read. Raises ReadError.
    """
    message = _parsed(data, name, limits)
    page = _page(message)
    if page is not None:
        return replace(_read_page(page, name, limits), source=_location(message, page))
    rich, simple = _bodies(message)
    draft = _body(rich, simple, name, limits)
    subject = _header(message, "Subject")
    senders = getaddresses([_header(message, "From")])
    return replace(
        draft,
        headline=canonical(subject),
        writers=tuple(canonical(real or address) for real, address in senders if real or address),
        published=_date(message),
        source=canonical(", ".join(address for _real, address in senders if address)),
        attachments=tuple(file for file, _part in _files(message)),
    )


def parts(data: bytes, name: str, limits: Limits) -> list[Part]:
    """The files hanging on a mail, in order; the detail is their size in bytes."""
    found = [(file, _payload(part)) for file, part in _files(_parsed(data, name, limits))]
    return [Part(file, str(len(content)), file, content) for file, content in found]


def _parsed(data: bytes, name: str, limits: Limits) -> Message:
    if data.count(b"boundary=") > limits.depth or data.count(b"Boundary=") > limits.depth:
        raise ReadError("too_deep", name=name)
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    if not message.keys():
        raise ReadError("damaged", name=name)
    return message


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _parts(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if not part.is_multipart())


def _page(message: Message) -> Message | None:
    """The page of an archive a browser saved, or None for a mail."""
    saved = (
        message.get("Snapshot-Content-Location") or "saved by" in _header(message, "From").lower()
    )
    if not saved or message.get_content_type() not in ("multipart/related", "text/html"):
        return None
    return next((p for p in _parts(message) if p.get_content_type() == "text/html"), None)


def _read_page(page: Message, name: str, limits: Limits) -> Draft:
    return html.read(_payload(page), name, limits, _charset(page))


def _location(message: Message, page: Message) -> str:
    told = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    return canonical(str(told).strip())


def _charset(part: Message) -> str:
    return known(str(part.get_param("charset") or ""))


def _bodies(message: Message) -> tuple[Message | None, Message | None]:
    """The first page and the first plain text that are not files."""
    found: dict[str, Message] = {}
    for part in _parts(message):
        if part.get_filename() is None and part.get_content_disposition() != "attachment":
            found.setdefault(part.get_content_type(), part)
    return found.get("text/html"), found.get("text/plain")


def _body(rich: Message | None, simple: Message | None, name: str, limits: Limits) -> Draft:
    page = plain_draft = None
    if rich is not None:
        text, warnings = decode(_payload(rich), name, _charset(rich))
        page = _or_none(text, warnings, name, limits)
    if simple is not None:
        text, warnings = decode(_payload(simple), name, _charset(simple))
        plain_draft = replace(plain.read(text), warnings=warnings)
    if page is not None and (
        plain_draft is None or len(page.text.split()) >= RICH_SHARE * len(plain_draft.text.split())
    ):
        return _set_apart(page)
    if plain_draft is None:
        raise ReadError("empty", name=name)
    return _set_apart(plain_draft)


def _or_none(text: str, warnings: tuple[str, ...], name: str, limits: Limits) -> Draft | None:
    try:
        return replace(html.read_whole(text, name, limits), warnings=warnings)
    except ReadError as error:
        if error.code != "empty":
            raise
        return None


def _set_apart(draft: Draft) -> Draft:
    """What is quoted from the mail before, and all from the signature on, is not the article."""
    blocks = []
    signed = False
    for block in draft.blocks:
        words = draft.text[block.start : block.end]
        signed = signed or words.strip() == "--"
        if signed or words.startswith(">"):
            reason = SIGNATURE if signed else QUOTED
            block = replace(block, kind=BlockKind.NOT_ARTICLE, level=0, reason=reason)
        elif block.kind is BlockKind.HEADLINE:
            block = replace(block, kind=BlockKind.PARAGRAPH)
        blocks.append(block)
    return replace(draft, blocks=tuple(blocks))


def _files(message: Message) -> list[tuple[str, Message]]:
    """The files on a mail, under names that are safe in any folder."""
    found: list[tuple[str, Message]] = []
    for part in _parts(message):
        name = part.get_filename()
        if name is None and part.get_content_disposition() != "attachment":
            continue
        plain_name = posixpath.basename(_words(str(name or "")).replace("\\", "/"))
        safe = UNSAFE.sub("_", canonical(plain_name)).strip(". ")[-NAME_LIMIT:]
        found.append((safe or f"attachment-{len(found) + 1}", part))
    return found


def _header(message: Message, name: str) -> str:
    return " ".join(_words(str(message.get(name) or "")).split())


def _words(raw: str) -> str:
    """A header's words decoded; raw where its encoding is unknown or broken."""
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    words = []
    for part, charset in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        encoding = known(charset or "") or "utf-8"
        words.append(part.decode(encoding, "replace"))
    return "".join(words)


def _date(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""

"""From a file to a Document; a new format is one module and one row of READERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from db.kinds import BlockKind
from db.records import Document
from editor.reading import docx, furniture, html, markdown, plain, sniff
from editor.reading.canonical import Draft
from editor.reading.errors import ReadError

LIMIT = 20_000_000
"""Bytes; a longer file is refused."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format's name, its reader of (bytes, file name), and the version of that reader."""

    name: str
    read: Callable[[bytes, str], Draft]
    version: int = 1


def _of_text(read: Callable[[str], Draft]) -> Callable[[bytes, str], Draft]:
    """A reader of bytes out of a reader of text."""

    def of_bytes(data: bytes, name: str) -> Draft:
        text, warnings = sniff.decode(data, name)
        draft = read(text)
        return replace(draft, warnings=warnings + draft.warnings)

    return of_bytes


TEXT = Format("text", _of_text(plain.read))
MARKDOWN = Format("markdown", _of_text(markdown.read), 2)
HTML = Format("html", html.read)
DOCX = Format("docx", docx.read)

READERS: dict[str, Format] = {
    "": TEXT,
    "txt": TEXT,
    "text": TEXT,
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "htm": HTML,
    "html": HTML,
    "xhtml": HTML,
    "docx": DOCX,
    "docm": DOCX,
}
"""File suffix to the format that reads it."""


def read_file(path: Path) -> Document:
    """The Document in a file. Raises ReadError, or OSError when it cannot be opened."""
    if path.stat().st_size > LIMIT:
        raise ReadError("too_large", name=path.name)
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """The Document in `data`; its first bytes, else `name`'s suffix, tell the format.

    Raises ReadError.
    """
    if len(data) > LIMIT:
        raise ReadError("too_large", name=name)
    if not data.strip():
        raise ReadError("empty", name=name)
    return _document(_format(data, name), data, name)


def read_text(text: str, name: str = "pasted") -> Document:
    """The Document in pasted plain text. Raises ReadError when there is none."""
    data = text.encode("utf-8", "replace")
    if len(data) > LIMIT:
        raise ReadError("too_large", name=name)
    return _document(Format("text", lambda _data, _name: plain.read(text)), data, name)


def _format(data: bytes, name: str) -> Format:
    sniff.refuse_container(data, name)
    if data.startswith(sniff.ZIP):
        return DOCX
    suffix = Path(name).suffix.lower().removeprefix(".")
    found = READERS.get(suffix)
    if found is None:
        raise ReadError("unknown_format", name=name)
    if found is DOCX:
        raise ReadError("damaged", name=name)
    return HTML if found is TEXT and sniff.is_page(data) else found


def _document(format_: Format, data: bytes, name: str) -> Document:
    try:
        draft = format_.read(data, name)
    except RecursionError:
        raise ReadError("damaged", name=name) from None
    if not draft.blocks:
        raise ReadError("empty", name=name)
    blocks = furniture.set_apart(draft.text, draft.blocks)
    found = (draft.text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADLINE)
    return Document(
        text=draft.text,
        blocks=blocks,
        spans=draft.spans,
        headline=next(found, draft.headline).replace("\n", " "),
        writers=draft.writers or furniture.writers(draft.text, blocks),
        published=draft.published,
        source=draft.source,
        language=draft.language,
        format=format_.name,
        reader=f"{format_.name} {format_.version}",
        original=data,
        name=name,
        warnings=draft.warnings,
    )

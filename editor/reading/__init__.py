"""From a file to a Document; a new format is one module and one row of READERS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from db.records import Block, BlockKind, Document
from editor.reading import furniture, markdown, plain
from editor.reading.canonical import canonical
from editor.reading.errors import ReadError
from editor.reading.sniff import OLE, ZIP, decode

Reader = Callable[[str], tuple[str, tuple[Block, ...]]]

READERS: dict[str, tuple[str, Reader]] = {
    "txt": ("text", plain.read),
    "text": ("text", plain.read),
    "": ("text", plain.read),
    "md": ("markdown", markdown.read),
    "markdown": ("markdown", markdown.read),
}
"""File suffix to the format's name and its reader of canonical text."""

LIMIT = 20_000_000
"""Bytes; a longer file is refused."""


def read_file(path: Path) -> Document:
    """The Document in a file. Raises ReadError, or OSError when it cannot be opened."""
    if path.stat().st_size > LIMIT:
        raise ReadError("too_large", name=path.name)
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """The Document in `data`, whose format `name`'s suffix tells. Raises ReadError."""
    if len(data) > LIMIT:
        raise ReadError("too_large", name=name)
    if not data.strip():
        raise ReadError("empty", name=name)
    if data.startswith(OLE):
        raise ReadError("encrypted", name=name)
    suffix = Path(name).suffix.lower().removeprefix(".")
    if data.startswith(ZIP) or suffix not in READERS:
        raise ReadError("unknown_format", name=name)
    text, warnings = decode(data, name)
    return _document(text, suffix, data, name, warnings)


def read_text(text: str, name: str = "pasted") -> Document:
    """The Document in pasted text. Raises ReadError when there is none."""
    if not text.strip():
        raise ReadError("empty", name=name)
    return _document(text, "txt", text.encode("utf-8", "replace"), name, ())


def _document(
    text: str, suffix: str, data: bytes, name: str, warnings: tuple[str, ...]
) -> Document:
    format_, reader = READERS[suffix]
    body, blocks = reader(canonical(text))
    if not blocks:
        raise ReadError("empty", name=name)
    blocks = furniture.set_apart(body, blocks)
    return Document(
        text=body,
        blocks=blocks,
        headline=_first(body, blocks, BlockKind.HEADLINE),
        writers=tuple(
            body[b.start : b.end].strip().removeprefix("By ").removeprefix("by ")
            for b in blocks
            if b.kind is BlockKind.BYLINE
        ),
        format=format_,
        reader=f"{format_} 1",
        original=data,
        name=name,
        warnings=warnings,
    )


def _first(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> str:
    return next((text[b.start : b.end] for b in blocks if b.kind is kind), "")

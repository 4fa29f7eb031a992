"""From a file to a Document; a new format is one module and one row of `formats.FORMATS`."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from db.kinds import BlockKind
from db.records import Document
from editor.late import call
from editor.reading import furniture, sniff, transcript
from editor.reading.canonical import Draft
from editor.reading.errors import ReadError
from editor.reading.formats import CLIPBOARD, PACKAGES, READERS, Format
from editor.reading.limits import DEFAULT, Limits
from editor.reading.parts import Part
from editor.text.unusual import unusual

MISLEADING = {
    "direction": "Characters that turn the direction of writing: {}.",
    "invisible": "Invisible characters: {}.",
    "mixed_scripts": "Words that mix letters of several scripts: {}.",
}
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
"""Categories of characters that show nothing."""


def read_file(path: Path, limits: Limits = DEFAULT) -> Document:
    """The Document in a file. Raises ReadError, also when it cannot be opened."""
    return read_bytes(bytes_of(path, limits), path.name, limits)


def bytes_of(path: Path, limits: Limits = DEFAULT) -> bytes:
    """A file's bytes. Raises ReadError when it is too large or cannot be opened."""
    try:
        if path.stat().st_size > limits.file:
            raise ReadError("too_large", name=path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError("missing", name=path.name) from None
    except OSError:
        raise ReadError("unreadable", name=path.name) from None


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT, declared: str = "") -> Document:
    """The Document in `data`; its first bytes, else `name`'s suffix, tell the format.

    `declared` is the encoding of a page as its server named it. Raises ReadError.
    """
    if len(data) > limits.file:
        raise ReadError("too_large", name=name)
    if not data.strip():
        raise ReadError("empty", name=name)
    found = format_of(data, name)
    if found.name == "html":
        found = replace(found, read=partial(found.read, declared=declared))
    return _document(found, data, name, limits)


def read_text(text: str, name: str = "pasted", limits: Limits = DEFAULT) -> Document:
    """The Document in pasted plain text. Raises ReadError when there is none."""
    data = text.encode("utf-8", "replace")
    if len(data) > limits.file:
        raise ReadError("too_large", name=name)
    pasted = Format("text", "", (), lambda *_file: call("editor.reading.plain:read", text))
    return _document(pasted, data, name, limits)


def read_clipboard(
    markup: str, text: str, name: str = "pasted", limits: Limits = DEFAULT
) -> Document:
    """The Document on the clipboard; its plain text where the markup holds no words."""
    if markup.strip():
        data = markup.encode("utf-8", "replace")
        try:
            return _document(CLIPBOARD, data, name, limits)
        except ReadError as error:
            if error.code != "empty" or not text.strip():
                raise
    return read_text(text, name, limits)


def parts_of(data: bytes, name: str, limits: Limits = DEFAULT) -> list[Part]:
    """What a file holds that is read on its own: attachments, entries, items; raises ReadError."""
    if len(data) > limits.file:
        raise ReadError("too_large", name=name)
    parts = format_of(data, name).parts
    return parts(data, name, limits) if parts else []


def format_of(data: bytes, name: str) -> Format:
    """The format of a file: what its bytes show, else what its suffix says; raises ReadError."""
    sniff.refuse_foreign(data, name)
    suffix = Path(name).suffix.lower().removeprefix(".")
    shown = sniff.kind_of(data)
    if shown == "broken zip":
        raise ReadError("damaged", name=name)
    named = READERS.get(suffix)
    if shown == "html" and named is not None and named.name not in ("text", *PACKAGES):
        shown = ""
    found = READERS.get(shown) if shown else named
    if found is None:
        raise ReadError("unknown_format", name=name)
    if found.name == "text" and transcript.is_labelled(data, name):
        found = READERS["srt"]
    if found.name in PACKAGES and not shown:
        raise ReadError("damaged", name=name)
    return found


def _document(format_: Format, data: bytes, name: str, limits: Limits) -> Document:
    try:
        draft = format_.read(data, name, limits)
    except RecursionError:
        raise ReadError("damaged", name=name) from None
    if len(draft.text) > limits.text or len(draft.blocks) > limits.blocks:
        raise ReadError("too_large", name=name)
    if not draft.blocks or not _visible(draft.text):
        raise ReadError("empty", name=name)
    return _filed(draft, format_, data, name)


def _filed(draft: Draft, format_: Format, data: bytes, name: str) -> Document:
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
        warnings=draft.warnings + _misleading(draft.text),
        lost=draft.lost,
        notes=draft.notes,
        wire=draft.wire,
        attachments=draft.attachments,
    )


def _misleading(text: str) -> tuple[str, ...]:
    """What in a text may mislead the eye, counted; the text itself is untouched."""
    counts = Counter(one.kind for one in unusual(text))
    return tuple(told.format(counts[kind]) for kind, told in MISLEADING.items() if counts[kind])


def _visible(text: str) -> bool:
    return any(unicodedata.category(character) not in UNSEEN for character in text)

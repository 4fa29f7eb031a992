"""What a Word file that went out brings back: answers, settled threads, comments of others."""

from __future__ import annotations

from db.kinds import Kind
from db.records import Document, Note
from editor.exchange.docx.ours import Sent, sent
from editor.exchange.docx.package import Parts
from editor.reading.reader import read_bytes
from editor.text.anchor import CONTEXT
from editor.text.incoming import Incoming, IncomingReply, milliseconds


def read(data: bytes, name: str) -> list[Incoming]:
    """The comments of a Word file, or the notes of another kind, as marks. Raises ReadError.

    One that a report put there bears the id of its mark; it is known by its words and, among
    equals, by its place. Tracked changes are not looked at: they make the next draft.
    """
    document = read_bytes(data, name)
    waiting: dict[str, list[Sent]] = {}
    for one in _sent(data):
        if one.comment:
            waiting.setdefault(_plain(one.words), []).append(one)
    return [
        _incoming(document, note, _take(waiting.get(_plain(note.text), []), note))
        for note in document.notes
        if note.kind == "comment"
    ]


def _sent(data: bytes) -> list[Sent]:
    """The marks our part speaks of, [] in a file that never went out."""
    parts = Parts(data if data.startswith(b"PK") else b"")
    for name in parts.names():
        if name.startswith("customXml/") and name.endswith(".xml"):
            _article, _digest, found = sent(parts.get(name))
            if found:
                return found
    return []


def _plain(text: str) -> str:
    return " ".join(text.split())


def _take(equals: list[Sent], note: Note) -> Sent | None:
    if not equals:
        return None
    nearest = min(equals, key=lambda one: abs(one.start - (note.start or 0)))
    equals.remove(nearest)
    return nearest


def _incoming(document: Document, note: Note, one: Sent | None) -> Incoming:
    text, start, end = document.text, note.start, note.end
    placed = start is not None and end is not None
    kinds = {kind.value: kind for kind in Kind}
    return Incoming(
        exact=text[start:end] if placed else "",
        prefix=text[max(0, (start or 0) - CONTEXT) : start] if placed else "",
        suffix=text[end : (end or 0) + CONTEXT] if placed else "",
        start=start,
        end=end,
        kind=kinds.get(one.kind, Kind.COMMENT) if one else Kind.COMMENT,
        note=note.text,
        author=note.author,
        at=milliseconds(note.at),
        replies=tuple(IncomingReply(r.author, r.text, milliseconds(r.at)) for r in note.replies),
        resolved=note.resolved and not (one and one.done),
        id=one.id if one else "",
    )

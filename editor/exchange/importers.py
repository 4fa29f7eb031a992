"""Files of other programs whose marks are taken in: one row for each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.exchange import hypothesis, qdpx, w3c
from editor.exchange.docx import back
from editor.exchange.errors import ExchangeError
from editor.text.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Importer:
    """`read` takes the file's bytes, its name and the draft's text, and gives its marks."""

    name: str
    label: str
    read: Callable[[bytes, str, str], list[Incoming]]


def _of_project(data: bytes, _name: str, text: str) -> list[Incoming]:
    """The marks of the project's text that is the draft, else of all its texts."""
    texts = qdpx.read(data)
    own = [coded for coded in texts if coded.text == text]
    return [mark for coded in own or texts for mark in coded.marks]


IMPORTERS: dict[str, Importer] = {
    importer.name: importer
    for importer in (
        Importer("docx", "Word comments", lambda data, name, _text: back.read(data, name)),
        Importer("pdf", "PDF notes", lambda data, name, _text: back.read(data, name)),
        Importer("w3c", "Web Annotation (JSON-LD)", lambda data, _name, _text: w3c.read(data)),
        Importer("hypothesis", "Hypothesis", lambda data, _n, text: hypothesis.read(data, text)),
        Importer("qdpx", "REFI-QDA project", _of_project),
    )
}


def incoming(data: bytes, name: str, text: str, format_: str = "") -> list[Incoming]:
    """The marks in a file for the draft with this text; `format_` "" = by what is in it.

    Raises ExchangeError or ReadError.
    """
    chosen = IMPORTERS.get(format_ or _guess(data, name))
    if chosen is None:
        raise ExchangeError("unknown_report_format", name=format_)
    return chosen.read(data, name, text)


def _guess(data: bytes, name: str) -> str:
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK"):
        return "qdpx" if name.lower().endswith(".qdpx") else "docx"
    return "hypothesis" if b'"uri"' in data and b'"target"' in data else "w3c"

"""Word files: the text as it stands with every tracked change accepted, deletions kept beside.

Local names are matched, so Transitional and Strict files read alike. Nothing is
unpacked to disk and nothing outside the file is opened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from db.kinds import SpanKind
from editor.reading.canonical import Draft, promote_headline
from editor.reading.docx_notes import Remarks, notes_of
from editor.reading.docx_parts import has_text
from editor.reading.docx_styles import Numbering, Styles
from editor.reading.docx_walk import Walk
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.package import Package
from editor.reading.xml import Element, child, local

W = TypeVar("W", bound=Walk)
TRACKED = frozenset({SpanKind.INSERTED, SpanKind.DELETED, SpanKind.MOVED})
ACCEPTED = "Tracked changes were read as accepted; what they replaced is kept beside them."


@dataclass(frozen=True, slots=True)
class Opened:
    """A Word file with its `main` part's name and tree."""

    package: Package
    main: str
    root: Element
    body: Element

    def walk(self, kind: type[W]) -> W:
        """A walk of this kind through the file, not begun."""
        styles = Styles(self.package.xml(self.package.related(self.main, "styles")))
        numbering = Numbering(self.package.xml(self.package.related(self.main, "numbering")))
        return kind(self.package.relationships(self.main), styles, numbering)


def opened(data: bytes, name: str, limits: Limits) -> Opened:
    """The Word file in `data`; the errors are those of `read`."""
    package = Package(data, name, limits)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    if root is None or local(root) != "document" or "wordprocessingml" not in root.tag:
        raise ReadError("unknown_format", name=name)
    body = child(root, "body")
    if body is None:
        raise ReadError("damaged", name=name)
    return Opened(package, main, root, body)


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of a Word file, with its comments, footnotes and endnotes as notes.

    Raises ReadError `unknown_format` for another kind of zip, else `damaged`, `encrypted`,
    `unsafe` or `too_large`.
    """
    file = opened(data, name, limits)
    remarks = Remarks(file.package, file.main)
    walk = file.walk(Walk)
    draft = walk.over(file.body)
    return replace(
        draft,
        blocks=promote_headline(draft.blocks),
        warnings=(ACCEPTED,) if any(s.kind in TRACKED for s in draft.spans) else (),
        lost=_lost(file.package, file.main, file.body, walk),
        notes=notes_of(draft.text, remarks, walk.ranges(remarks.within)),
    )


def _lost(package: Package, main: str, body: Element, walk: Walk) -> tuple[str, ...]:
    told = [
        ("Pictures", walk.pictures),
        ("Embedded objects", walk.objects),
        ("Headers and footers", _margins(package, main)),
        ("Formatting changes", sum(1 for _e in body.iter("{*}rPrChange", "{*}pPrChange"))),
        ("Embedded documents", sum(1 for _e in body.iter("{*}altChunk"))),
        ("Runs of hidden text", walk.hidden),
    ]
    return tuple(f"{what}: {count}." for what, count in told if count)


def _margins(package: Package, main: str) -> int:
    """How many headers and footers hold words."""
    parts = {
        link.target
        for link in package.relationships(main).values()
        if link.type.endswith(("/header", "/footer")) and not link.external
    }
    roots = (package.xml(part) for part in parts)
    return sum(has_text(root) for root in roots if root is not None)

"""What a news agency's copy says beside its words, and how its parts become one Draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from db.kinds import BlockKind
from db.records import Wire
from editor.reading import html, plain
from editor.reading.canonical import DocumentBuilder, Draft, canonical
from editor.reading.errors import ReadError
from editor.reading.html_blocks import passages
from editor.reading.limits import Limits

BY = re.compile(r"^by\s+", re.IGNORECASE)
NAMES = re.compile(r",? and |,? & |, |; ")
STATUS = {
    "usable": "usable",
    "withheld": "withheld",
    "embargoed": "withheld",
    "canceled": "killed",
    "cancelled": "killed",
    "killed": "killed",
}


@dataclass(frozen=True, slots=True)
class Copy:
    """The parts of one piece of wire copy; `body` is markup when `rich`, else plain text."""

    headline: str = ""
    deck: str = ""
    byline: str = ""
    dateline: str = ""
    body: str = ""
    rich: bool = False
    captions: tuple[str, ...] = ()
    note: str = ""
    published: str = ""
    language: str = ""
    source: str = ""
    wire: Wire = field(default_factory=Wire)


def compose(copy: Copy, name: str, limits: Limits) -> Draft:
    """The Draft of wire copy: headline, byline, dateline, body, captions, in this order.

    Raises ReadError `empty` where there is neither a headline nor a body.
    """
    builder = DocumentBuilder()
    for text, kind in (
        (copy.headline, BlockKind.HEADLINE),
        (copy.deck, BlockKind.DECK),
        (copy.byline, BlockKind.BYLINE),
        (copy.dateline, BlockKind.DATELINE),
    ):
        builder.write_collapsed(text.strip())
        builder.end(kind)
    _write_body(builder, copy, name, limits)
    for caption in copy.captions:
        builder.write_collapsed(caption)
        builder.end(BlockKind.CAPTION)
    draft = builder.finish()
    names = NAMES.split(BY.sub("", " ".join(copy.byline.split())))
    return replace(
        draft,
        headline=" ".join(copy.headline.split()),
        writers=tuple(one for one in names if one),
        published=copy.published,
        language=copy.language,
        source=copy.source,
        wire=copy.wire,
        warnings=_told(copy),
    )


def status_of(told: str) -> str:
    """A service's word for what may be done with its copy, as one of ours; "" for none known."""
    return STATUS.get(told.strip().lower().rpartition(":")[2], "")


def _write_body(builder: DocumentBuilder, copy: Copy, name: str, limits: Limits) -> None:
    if not copy.body.strip():
        return
    if not copy.rich:
        draft = plain.read(copy.body)
        for block in draft.blocks:
            builder.write(draft.text[block.start : block.end])
            builder.end()
        return
    try:
        root = html.parse(canonical(copy.body), name, limits)
    except ReadError as error:
        if error.code != "empty":
            raise
    else:
        html.write_passages(builder, passages(root))


def _told(copy: Copy) -> tuple[str, ...]:
    told = []
    if copy.wire.status == "killed":
        told.append("The service killed this copy: it must not run.")
    if copy.wire.embargo:
        told.append(f"The service's embargo: not before {copy.wire.embargo}.")
    if copy.note.strip():
        told.append(f"The service's note to editors: {' '.join(copy.note.split())}")
    return tuple(told)

"""Writes what an RTF file says: runs, paragraphs, tables, notes and comments on their passages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from db.kinds import BlockKind, SpanKind
from db.records import Note, Span
from editor.reading.canonical import (
    BULLET,
    DocumentBuilder,
    Draft,
    canonical,
    promote_headline,
    trimmed,
)
from editor.reading.docx import ACCEPTED
from editor.reading.docx_styles import NAMED

HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
NUMBER = re.compile(r"\w{1,8}[.):]?")
TYPED = re.compile(r"(\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[–•·▪◦*-])\s*\t", re.IGNORECASE)
"""A list item's marker typed before a tab, in a paragraph whose first line hangs out."""
HELD = 12
"""Letters of such a paragraph that are held back until a tab shows what they are."""
STEP = 360
"""Twips that a list goes in for each level."""


@dataclass(slots=True)
class State:
    """What holds inside a group; a group begins with a copy of the one around it.

    Text goes to `sink` where there is one, else to the body; `name` and `own` tell the group
    that began a sink, `table` the list of fonts, styles or authors it is part of.
    """

    sink: list[str] | None = None
    skip: bool = False
    star: bool = False
    name: str = ""
    own: bool = False
    table: str = ""
    font: int = 0
    uc: int = 1
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    revised: bool = False
    deleted: bool = False
    author: int = 0
    when: int = 0
    link: str = ""
    style: int = 0
    outline: int = 9
    in_table: bool = False
    hanging: int = 0
    left: int = 0
    field: dict[str, str] = field(default_factory=dict)


class Writer:
    """Takes text with the state it stands in; `finish` gives the Draft."""

    def __init__(self) -> None:
        self.builder = DocumentBuilder()
        self.styles: dict[int, str] = {}
        self.authors: list[str] = []
        self.pictures = self.hidden = 0
        self._due = ""
        self._run: tuple[Span, ...] = ()
        self._run_start = 0
        self._rows = 0
        self._marker = self._held = ""
        self._level = 0
        self._boxes: list[str] = []
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._found: list[tuple[str, int, int, str, str, str]] = []

    def write(self, text: str, state: State) -> None:
        """Text of the body: shown, hidden or deleted as its state says."""
        if state.hidden:
            self.hidden += bool(text.strip())
        elif state.deleted:
            self.builder.deleted(text, self._author(state), when_of(state.when))
        else:
            if self._rows and not state.in_table:
                self._end_table()
            self.builder.write(self._due)
            self._due = ""
            text = self._typed(text, state)
            self._begin_run(state)
            self.builder.write(text)

    def end(self, word: str, state: State) -> None:
        """The end of a paragraph, cell or row."""
        if word in ("cell", "nestcell"):
            self._end_run()
            self._due += "\t"
        elif word in ("row", "nestrow"):
            self._due = "\n"
            self._rows += 1
        elif state.in_table:
            self.builder.write(" ")
        else:
            self._end_paragraph(state)

    def lead(self, marker: str) -> None:
        """What stands before a list item."""
        if marker:
            self._marker = f"{marker} " if NUMBER.fullmatch(marker) else BULLET
            self.builder.lead(self._marker)

    def _typed(self, text: str, state: State) -> str:
        """`text` without a list item's typed marker; "" while that is not sure yet."""
        if self.builder.visible or state.hanging >= 0 or state.in_table:
            return text
        self._held += text
        if match := TYPED.match(self._held):
            self.lead(match[1])
            self._level = max(state.left // STEP - 1, 0)
            self._held = self._held[match.end() :].lstrip(" ")
        elif len(self._held) < HELD and "\t" not in self._held:
            return ""
        text, self._held = self._held, ""
        return text

    def box(self, text: str) -> None:
        """A text box, which is written behind its paragraph."""
        self._boxes.append(text)

    def hang(self, kind: str, text: str) -> None:
        """A footnote or endnote at the place at hand."""
        if text:
            at = self.builder.point()
            self._found.append((kind, at, at, text, "", ""))

    def mark(self, name: str, ref: str) -> None:
        """Where the passage of comment `ref` begins (`atrfstart`) or ends."""
        places = self._starts if name == "atrfstart" else self._ends
        places[ref] = self.builder.point()

    def comment(self, ref: str, text: str, author: str, date: str) -> None:
        """A comment on the passage marked as `ref`, else at the place at hand."""
        here = self.builder.point()
        start, end = self._starts.get(ref, here), self._ends.get(ref, here)
        when = when_of(int(date)) if re.fullmatch(r"-?\d{1,10}", date) else ""
        if text:
            self._found.append(("comment", start, end, text, author, when))

    def finish(self, state: State) -> Draft:
        """The Draft of all that was written."""
        self._end_paragraph(state)
        draft = self.builder.finish()
        tracked = any(s.kind in (SpanKind.INSERTED, SpanKind.DELETED) for s in draft.spans)
        lost = (("Pictures", self.pictures), ("Runs of hidden text", self.hidden))
        return replace(
            draft,
            blocks=promote_headline(draft.blocks),
            warnings=(ACCEPTED,) if tracked else (),
            lost=tuple(f"{what}: {count}." for what, count in lost if count),
            notes=self._notes(draft.text),
        )

    def _begin_run(self, state: State) -> None:
        run: list[Span] = []
        if state.bold:
            run.append(Span(0, 0, SpanKind.STRONG))
        if state.italic:
            run.append(Span(0, 0, SpanKind.EMPHASIS))
        if state.link:
            run.append(Span(0, 0, SpanKind.LINK, state.link))
        if state.revised:
            author, when = self._author(state), when_of(state.when)
            run.append(Span(0, 0, SpanKind.INSERTED, author=author, when=when))
        if tuple(run) != self._run:
            self._end_run()
            self._run = tuple(run)
            self._run_start = self.builder.point() if run else 0

    def _end_run(self) -> None:
        if self._run:
            here = self.builder.point()
            for like in self._run:
                self.builder.span_between(self._run_start, here, like)
        self._run = ()

    def _author(self, state: State) -> str:
        names = "".join(self.authors).split(";")
        name = names[state.author].strip() if 0 <= state.author < len(names) else ""
        return "" if name == "Unknown" else name

    def _end_paragraph(self, state: State) -> None:
        held, self._held = self._held, ""
        self.builder.write(held)
        self._end_run()
        self._end_table()
        self.builder.end(*self._kind(state))
        self._marker, self._level = "", 0
        while self._boxes:
            self.builder.write(self._boxes.pop(0))
            self.builder.end(BlockKind.SIDEBAR)

    def _end_table(self) -> None:
        if self._rows:
            self.builder.end(BlockKind.TABLE)
        self._rows, self._due = 0, ""

    def _kind(self, state: State) -> tuple[BlockKind, int]:
        style = self.styles.get(state.style, "").strip()
        if kind := NAMED.get(style.casefold()):
            return kind, 0
        if match := HEADING.fullmatch(style):
            return BlockKind.HEADING, int(match[1])
        if state.outline < 9:
            return BlockKind.HEADING, state.outline + 1
        return (BlockKind.LIST_ITEM, self._level) if self._marker else (BlockKind.PARAGRAPH, 0)

    def _notes(self, text: str) -> tuple[Note, ...]:
        found = []
        for kind, first, last, words, author, when in self._found:
            start, end = trimmed(text, self.builder.place(first), self.builder.place(last))
            found.append(Note(start, end, kind, canonical(words), canonical(author), when))
        return tuple(sorted(found, key=lambda n: (n.start or 0, n.end or 0)))


def when_of(packed: int) -> str:
    """A DTTM (minute, hour, day, month, year since 1900 packed in bits) as ISO 8601, or ""."""
    packed %= 1 << 32
    minute, hour, day = packed & 63, packed >> 6 & 31, packed >> 11 & 31
    month, year = packed >> 16 & 15, 1900 + (packed >> 20 & 511)
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60):
        return ""
    return f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"

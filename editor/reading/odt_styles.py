"""What an OpenDocument text keeps beside its flow: styles, lists' kinds, tracked changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.kinds import BlockKind, SpanKind
from editor.reading.canonical import canonical
from editor.reading.docx_styles import NAMED
from editor.reading.xml import Element, attribute, child, local, words

STYLE_NAMES = {"standard": BlockKind.PARAGRAPH, **NAMED}
CHAIN = 20
REPEATS = 50
"""Empty cells or rows written alike that are worth a tab; a sheet's margin has thousands."""


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: who, when, and the words it took away (an insertion took none)."""

    author: str
    when: str
    gone: str | None


def changes_of(body: Element) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for region in body.iterfind("{*}tracked-changes/{*}changed-region"):
        for change in region:
            info = child(change, "change-info")
            author, when = words(child(info, "creator")), words(child(info, "date"))
            gone = None
            if local(change) == "deletion":
                gone = "\n".join(plain_words(part) for part in change if local(part) in ("p", "h"))
            elif local(change) != "insertion":
                continue
            found[attribute(region, "id")] = Change(canonical(author), when, gone)
    return found


def plain_words(element: Element) -> str:
    """The words of a paragraph outside the flow, its spaces and tabs written out."""
    pieces = [element.text or ""]
    for part in element:
        name = local(part)
        if name == "s":
            pieces.append(" " * count_of(part, "c"))
        elif name in ("tab", "line-break"):
            pieces.append(" ")
        elif name not in ("annotation", "note"):
            pieces.append(plain_words(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def count_of(element: Element, name: str) -> int:
    told = attribute(element, name)
    return min(int(told), REPEATS) if re.fullmatch(r"\d{1,6}", told) else 1


class Styles:
    """What a style's name, or that of a style it rests on, says of a paragraph or run."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._numbered: dict[str, set[str]] = {}
        for root in roots:
            for style in root.iter("{*}style") if root is not None else ():
                key = (attribute(style, "family"), attribute(style, "name"))
                self._styles.setdefault(key, style)
            for style in root.iter("{*}list-style") if root is not None else ():
                levels = style.iterfind("{*}list-level-style-number")
                self._numbered[attribute(style, "name")] = {attribute(e, "level") for e in levels}

    def block(self, name: str) -> BlockKind:
        """The kind of a paragraph in this style."""
        for style in self._chain("paragraph", name):
            told = re.sub(r"_([0-9a-f]{2})_", lambda m: chr(int(m[1], 16)), style)
            if kind := STYLE_NAMES.get(told.casefold()):
                return kind
        return BlockKind.PARAGRAPH

    def run(self, name: str) -> list[SpanKind]:
        """How a run in this style is set apart."""
        kinds: list[SpanKind] = []
        for id_ in self._chain("text", name):
            style = self._styles.get(("text", id_))
            properties = child(style, "text-properties")
            if properties is not None and attribute(properties, "font-weight") == "bold":
                kinds.append(SpanKind.STRONG)
            if properties is not None and attribute(properties, "font-style") == "italic":
                kinds.append(SpanKind.EMPHASIS)
        return list(dict.fromkeys(kinds))

    def is_numbered(self, name: str, level: int) -> bool:
        """Whether items of this list style count."""
        return str(level) in self._numbered.get(name, ())

    def _chain(self, family: str, name: str) -> list[str]:
        chain: list[str] = []
        while name and len(chain) < CHAIN:
            chain.append(name)
            style = self._styles.get((family, name))
            name = attribute(style, "parent-style-name") if style is not None else ""
        return chain

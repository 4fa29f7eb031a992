"""What a Word file's styles and numbering say of a paragraph: its kind and its marker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.kinds import BlockKind, SpanKind
from editor.reading.canonical import BULLET
from editor.reading.xml import Element, attribute, child, local, value

CHAIN = 20
"""Styles a style may rest on; more is a loop."""
NAMED = {
    "title": BlockKind.HEADLINE,
    "headline": BlockKind.HEADLINE,
    "subtitle": BlockKind.DECK,
    "deck": BlockKind.DECK,
    "kicker": BlockKind.KICKER,
    "quote": BlockKind.BLOCK_QUOTE,
    "intense quote": BlockKind.BLOCK_QUOTE,
    "block text": BlockKind.BLOCK_QUOTE,
    "quotations": BlockKind.BLOCK_QUOTE,
    "pull quote": BlockKind.PULL_QUOTE,
    "caption": BlockKind.CAPTION,
    "image caption": BlockKind.CAPTION,
    "table caption": BlockKind.CAPTION,
    "byline": BlockKind.BYLINE,
    "author": BlockKind.BYLINE,
    "dateline": BlockKind.DATELINE,
}
LETTERS_OF = {"b": SpanKind.STRONG, "i": SpanKind.EMPHASIS}
CODE_STYLES = frozenset({"verbatim char", "source text", "html code", "code"})
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
ROMAN_LOW = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def number(text: str, default: int = 0) -> int:
    """`text` as a small whole number, else `default`."""
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


def is_set(switch: Element) -> bool:
    """Whether a switch such as bold, which is there, is not turned off."""
    return attribute(switch, "val") not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's kind and level, and the list it is in (`list` is its number or "")."""

    kind: BlockKind
    level: int = 0
    list: str = ""
    depth: int = 0


class Styles:
    """The paragraph styles of a file; without a styles part every paragraph is plain."""

    def __init__(self, root: Element | None) -> None:
        found = [e for e in root if local(e) == "style"] if root is not None else []
        self._styles = {attribute(e, "styleId"): e for e in found}
        self._looks: dict[tuple[str, str, str, str], Look] = {}
        self._runs: dict[str, tuple[SpanKind, ...]] = {}

    def look(self, properties: Element | None) -> Look:
        """What a paragraph with these `pPr` properties is."""
        own = child(properties, "numPr")
        key = (
            value(properties, "pStyle"),
            value(properties, "outlineLvl"),
            value(own, "numId"),
            value(own, "ilvl"),
        )
        if key not in self._looks:
            self._looks[key] = self._look(properties)
        return self._looks[key]

    def run(self, properties: Element | None) -> tuple[tuple[SpanKind, ...], bool]:
        """How a run with these `rPr` properties is set apart, and whether it is hidden."""
        if properties is None:
            return (), False
        kinds: tuple[SpanKind, ...] = ()
        hidden = False
        for element in properties:
            name = local(element)
            if name == "rStyle":
                kinds = self._run_style(attribute(element, "val"))
            elif name in LETTERS_OF:
                kind = LETTERS_OF[name]
                kinds = tuple(k for k in kinds if k is not kind)
                kinds += (kind,) if is_set(element) else ()
            elif name == "vanish":
                hidden = is_set(element)
        return kinds, hidden

    def _run_style(self, style: str) -> tuple[SpanKind, ...]:
        if style not in self._runs:
            self._runs[style] = self._of_run_style(style)
        return self._runs[style]

    def _of_run_style(self, style: str) -> tuple[SpanKind, ...]:
        chain = self._chain(style)
        names = {value(s, "name").casefold() for s in chain}
        properties = [child(s, "rPr") for s in chain]
        kinds = [
            kind
            for name, kind in LETTERS_OF.items()
            if any(is_set(e) for p in properties if (e := child(p, name)) is not None)
        ]
        return (*kinds, SpanKind.CODE) if names & CODE_STYLES else tuple(kinds)

    def _look(self, properties: Element | None) -> Look:
        chain = self._chain(value(properties, "pStyle"))
        sources = [properties, *(child(style, "pPr") for style in chain)]
        kind, level = self._named(chain)
        outline = next((v for s in sources if (v := value(s, "outlineLvl"))), "")
        if kind is BlockKind.PARAGRAPH and outline and number(outline, 9) < 9:
            kind, level = BlockKind.HEADING, number(outline) + 1
        lists = [n for s in sources if (n := child(s, "numPr")) is not None]
        list_ = next((v for n in lists if (v := value(n, "numId"))), "")
        if kind is not BlockKind.PARAGRAPH or list_ in ("", "0"):
            return Look(kind, level)
        depth = number(next((v for n in lists if (v := value(n, "ilvl"))), ""))
        return Look(BlockKind.LIST_ITEM, depth, list_, depth)

    def _chain(self, id_: str) -> list[Element]:
        chain: list[Element] = []
        while id_ in self._styles and len(chain) < CHAIN:
            chain.append(self._styles[id_])
            id_ = value(chain[-1], "basedOn")
        return chain

    def _named(self, chain: list[Element]) -> tuple[BlockKind, int]:
        for style in chain:
            name = value(style, "name").casefold()
            if kind := NAMED.get(name):
                return kind, 0
            if match := re.fullmatch(r"heading ([1-9])", name):
                return BlockKind.HEADING, int(match[1])
        return BlockKind.PARAGRAPH, 0


class Numbering:
    """Counts list items in document order and words their markers."""

    def __init__(self, root: Element | None) -> None:
        parts = list(root) if root is not None else []
        shapes = {
            attribute(e, "abstractNumId"): {
                attribute(level, "ilvl"): level for level in e if local(level) == "lvl"
            }
            for e in parts
            if local(e) == "abstractNum"
        }
        self._abstract = {
            attribute(e, "numId"): value(e, "abstractNumId") for e in parts if local(e) == "num"
        }
        self._shapes = shapes
        self._counts: dict[str, dict[int, int]] = {}

    def marker(self, list_: str, depth: int) -> str:
        """The marker of the next item at `depth` of list `list_`, with its space."""
        abstract = self._abstract.get(list_, "")
        levels = self._shapes.get(abstract, {})
        shape = levels.get(str(depth))
        if shape is None or value(shape, "numFmt") in ("bullet", "", "none"):
            return BULLET
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, number(value(shape, "start"), 1) - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

        def put(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(str(at))
            count = counts.get(at, number(value(level, "start"), 1))
            return numeral(count, value(level, "numFmt"))

        return re.sub(r"%([1-9])", put, value(shape, "lvlText")) + " "


def numeral(count: int, form: str) -> str:
    """`count` in Word's number format `form`; formats unknown here count in digits."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        word = LETTERS[(count - 1) % 26] * min((count - 1) // 26 + 1, 9)
    elif form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        word = ""
        for amount, letters in ROMAN + ROMAN_LOW:
            times, count = divmod(count, amount)
            word += letters * times
    else:
        return str(count)
    return word.upper() if form.startswith("upper") else word

"""What a Word file's styles and numbering say of a paragraph: its kind and its marker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from db.kinds import BlockKind
from editor.reading.canonical import BULLET

CHAIN = 20
"""Styles a style may rest on; more is a loop."""
NAMED = {
    "title": BlockKind.HEADLINE,
    "subtitle": BlockKind.DECK,
    "quote": BlockKind.BLOCK_QUOTE,
    "intense quote": BlockKind.BLOCK_QUOTE,
    "block text": BlockKind.BLOCK_QUOTE,
    "caption": BlockKind.CAPTION,
    "byline": BlockKind.BYLINE,
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
ROMAN_LOW = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def local(element: etree._Element) -> str:
    """The element's name without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant at `path` of local names, or None."""
    for name in path:
        element = (
            next((c for c in element if local(c) == name), None) if element is not None else None
        )
    return element


def value(element: etree._Element | None, *path: str) -> str:
    """The `val` attribute of the element at `path`, or ""."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else ""


def attribute(element: etree._Element, name: str) -> str:
    """The attribute with this local name, whatever its namespace, or ""."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def number(text: str, default: int = 0) -> int:
    """`text` as a small whole number, else `default`."""
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's kind and level, and the list it is in (`list` is its number or "")."""

    kind: BlockKind
    level: int = 0
    list: str = ""
    depth: int = 0


class Styles:
    """The paragraph styles of a file; without a styles part every paragraph is plain."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [e for e in root if local(e) == "style"] if root is not None else []
        self._styles = {attribute(e, "styleId"): e for e in found}

    def look(self, properties: etree._Element | None) -> Look:
        """What a paragraph with these `pPr` properties is."""
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

    def _chain(self, id_: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while id_ in self._styles and len(chain) < CHAIN:
            chain.append(self._styles[id_])
            id_ = value(chain[-1], "basedOn")
        return chain

    def _named(self, chain: list[etree._Element]) -> tuple[BlockKind, int]:
        for style in chain:
            name = value(style, "name").casefold()
            if kind := NAMED.get(name):
                return kind, 0
            if match := re.fullmatch(r"heading ([1-9])", name):
                return BlockKind.HEADING, int(match[1])
        return BlockKind.PARAGRAPH, 0


class Numbering:
    """Counts list items in document order and words their markers."""

    def __init__(self, root: etree._Element | None) -> None:
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

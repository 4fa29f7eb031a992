"""A page cut into passages, in the page's own order and with its own structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from lxml import etree

from db.kinds import BlockKind, SpanKind
from db.records import Note
from editor.reading.canonical import BULLET, DocumentBuilder, link_target
from editor.reading.html_notes import NOTE
from editor.reading.html_words import fold

UNSEEN = frozenset(
    "script style noscript template svg math iframe input select textarea option head video audio "
    "canvas object embed button map dialog".split()
)
BLOCKS = frozenset(
    "address article aside body blockquote center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table caption tbody td tfoot th thead tr ul".split()
)
APART = frozenset({"nav", "footer", "menu"})
"""Elements whose text belongs to the site, not to the article."""
COMMENTS = frozenset(
    "comments comment-list commentlist comment_list comments-list comments-area comment-area "
    "comments-section comment-section comments-wrapper comment-respond respond disqus_thread "
    "usercomments user-comments reader-comments kommentare commentaires comentarios".split()
)
"""What the place for readers' comments is called."""
WHOLE = frozenset({"html", "body", "main", "article"})
INLINE = {
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG,
    "code": SpanKind.CODE,
    "kbd": SpanKind.CODE,
    "q": SpanKind.QUOTE,
    "ins": SpanKind.INSERTED,
    "a": SpanKind.LINK,
}
CLASSES = (
    (re.compile(r"pull-?_?quote", re.I), BlockKind.PULL_QUOTE),
    (
        re.compile(r"(?<![a-z])(twitter-tweet|instagram-media|tiktok-embed|bluesky-embed)", re.I),
        BlockKind.SOCIAL_TEXT,
    ),
    (re.compile(r"(?<!\S)(?!has-|with-)([\w-]*-)?caption(-?text)?(?!\S)", re.I), BlockKind.CAPTION),
    (
        re.compile(r"(?<![a-z])(dek|deck|standfirst|subtitle|subhead(line)?)(?![a-z])", re.I),
        BlockKind.DECK,
    ),
    (re.compile(r"(?<![a-z])(kicker|eyebrow|overline)(?![a-z])", re.I), BlockKind.KICKER),
    (re.compile(r"(?<![a-z])by-?_?line(?![a-z])", re.I), BlockKind.BYLINE),
    (re.compile(r"^\s*author\s*$", re.I), BlockKind.BYLINE),
    (re.compile(r"(?<![a-z])dateline(?![a-z])", re.I), BlockKind.DATELINE),
)
SHORT_KINDS = frozenset({BlockKind.DECK, BlockKind.KICKER, BlockKind.BYLINE, BlockKind.DATELINE})
SHORT_WORDS = 60
TABLE_CELL = 400
"""Characters in a cell from which on a table only arranges the page."""

Node: TypeAlias = "str | etree._Element"


@dataclass(frozen=True, slots=True)
class Passage:
    """Inline nodes that make one block; `words` are theirs, folded; `apart` is site furniture."""

    nodes: tuple[Node, ...]
    kind: BlockKind
    level: int = 0
    marker: str = ""
    apart: bool = False
    words: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the page's structure a run of text stands."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = -1
    apart: bool = False


@dataclass(slots=True)
class _Run:
    """The inline nodes met since the last block boundary."""

    nodes: list[Node] = field(default_factory=list)
    marker: str = ""


def linked_share(passage: Passage) -> float:
    """The share of a passage's letters that are in links, 0 to 1."""
    nodes = [node for node in passage.nodes if not isinstance(node, str)]
    links = {link for node in nodes for link in node.iter("a")}
    whole = sum(len(_text(node).strip()) for node in passage.nodes)
    return sum(len(_text(link).strip()) for link in links) / whole if whole else 0.0


def passages(root: etree._Element) -> list[Passage]:
    """Every passage of the page that a reader could see, in order."""
    found = _walk(root, _Place(), _holders(root), _Run())
    return [p for p in found if p.words]


def write(builder: DocumentBuilder, passage: Passage) -> None:
    """Write a passage's text and spans to the builder's block at hand."""
    builder.lead(passage.marker)
    for node in passage.nodes:
        _write(builder, node)


def _holders(root: etree._Element) -> set[etree._Element]:
    """Elements with a block somewhere inside; two breaks in a row part paragraphs too."""
    holders: set[etree._Element] = set()
    for element in root.iter(*BLOCKS):
        above = element.getparent()
        while above is not None and above not in holders:
            holders.add(above)
            above = above.getparent()
    return holders


def _walk(
    element: etree._Element, place: _Place, holders: set[etree._Element], run: _Run
) -> Iterator[Passage]:
    if element.tag == "table" and _is_data(element):
        yield _passage([element], replace(place, kind=BlockKind.TABLE), "")
        return
    run.nodes.append(element.text or "")
    for index, part in enumerate(element):
        if not isinstance(part.tag, str) or _is_unseen(part):
            pass
        elif part.tag in BLOCKS or part in holders:
            yield from _flush(run, place)
            inside = _Run(marker=_marker(part, index) or run.marker)
            run.marker = ""
            yield from _walk(part, _placed(part, place), holders, inside)
        elif part.tag == "br" and _after_break(run):
            run.nodes.pop()
            yield from _flush(run, place)
        else:
            run.nodes.append(part)
        run.nodes.append(part.tail or "")
    yield from _flush(run, place)


def _flush(run: _Run, place: _Place) -> Iterator[Passage]:
    nodes, run.nodes = run.nodes, []
    made = _passage(nodes, place, run.marker)
    if made.words:
        run.marker = ""
        yield made


def _passage(nodes: list[Node], place: _Place, marker: str) -> Passage:
    words = fold(" ".join(_text(node) for node in nodes))
    kind = place.kind
    if kind in SHORT_KINDS and len(words) > SHORT_WORDS:
        kind = BlockKind.PARAGRAPH
    return Passage(tuple(nodes), kind, place.level, marker, place.apart, words)


def _text(node: Node) -> str:
    if isinstance(node, str):
        return node
    parts = (part.text or "" for part in node.iter(etree.Element) if not _is_unseen(part))
    tails = (part.tail or "" for part in node.iter() if part is not node)
    return " ".join(parts) + " " + " ".join(tails) if len(node) else (node.text or "")


def _after_break(run: _Run) -> bool:
    while run.nodes and isinstance(run.nodes[-1], str) and not run.nodes[-1].strip():
        run.nodes.pop()
    return bool(run.nodes) and getattr(run.nodes[-1], "tag", "") == "br"


def _placed(part: etree._Element, place: _Place) -> _Place:
    """The place inside `part`, a child of something at `place`."""
    tag = part.tag
    place = replace(place, apart=place.apart or tag in APART or _is_comments(part))
    if match := re.fullmatch(r"h([1-6])", tag):
        return replace(place, kind=BlockKind.HEADING, level=int(match[1]))
    if tag in ("ul", "ol"):
        return replace(place, depth=place.depth + 1)
    if tag == "li":
        return replace(place, kind=BlockKind.LIST_ITEM, level=max(place.depth, 0))
    if tag == "blockquote" and place.kind in (BlockKind.LIST_ITEM, BlockKind.SIDEBAR):
        lone = place.kind is BlockKind.SIDEBAR and _holds_only(part)
        return replace(place, kind=BlockKind.PULL_QUOTE if lone else BlockKind.BLOCK_QUOTE, level=0)
    if place.kind is not BlockKind.PARAGRAPH:
        return place
    return replace(place, kind=_named(part))


def _is_comments(part: etree._Element) -> bool:
    """Whether an element is where readers comment."""
    names = f"{part.get('class', '')} {part.get('id', '')}".casefold().split()
    return part.tag not in WHOLE and not COMMENTS.isdisjoint(names)


def _holds_only(part: etree._Element) -> bool:
    """Whether what is beside the text, an aside, holds no words but those of `part`."""
    aside = next((above for above in part.iterancestors() if above.tag == "aside"), None)
    return aside is not None and fold(_text(aside)) == fold(_text(part))


def _named(part: etree._Element) -> BlockKind:
    names = f"{part.get('class', '')} {part.get('itemprop', '')}"
    for pattern, kind in CLASSES:
        if pattern.search(names):
            return kind
    plain = {
        "blockquote": BlockKind.BLOCK_QUOTE,
        "figcaption": BlockKind.CAPTION,
        "aside": BlockKind.SIDEBAR,
    }
    return plain.get(part.tag, BlockKind.PARAGRAPH)


def _marker(part: etree._Element, index: int) -> str:
    if part.tag != "li":
        return ""
    parent = part.getparent()
    if parent is None or parent.tag != "ol":
        return BULLET
    start = parent.get("start", "1")
    first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    before = sum(1 for _item in part.itersiblings("li", preceding=True))
    return f"{first + before}. "


def _is_unseen(part: etree._Element) -> bool:
    if part.tag in UNSEEN or part.get("hidden") is not None:
        return True
    return re.search(r"display\s*:\s*none", part.get("style", "")) is not None


def _is_data(table: etree._Element) -> bool:
    """Whether a table holds data, not a page's layout."""
    if next(table.iterdescendants("table", "h1", "h2", "ul", "ol", "blockquote"), None) is not None:
        return False
    rows = [len(list(row.iterchildren("td", "th"))) for row in table.iter("tr")]
    if max(rows, default=0) < 2:
        return False
    return all(len("".join(cell.itertext())) < TABLE_CELL for cell in table.iter("td", "th"))


def _write(builder: DocumentBuilder, node: Node) -> None:
    if isinstance(node, str):
        builder.write_collapsed(node)
    elif node.tag == "br":
        builder.write("\n")
    elif node.tag == NOTE:
        targets = tuple(node.get("targets", "").split())
        note = Note(None, None, node.get("kind", ""), node.get("text", ""), targets=targets)
        builder.hang(note)
    elif node.tag == "table":
        _write_table(builder, node)
    elif node.tag in ("del", "s", "strike"):
        builder.deleted(re.sub(r"\s+", " ", "".join(node.itertext())).strip())
    elif isinstance(node.tag, str) and not _is_unseen(node):
        kind = INLINE.get(node.tag)
        target = link_target(node.get("href", "")) if kind is SpanKind.LINK else ""
        spanned = kind is not None and (kind is not SpanKind.LINK or bool(target))
        if spanned and kind is not None:
            builder.open(kind, target)
        _write_inside(builder, node)
        if spanned:
            builder.close()


def _write_inside(builder: DocumentBuilder, element: etree._Element) -> None:
    builder.write_collapsed(element.text or "")
    for part in element:
        _write(builder, part)
        builder.write_collapsed(part.tail or "")


def _write_table(builder: DocumentBuilder, table: etree._Element) -> None:
    for number, row in enumerate(table.iter("tr")):
        builder.write("\n" if number else "")
        for column, cell in enumerate(row.iterchildren("td", "th")):
            builder.write("\t" if column else "")
            _write_inside(builder, cell)

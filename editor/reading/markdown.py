"""Markdown by markdown-it: blocks and inline runs as structure, the marks taken off."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from db.kinds import BlockKind, SpanKind
from editor.reading.canonical import BULLET, DocumentBuilder, Draft, canonical, link_target

INLINE = {
    "em_open": SpanKind.EMPHASIS,
    "strong_open": SpanKind.STRONG,
    "code_inline": SpanKind.CODE,
    "link_open": SpanKind.LINK,
}


def read(text: str) -> Draft:
    """The Draft of Markdown; raw HTML stays as the text it is."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return _Walk().over(parser.parse(canonical(text)))


class _Walk:
    """One walk over the parser's tokens."""

    def __init__(self) -> None:
        self.builder = DocumentBuilder()
        self.open: list[str] = []
        self.headline = False
        self.rows = self.cells = 0

    def over(self, tokens: list[Token]) -> Draft:
        for token in tokens:
            self._structure(token)
            if token.type == "inline":
                self._inline(token)
                if "table_open" not in self.open:
                    self.builder.end(*self._kind())
            elif token.content:
                self.builder.write(token.content)
                self.builder.end()
        return self.builder.finish()

    def _structure(self, token: Token) -> None:
        if token.nesting == 1:
            self.open.append(token.type + token.tag if "heading" in token.type else token.type)
        elif token.nesting == -1:
            self.open.pop()
        if token.type == "list_item_open":
            self.builder.lead(f"{token.info}{token.markup} " if token.info else BULLET)
        elif token.type == "table_open":
            self.rows = 0
        elif token.type == "tr_open":
            self.builder.write("\n" if self.rows else "")
            self.rows, self.cells = self.rows + 1, 0
        elif token.type in ("td_open", "th_open"):
            self.builder.write("\t" if self.cells else "")
            self.cells += 1
        elif token.type == "table_close":
            self.builder.end(BlockKind.TABLE)

    def _kind(self) -> tuple[BlockKind, int]:
        inner = self.open[-1] if self.open else ""
        if inner.startswith("heading"):
            level = int(inner[-1])
            if level == 1 and not self.headline:
                self.headline = True
                return BlockKind.HEADLINE, 0
            return BlockKind.HEADING, level
        if depth := self.open.count("list_item_open"):
            return BlockKind.LIST_ITEM, depth - 1
        quoted = "blockquote_open" in self.open
        return (BlockKind.BLOCK_QUOTE if quoted else BlockKind.PARAGRAPH), 0

    def _inline(self, token: Token) -> None:
        for child in token.children or []:
            if kind := INLINE.get(child.type):
                self.builder.open(kind, link_target(str(child.attrGet("href") or "")))
            if child.type == "softbreak":
                self.builder.write(" ")
            elif child.type == "hardbreak":
                self.builder.write("\n")
            else:
                self.builder.write(child.content)
            if child.nesting == -1 or child.type == "code_inline":
                self.builder.close()

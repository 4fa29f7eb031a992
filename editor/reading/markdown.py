"""Markdown by markdown-it: blocks, inline runs and footnotes as structure, the marks taken off."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from db.kinds import BlockKind, SpanKind
from db.records import Note
from editor.reading.canonical import BULLET, DocumentBuilder, Draft, canonical, link_target

INLINE = {
    "em_open": SpanKind.EMPHASIS,
    "strong_open": SpanKind.STRONG,
    "code_inline": SpanKind.CODE,
    "link_open": SpanKind.LINK,
}
FRONT = re.compile(r"---[ \t]*\n((?:[\w-]+:.*\n|[ \t-].*\n|\n){1,100})(?:---|\.\.\.)[ \t]*\n")
FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.M)
FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*(?:\n(?: {2,}|\t).+)*)", re.M)
REFERENCE = re.compile(r"\[\^([^\]\s]{1,80})\]")
ADDRESS = re.compile(r"https?://[^\s<>\")\]]+")


def read(text: str) -> Draft:
    """The Draft of Markdown; raw HTML stays as the text it is."""
    text = canonical(text)
    front = FRONT.match(text)
    fields = {k.lower(): v.strip(" \"'") for k, v in FIELD.findall(front[1])} if front else {}
    text = text[front.end() :] if front else text
    notes = {m[1]: " ".join(m[2].split()) for m in FOOTNOTE.finditer(text)}
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    draft = _Walk(notes, fields.get("title", "")).over(parser.parse(FOOTNOTE.sub("", text)))
    author = fields.get("author", "")
    return replace(
        draft,
        headline=fields.get("title", ""),
        writers=(author,) if author else (),
        published=fields.get("date", ""),
        language=fields.get("lang", ""),
    )


class _Walk:
    """One walk over the parser's tokens."""

    def __init__(self, notes: dict[str, str], title: str) -> None:
        self.builder = DocumentBuilder()
        self.open: list[str] = []
        self.headline = bool(title)
        self.rows = self.cells = 0
        self.pictures = 0
        self._notes = notes
        if title:
            self.builder.write(title)
            self.builder.end(BlockKind.HEADLINE)

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
        draft = self.builder.finish()
        lost = (f"Pictures: {self.pictures}.",) if self.pictures else ()
        return replace(draft, lost=lost)

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
        struck: list[str] | None = None
        for child in token.children or []:
            if child.type == "s_open":
                struck = []
            elif child.type == "s_close":
                self.builder.deleted("".join(struck or []))
                struck = None
            elif struck is not None:
                struck.append(child.content)
            else:
                self._run(child)

    def _run(self, child: Token) -> None:
        if kind := INLINE.get(child.type):
            self.builder.open(kind, link_target(str(child.attrGet("href") or "")))
        if child.type == "softbreak":
            self.builder.write(" ")
        elif child.type == "hardbreak":
            self.builder.write("\n")
        elif child.type == "text":
            self._text(child.content)
        else:
            self.pictures += child.type == "image"
            self.builder.write(child.content)
        if child.nesting == -1 or child.type == "code_inline":
            self.builder.close()

    def _text(self, text: str) -> None:
        at = 0
        for reference in REFERENCE.finditer(text):
            if reference[1] in self._notes:
                self.builder.write(text[at : reference.start()])
                words = self._notes[reference[1]]
                targets = tuple(ADDRESS.findall(words))
                self.builder.hang(Note(None, None, "footnote", words, targets=targets))
                at = reference.end()
        self.builder.write(text[at:])

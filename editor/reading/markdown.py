"""Markdown by markdown-it: headings, paragraphs, list items and block quotes, marks taken off."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from db.records import Block, BlockKind
from editor.reading.canonical import join_blocks


def read(text: str) -> tuple[str, tuple[Block, ...]]:
    """Canonical text and blocks of Markdown; raw HTML stays as the text it is."""
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text)
    parts: list[tuple[str, BlockKind, int]] = []
    open_: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            open_.append(token.type + token.tag)
        elif token.nesting == -1:
            open_.pop()
        elif token.type == "inline":
            kind, level = _kind(
                open_, first=all(part[1] is not BlockKind.HEADLINE for part in parts)
            )
            parts.append((_plain(token), kind, level))
        elif token.content:
            parts.append((token.content.rstrip("\n"), BlockKind.PARAGRAPH, 0))
    return join_blocks(parts)


def _kind(open_: list[str], first: bool) -> tuple[BlockKind, int]:
    inner = open_[-1] if open_ else ""
    if inner.startswith("heading"):
        level = int(inner[-1])
        return (BlockKind.HEADLINE, 0) if first and level == 1 else (BlockKind.HEADING, level)
    if any(name.startswith("list_item") for name in open_):
        return BlockKind.LIST_ITEM, 0
    if any(name.startswith("blockquote") for name in open_):
        return BlockKind.BLOCK_QUOTE, 0
    return BlockKind.PARAGRAPH, 0


def _plain(token: Token) -> str:
    pieces = []
    for child in token.children or []:
        if child.type in ("text", "code_inline", "text_special"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" " if child.type == "softbreak" else "\n")
        elif child.type == "image":
            pieces.append(child.content)
    return "".join(pieces)

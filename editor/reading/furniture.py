"""What on a page is not the article: section labels, teasers, prompts; and who wrote it, where."""

from __future__ import annotations

import re
from dataclasses import replace

from db.records import Block, BlockKind

SECTION = re.compile(
    r"(politics|world|news|sports?|business|opinion|economy|culture|latest( news)?|trending"
    r"|related( articles| news| stories)?|read (more|also)|more (from|on)\b.*|recommended"
    r"|most (read|popular)|see also|you may also like)\W*",
    re.IGNORECASE,
)
PROMPT = re.compile(
    r"(leave a (review|comment|reply)|post a comment|share (this|on)\b.*|tweet|print|subscribe\b.*"
    r"|sign up\b.*|log in|comments?( \(\d+\))?|advertisement|follow us\b.*|tags:.*|load more"
    r"|(copyright|©).*|all rights reserved.*|back to top)\W*",
    re.IGNORECASE,
)
BULLET = re.compile(r"[-•*|–—]")
NAME = re.compile(r"(?:[Bb]y )?(?:[^\W\d_a-z][\w.'’-]+ ){1,3}[^\W\d_a-z][\w.'’-]+")
PLACE = re.compile(r"[^\W\d_a-z][\w' -]+(?:, [^\W\d_a-z][\w. ]+| D\.C\.)")
SHORT = 60


def set_apart(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with the furniture made `not_article` with a reason; nothing is deleted.

    A section label opens the tail only in the second half of the text, since a
    label above an article is common.
    """
    result: list[Block] = []
    tail = False
    for block in blocks:
        words = text[block.start : block.end].strip()
        reason = _reason(words, tail)
        if SECTION.fullmatch(words) and block.start * 2 >= len(text):
            tail, reason = True, "section label"
        if reason:
            result.append(replace(block, kind=BlockKind.NOT_ARTICLE, reason=reason))
        elif block.kind is BlockKind.PARAGRAPH and len(words) < SHORT:
            result.append(replace(block, kind=_signature(words)))
        else:
            result.append(block)
    return tuple(result)


def _reason(words: str, tail: bool) -> str:
    if PROMPT.fullmatch(words):
        return "prompt"
    if not tail:
        return ""
    return "bullet" if BULLET.fullmatch(words) else "teaser"


def _signature(words: str) -> BlockKind:
    if PLACE.fullmatch(words):
        return BlockKind.DATELINE
    return BlockKind.BYLINE if NAME.fullmatch(words) else BlockKind.PARAGRAPH

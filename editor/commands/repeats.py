"""Paragraphs that a site repeats on its pages, learnt from the store's own articles."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace

from db.kinds import BlockKind
from db.records import Block, Document
from db.store import Store

REPEATED = "repeated on this site"
LATEST = 20
"""Articles of one site that are looked at, the newest."""
OFTEN = 2
"""Other articles a paragraph stands in to be the site's, not the article's."""
WORDS = 3
KEPT = frozenset({BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.NOT_ARTICLE})


def set_repeats_apart(store: Store, document: Document) -> Document:
    """The document with the paragraphs marked that its site has on other pages too.

    Only pages of the same site are compared; the blocks' hashes are those of their words, so
    that a changed figure ("Comments (12)") makes no difference.
    """
    if not document.source or document.format not in ("html", "mail"):
        return document
    same = [a for a in store.articles() if a.source == document.source and a.revision]
    if len(same) < OFTEN:
        return document
    seen: Counter[str] = Counter()
    for article in same[-LATEST:]:
        revision = store.revision(article.revision)
        if revision.text != document.text:
            seen.update({fingerprint(revision.text, block) for block in revision.blocks})
    blocks = tuple(_learnt(document.text, block, seen) for block in document.blocks)
    return replace(document, blocks=blocks)


def fingerprint(text: str, block: Block) -> str:
    """A hash of a block's words without figures and marks; "" for fewer than WORDS words."""
    words = re.findall(r"[^\W\d_]+", text[block.start : block.end].casefold())
    if len(words) < WORDS:
        return ""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _learnt(text: str, block: Block, seen: Counter[str]) -> Block:
    print_ = fingerprint(text, block)
    if block.kind in KEPT or not print_ or seen[print_] < OFTEN:
        return block
    return replace(block, kind=BlockKind.NOT_ARTICLE, level=0, reason=REPEATED)

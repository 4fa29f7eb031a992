"""Which article a text that comes in may be a draft of: a question to the store."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from db.records import Article, Document
from db.store import Store
from editor.commands.receiving import earlier_version
from editor.text.compare import kinship
from editor.text.textmap import TextMap

PROBES = 8
"""Paragraphs of a text that are looked for in the others."""
WORDS = 5
LIMIT = 5
CLOSEST = 3
ALIKE = 0.4
"""The share of the shorter text's words that makes a draft worth offering."""

LONG_WORD = re.compile(r"[^\W\d_]{5,}")


class Kin(NamedTuple):
    """An article a text resembles; `share` of the shorter text's words are in both, 0 to 1."""

    article: Article
    share: float


def resembling(store: Store, document: Document) -> Kin | None:
    """The article a wire's copy is a version of, else the one whose newest draft is most alike."""
    earlier = earlier_version(store, document)
    if earlier is not None:
        text = store.revision(earlier.revision).text
        return Kin(earlier, kinship(TextMap(text, document.text)))
    found: Counter[str] = Counter()
    for probe in probes(document):
        hits = store.search(probe, LIMIT * 4)
        found.update({hit.article for hit in hits if hit.kind == "revision"})
    best: Kin | None = None
    for article_id, _count in found.most_common(CLOSEST):
        article = store.article(article_id)
        share = kinship(TextMap(store.revision(article.revision).text, document.text))
        if share >= ALIKE and (best is None or share > best.share):
            best = Kin(article, share)
    return best


def probes(document: Document) -> list[str]:
    """A few rare words of each of some paragraphs, spread over the text."""
    parts = [document.text[block.start : block.end] for block in document.blocks]
    tellings = [telling for part in parts if (telling := _telling(part))]
    step = max(1, len(tellings) // PROBES)
    return tellings[::step][:PROBES]


def _telling(text: str) -> str:
    """The longest words of a paragraph; "" where it has too few."""
    words = dict.fromkeys(LONG_WORD.findall(text))
    longest = sorted(words, key=lambda word: -len(word))[:WORDS]
    return " ".join(longest) if len(longest) >= 3 else ""

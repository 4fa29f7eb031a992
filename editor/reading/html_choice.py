"""Which passages of a page are the article: trafilatura's choice, matched back to the page."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.kinds import BlockKind
from editor.reading.html_blocks import Passage, linked_share
from editor.reading.html_words import fold

SHINGLE = 3
LONG = 6
"""Words from which on a passage is matched by its runs of SHINGLE words."""
SHARE = 0.6
TITLE_SHARE = 0.5
NEAR = 3
"""Passages beside the first and last long one within which short ones may belong."""
TOLD = 12
"""Words from which on a passage left out is worth a warning."""
LINKED = 0.5
"""Share of a list item's letters in links from which on it leads elsewhere."""
OUTSIDE_LIMIT = 80
"""Passages outside the article that are kept to be seen and pulled in; more are only told."""
OUTSIDE = "outside the article as found on the page"
FURNITURE = "not in the article as found on the page"
UNTOLD = "The article could not be told from the rest of the page; all of it was imported."
HEAD_WORDS = 30
LARGE = re.compile(r"^[67];|font-size:\s*(2[4-9]|[3-9]\d)(\.\d+)?pt")
SEGMENTS = ("p", "head", "item", "quote", "cell", "ab", "code", "fw")


@dataclass(frozen=True, slots=True)
class Choice:
    """The passages to import, in order, and what the page says of itself."""

    passages: list[Passage]
    title: str = ""
    writers: tuple[str, ...] = ()
    date: str = ""
    site: str = ""
    warnings: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def choose(page: str, all_: list[Passage]) -> Choice:
    """The article's passages of a page's text, with furniture among them marked."""
    found = _extracted(page)
    body = getattr(found, "body", None)
    chosen = _matched(body, all_) if body is not None else set()
    title = str(getattr(found, "title", "") or "")
    if not chosen:
        chosen = {i for i, passage in enumerate(all_) if not passage.apart}
        warnings: tuple[str, ...] = (UNTOLD,) if chosen else ()
    else:
        warnings = ()
    head = _headline(title, all_, chosen) if all_ else None
    kept, left_out = _kept(all_, chosen, head)
    lost = (f"Passages of the page outside the article: {left_out}.",) if left_out else ()
    return Choice(
        kept,
        title,
        _names(getattr(found, "author", None)),
        str(getattr(found, "date", "") or ""),
        str(getattr(found, "sitename", "") or getattr(found, "hostname", "") or ""),
        warnings,
        lost,
    )


def _extracted(page: str) -> Any:
    """trafilatura's document, or None; imported here since it is slow to load."""
    from trafilatura import bare_extraction
    from trafilatura.settings import set_date_params

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it gives up on, we say
    dates = {**set_date_params(), "extensive_search": False}
    return bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        include_formatting=True,
        with_metadata=True,
        date_extraction_params=dates,
    )


def _names(author: object) -> tuple[str, ...]:
    names = (name.strip() for name in str(author or "").split(";"))
    return tuple(name for name in names if name)


def _shingles(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1)]


def _matched(body: Any, all_: list[Passage]) -> set[int]:
    """Indices of the passages whose words trafilatura kept."""
    segments = Counter(fold(" ".join(e.itertext())) for e in body.iter(*SEGMENTS))
    runs = set(_shingles(fold(" ".join(body.itertext()))))
    long: dict[tuple[str, ...], list[int]] = defaultdict(list)
    short: set[int] = set()
    for index, passage in enumerate(all_):
        words = passage.words
        own = _shingles(words)
        if len(words) < LONG and passage.kind is not BlockKind.TABLE:
            if segments[words] or (own and all(run in runs for run in own)):
                short.add(index)
        elif own and not passage.apart and sum(run in runs for run in own) >= SHARE * len(own):
            long[words].append(index)
    return _together(long, segments, short, all_)


def _together(
    found: Mapping[tuple[str, ...], list[int]],
    segments: Counter[tuple[str, ...]],
    short: set[int],
    all_: list[Passage],
) -> set[int]:
    """The chosen passages, the short ones only near long ones.

    Of a text that the page has more often than the article, as share boxes do, the places next
    to what the page has once.
    """
    once = sorted(places[0] for places in found.values() if len(places) == 1)

    def away(index: int) -> int:
        at = bisect_left(once, index)
        return min((abs(index - other) for other in once[max(at - 1, 0) : at + 1]), default=0)

    long: set[int] = set()
    for words, places in found.items():
        wanted = max(segments[words], 1)
        long.update(places if len(places) <= wanted else sorted(places, key=away)[:wanted])
    if not long:
        return short
    first, last = min(long), max(long)
    return long | {i for i in short if first - NEAR <= i <= last + NEAR and not all_[i].apart}


def _headline(title: str, all_: list[Passage], chosen: set[int]) -> int | None:
    """Index of the top heading that is the article's own, or None."""
    if _is_large(all_[0]):
        return 0
    tops = [i for i, p in enumerate(all_) if p.kind is BlockKind.HEADING and p.level == 1]
    wanted = set(fold(title))
    for index in tops:
        own = set(all_[index].words)
        if own & wanted and len(own & wanted) >= TITLE_SHARE * len(own):
            return index
    first = min(chosen, default=0)
    near = [i for i in tops if i in chosen or first - 10 <= i <= first]
    return near[0] if near else None


def _is_large(passage: Passage) -> bool:
    """Whether a passage is short and set much larger than text.

    So word processors write the paragraph they call the title, which is no heading to them.
    """
    if passage.kind is not BlockKind.PARAGRAPH or len(passage.words) > HEAD_WORDS:
        return False
    fonts = [e for n in passage.nodes if not isinstance(n, str) for e in n.iter("font", "span")]
    return any(LARGE.search(f"{e.get('size', '')};{e.get('style', '')}") for e in fonts)


def _kept(all_: list[Passage], chosen: set[int], head: int | None) -> tuple[list[Passage], int]:
    """The passages from the headline to the last chosen one, and how many others were told."""
    anchors = chosen | ({head} if head is not None else set())
    first, last = min(anchors, default=0), max(anchors, default=-1)
    kept: list[Passage] = []
    left_out = outside = 0
    for index, passage in enumerate(all_):
        if index == head:
            kept.append(replace(passage, kind=BlockKind.HEADLINE, level=0, apart=False))
        elif index in chosen or _belongs(all_, index, chosen, first, last):
            kept.append(passage)
        elif first < index < last and not passage.apart:
            own = passage.kind is BlockKind.LIST_ITEM and linked_share(passage) < LINKED
            other = replace(passage, kind=BlockKind.NOT_ARTICLE, reason=FURNITURE)
            kept.append(passage if own else other)
        elif len(passage.words) >= TOLD and not passage.apart and outside < OUTSIDE_LIMIT:
            outside += 1
            kept.append(replace(passage, kind=BlockKind.NOT_ARTICLE, reason=OUTSIDE))
        elif len(passage.words) >= TOLD:
            left_out += 1
    return kept, left_out


def _belongs(all_: list[Passage], index: int, chosen: set[int], first: int, last: int) -> bool:
    """Whether a passage that was not chosen is the article's all the same."""
    passage = all_[index]
    subhead = passage.kind is BlockKind.HEADING and first < index and index + 1 in chosen
    return (subhead and not passage.apart) or _is_signature(passage, index, first, last)


def _is_signature(passage: Passage, index: int, first: int, last: int) -> bool:
    """A byline, deck and the like beside the text, which extractors tend to drop."""
    if not first - NEAR <= index <= last + NEAR:
        return False
    if passage.kind in (
        BlockKind.BYLINE,
        BlockKind.DATELINE,
        BlockKind.DECK,
        BlockKind.KICKER,
        BlockKind.CAPTION,
        BlockKind.PULL_QUOTE,
        BlockKind.BLOCK_QUOTE,
        BlockKind.SOCIAL_TEXT,
    ):
        return not passage.apart
    return passage.words[:1] == ("by",) and len(passage.words) <= LONG and not passage.apart

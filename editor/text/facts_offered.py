"""Facts as suggestions beside the quotes of a text: inside somebody's words they are claims."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.kinds import Kind
from db.records import Suggestion
from editor.text.facts_page import Fact


def offered(text: str, found: Iterable[Fact], quotes: Sequence[Suggestion]) -> list[Suggestion]:
    """Facts as suggestions, in their order.

    A fact that lies in a quote is a claim by its speaker; `quotes` are in text order.
    """
    starts = [quote.start for quote in quotes]
    made = []
    for fact in found:
        at = bisect_right(starts, fact.start) - 1
        quote = quotes[at] if at >= 0 and fact.end <= quotes[at].end else None
        made.append(
            Suggestion(
                kind=Kind.CLAIM if quote else Kind.FACT,
                type=fact.type,
                start=fact.start,
                end=fact.end,
                text=text[fact.start : fact.end],
                speaker=quote.speaker if quote else "",
                score=fact.score,
                risk=fact.risk,
            )
        )
    return made


def merged(quotes: Sequence[Suggestion], facts: Sequence[Suggestion]) -> list[Suggestion]:
    """Both in text order, a quote before the facts in it; `part_of` counts in the whole list."""
    both = [*quotes, *facts]
    order = sorted(range(len(both)), key=lambda n: (both[n].start, -both[n].end, n))
    place = {old: new for new, old in enumerate(order)}
    return [
        one if one.part_of is None else replace(one, part_of=place[one.part_of])
        for one in (both[n] for n in order)
    ]

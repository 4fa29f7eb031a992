"""Everything the program proposes to mark in a text: quotes, and facts beside and in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.kinds import Kind
from db.records import Annotation, Block, Decision, Suggestion
from editor.text.facts import facts
from editor.text.facts_offered import merged, offered
from editor.text.language import language as words_of

if TYPE_CHECKING:
    from editor.text.quotes import Quote

ENGINE = "18"
"""Rises whenever the same text may give other suggestions; what was kept of older ones is void."""
USUAL = 0.65
"""The score from which a suggestion is offered, unless somebody wants more or fewer."""
ALIKE = 0.2
"""By how much of its length a passage may begin and end elsewhere and be the same."""


class Taken(NamedTuple):
    """A passage that is marked already, or that somebody does not want marked."""

    kind: Kind
    start: int
    end: int


def taken(annotations: Iterable[Annotation], decisions: Iterable[Decision]) -> list[Taken]:
    """The passages of a draft that are marked, or whose suggestion somebody dismissed."""
    found = [
        Taken(mark.kind, mark.start, mark.end)
        for mark in annotations
        if mark.start is not None and mark.end is not None
    ]
    for decision in decisions:
        kind = decision.detail.partition("/")[0]
        if kind and decision.start is not None and decision.end is not None:
            found.append(Taken(Kind(kind), decision.start, decision.end))
    return found


def suggestions(
    text: str, blocks: tuple[Block, ...] = (), language: str = "", known: Sequence[str] = ()
) -> list[Suggestion]:
    """What to propose for `text`, in its order; blocks that are not article are passed over.

    `language` is a code such as `en`, guessed when empty; `known` are full names of persons the
    desk knows. Offsets are code points, `part_of` an index into this list.
    """
    from editor.text.quotes import quotes  # loaded with the first text

    code = words_of(language, text).code
    found = quoted(quotes(text, blocks, code, known))
    return merged(found, offered(text, facts(text, blocks, code), found))


def quoted(found: Iterable[Quote]) -> list[Suggestion]:
    """Quotes as suggestions."""
    return [Suggestion(Kind.QUOTE, **quote._asdict()) for quote in found]


def chosen(
    found: Sequence[Suggestion], least: float = 0.0, kinds: Iterable[str] = ()
) -> list[Suggestion]:
    """Those of at least a score, and of some kinds, all without any."""
    wanted = frozenset(kinds)
    return _kept(found, lambda one: one.score >= least and (not wanted or one.kind in wanted))


def fresh(found: Sequence[Suggestion], taken: Iterable[Taken]) -> list[Suggestion]:
    """Those whose passage is not taken yet by the same kind, give or take a fifth of its length."""
    spans: dict[Kind, list[tuple[int, int]]] = {}
    for kind, start, end in sorted(taken):
        spans.setdefault(kind, []).append((start, end))

    def free(one: Suggestion) -> bool:
        slack = int((one.end - one.start) * ALIKE)
        known = spans.get(one.kind, [])
        for at in range(bisect_left(known, (one.start - slack, 0)), len(known)):
            start, end = known[at]
            if start > one.start + slack:
                return True
            if abs(end - one.end) <= slack:
                return False
        return True

    return _kept(found, free)


def _kept(found: Sequence[Suggestion], keep: Callable[[Suggestion], bool]) -> list[Suggestion]:
    """Those to keep, `part_of` counted anew; a part whose first is gone leads the rest."""
    result: list[Suggestion] = []
    index: dict[int, int] = {}
    for number, one in enumerate(found):
        if keep(one):
            first = index.setdefault(number if one.part_of is None else one.part_of, len(result))
            result.append(replace(one, part_of=None if first == len(result) else first))
    return result

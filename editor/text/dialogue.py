"""Speech that a dash opens, a line for each speaker: `- Je ne sais pas, dit-il. C'est tard.`"""

from __future__ import annotations

from collections.abc import Sequence

from editor.text.cue import is_cue
from editor.text.marks import Segment
from editor.text.phrases import subject_right
from editor.text.tokens import DASHES, ENDS, Run, Words

ALWAYS = frozenset("\u2014\u2015")
"""Dashes that may open speech in any language; others only where its file says so."""
OPENING = frozenset('\u00bf\u00a1\u2026"\u00ab\u201c')


def dialogue(words: Sequence[Words], marked: Sequence[Segment]) -> list[Segment]:
    """The fragments in marks and those after dashes, in text order.

    A paragraph that a dash opens is speech if it names its speaker, or if the dashed one beside
    it does. The marks in such a paragraph are part of the speech.
    """
    spoken = [_spoken(paragraph) if _dashed(paragraph) else [] for paragraph in words]
    told = [len(parts) > 0 and _told(words[i], parts) for i, parts in enumerate(spoken)]
    found: list[Segment] = []
    moved: dict[int, int] = {}
    at = 0
    for i in range(len(words)):
        near = any(told[max(0, i - 2) : i + 3])
        if spoken[i] and near:
            while at < len(marked) and marked[at].paragraph == i:
                at += 1
            first = len(found)
            found += [_segment(words[i], run, i, first) for run in spoken[i]]
            continue
        while at < len(marked) and marked[at].paragraph == i:
            moved[at] = len(found)
            first = moved.get(marked[at].first, len(found))
            found.append(marked[at]._replace(first=first))
            at += 1
    return found


def _dashed(words: Words) -> bool:
    if len(words) < 3 or words.word[0] not in DASHES:
        return False
    if words.word[0] not in ALWAYS and "dash_dialogue" not in words.language.habits:
        return False
    return words.capital(1) or words.word[1] in OPENING


def _told(words: Words, parts: Sequence[Run]) -> bool:
    """Whether a paragraph holds more than its speech: who speaks."""
    return len(parts) > 1 or parts[0][1] < len(words) - 1


def _spoken(words: Words) -> list[Run]:
    """Token ranges of the speech in a paragraph that a dash opens."""
    parts: list[Run] = []
    start, i, size = 1, 1, len(words)
    while i < size:
        stop = _attribution(words, i)
        if not stop:
            i += 1
            continue
        parts.append((start, i))
        start = i = stop
        while start < size and (words.word[start] in DASHES or words.word[start] in ",.;"):
            start += 1
        i = max(i, start)
    parts.append((start, size))
    return [part for part in (_bare(words, part) for part in parts) if part[0] < part[1]]


def _attribution(words: Words, i: int) -> int:
    """Where `, dit-il.` or `- сказал он. -` that starts at token `i` ends; 0 for no such thing."""
    mark = words.word[i]
    if mark in DASHES:
        verb = i + 1
    elif mark == "," or mark in ENDS:
        verb = i + 1
        while verb < len(words) and words.word[verb] in DASHES:
            verb += 1
    else:
        return 0
    while verb < len(words) and words.low[verb] in words.language.auxiliaries:
        verb += 1
    if verb >= len(words) or words.capital(verb) or not is_cue(words, verb, verb):
        return 0
    dashed = words.word[verb - 1] in DASHES
    if not dashed and subject_right(words, verb, len(words)) is None:
        return 0
    stop = words.sentence_stop(verb, len(words))
    if dashed:
        for end in range(verb, min(stop + 2, len(words))):
            if words.word[end] in DASHES:
                return end + 1
    return min(stop + 1, len(words))


def _bare(words: Words, part: Run) -> Run:
    """A part without the commas and dashes at its end."""
    start, stop = part
    while stop > start and (words.word[stop - 1] in DASHES or words.word[stop - 1] == ","):
        stop -= 1
    return start, stop


def _segment(words: Words, run: Run, number: int, first: int) -> Segment:
    start, end = words.start[run[0]], words.end(run[1] - 1)
    return Segment(start, end, start, end, number, first, True)

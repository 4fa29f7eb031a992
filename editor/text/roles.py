"""What a text calls a person beside the name: `the mayor, Ada Moreau`, `engineer Ben Ortega`."""

from __future__ import annotations

from typing import NamedTuple

from editor.text.language import Language
from editor.text.names import bare, is_title
from editor.text.tokens import Run, Words

NEAR = 80
"""How many tokens back somebody nameless may have been introduced."""
BEFORE, AFTER = 4, 14
"""How many tokens a calling has at most, in front of a name and behind it."""


class Calling(NamedTuple):
    """The noun of a calling in lower case, and the whole phrase as it is written.

    The phrase is empty where the noun is not known to stand for a person.
    """

    noun: str
    phrase: str


def callings(words: Words, run: Run) -> list[Calling]:
    """What stands directly beside the name at `run`."""
    found = _in_front(words, run[0])
    if run[1] < len(words) and words.word[run[1]] == ",":
        found += _behind(words, run[1])
    if not found:
        return []
    return [
        Calling(noun, _phrase(words, part) if is_human(noun, words.language) else "")
        for noun, part in found
    ]


def heads(words: Words, run: Run) -> list[str]:
    """The lower-case words of a phrase up to its first preposition, the noun last."""
    language, found = words.language, []
    for i in range(*run):
        low = words.low[i]
        if i > run[0] and (low in language.links or low in language.relatives):
            break
        if not words.word[i][0].isupper() and low not in language.determiners:
            found.append(low)
        elif words.word[i][0].isupper() and is_title(bare(low), language):
            found.append(bare(low))
    return found


def name_behind(words: Words, stop: int) -> Run | None:
    """The capitalised run after a role that ends before `stop`: `its head, Henrik Dahl`."""
    i, last = stop, min(stop + 6, len(words))
    while i < last and words.word[i] != "," and words.word[i][0].isalnum():
        if words.low[i] in words.language.verbs:
            return None
        i += 1
    if i >= last or words.word[i] != ",":
        return None
    first = i + 1
    while first < min(i + BEFORE, len(words)) and words.word[first][0].islower():
        first += 1
    raw = words.run_at(first) if first < len(words) else None
    if raw is None or raw[0] != first or words.possessive(raw[1] - 1):
        return None
    called = first == i + 1 or is_title(words.low[first - 1], words.language)
    return raw if called or words.low[i + 1] in words.language.callings else None


def introduced(words: Words, before: int, noun: str) -> Run | None:
    """The nameless one a sentence of the paragraph begins with: `A senior diplomat was wary.`"""
    language = words.language
    for k in range(before - 1, max(-1, before - NEAR), -1):
        if words.low[k] != noun:
            continue
        start = words.sentence_start(k, 0)
        some = (
            words.low[start] in language.determiners and words.low[start] not in language.definite
        )
        named = words.capital(k + 1) or words.word[k + 1] == ","
        if not some or named or not 0 < k - start <= BEFORE:
            return None
        return start, _before_verb(words, k + 1)
    return None


def _before_verb(words: Words, stop: int) -> int:
    """Where a subject whose noun ends before token `stop` ends itself, at a verb."""
    language = words.language
    for k in range(stop, min(stop + AFTER, len(words))):
        low = words.low[k]
        if not low[0].isalnum():
            break
        if low in language.be or low in language.auxiliaries or low in language.verbs:
            return k
    return stop


def is_human(noun: str, language: Language) -> bool:
    """Whether a noun stands for one person."""
    return (
        is_title(noun, language)
        or noun in language.callings
        or noun in language.male_titles
        or noun in language.female_titles
        or noun.endswith(language.agent_endings)
    )


def _in_front(words: Words, start: int) -> list[tuple[str, Run]]:
    """`engineer X`, `a boy called X`, `the mayor, X`: the nouns with their phrases."""
    i, language = start - 1, words.language
    if i < 0:
        return []
    if words.low[i] in language.named:
        nouns = heads(words, (max(0, i - 3), i))
        return [(nouns[-1], (i - 1, i))] if nouns else []
    if _is_noun(words, i):
        first = i
        while first > max(0, i - BEFORE) and _describes(words, first - 1):
            first -= 1
        return [(words.low[i], (first, start))]
    return _apposed(words, i) if words.word[i] == "," else []


def _apposed(words: Words, comma: int) -> list[tuple[str, Run]]:
    """`the mayor of Harwick` before a comma, when a determiner begins it."""
    language = words.language
    for i in range(comma - 1, max(-1, comma - 2 * BEFORE - 1), -1):
        if not words.word[i][0].isalnum():
            break
        low = words.low[i]
        owned = words.possessive(i) or (low in language.definite and low not in language.the)
        linked = i > 0 and words.low[i - 1] in language.links
        if owned or (low in language.the and not linked):
            return [(noun, (i, comma)) for noun in heads(words, (i, comma))[-1:]]
    return []


def _behind(words: Words, stop: int) -> list[tuple[str, Run]]:
    """`X, the mayor of Harwick,` and `X, 34, a nurse`."""
    size = len(words)
    while stop + 1 < size and words.word[stop] == "," and words.word[stop + 1].isdigit():
        stop += 2
    if stop >= size or words.word[stop] != ",":
        return []
    first = end = stop + 1
    noun = -1
    while end < min(size, first + AFTER) and words.word[end][0].isalnum():
        low = words.low[end]
        if low in words.language.relatives:
            break
        if noun < 0 and low in words.language.links:
            noun = end - 1
        end += 1
    noun = end - 1 if noun < 0 else noun
    opens = first < size and (
        _describes(words, first) or words.low[first] in words.language.determiners
    )
    if noun < first or not opens or not _is_noun(words, noun):
        return []
    return [(words.low[noun], (first, end))]


def _phrase(words: Words, run: Run) -> str:
    start, end = run
    if start < end - 1 and words.low[start] in words.language.determiners:
        start += 1
    return " ".join(words.word[start:end])


def _describes(words: Words, i: int) -> bool:
    """Whether a token may stand in front of a calling: `Finance officer`, `retired pilot`."""
    if words.capital(i):
        return words.low[i] not in words.language.not_names and not words.possessive(i)
    return _is_noun(words, i)


def _is_noun(words: Words, i: int) -> bool:
    """Whether a token may be a calling: a lower-case word of no other trade."""
    return words.word[i][0].islower() and words.low[i] not in words.language.no_callings

"""Whether a word that may be a verb of speech is one where it stands."""

from __future__ import annotations

from editor.text.tokens import ENDS, OPENERS, Words


def is_cue(words: Words, i: int, floor: int) -> bool:
    """Whether token `i` is a verb that stands beside quoted words, with a subject of its own."""
    language = words.language
    return language.verbs.get(words.low[i]) in language.quoting and speaks(words, i, floor)


def speaks(words: Words, i: int, floor: int) -> bool:
    """Whether token `i`, a form of a verb of speech, reads as a verb with a subject."""
    language, low = words.language, words.low
    verb = language.verbs[low[i]]
    before = low[i - 1] if i > floor else ""
    needed = language.needs.get(verb)
    if needed and (i + 1 >= len(low) or low[i + 1] not in needed):
        return False
    if before in language.infinitives:
        return low[max(floor, i - 3) : i - 1][-1:] == ["on"]
    owned = before in language.determiners and not (
        before in language.people or before in language.pronouns
    )
    if owned or (before in language.prepositions and not gerund(words, i)):
        return before in language.conjunctions and not noun_too(words, i)
    if before in language.be and not gerund(words, i):
        return low[max(floor, i - 2)] in language.reflexives
    return i == floor or not noun_too(words, i) or _finite(words, i, verb)


def noun_too(words: Words, i: int) -> bool:
    """Whether a verb's form reads as easily as a noun: "claim", "reports"."""
    return words.low[i] in words.language.nouns


def _finite(words: Words, i: int, verb: str) -> bool:
    """Whether a form that may be a noun has a subject that fits it straight before it."""
    before, language = words.low[i - 1], words.language
    if words.possessive(i - 1) or words.capital(i):
        return False
    after = words.low[i + 1] if i + 1 < len(words) else ""
    if words.low[i] != verb and (
        after in ENDS
        or after in OPENERS
        or after in language.conjunctions
        or after in language.determiners
        or after in language.pronouns
    ):
        return words.word[i - 1][0].isalpha()
    if words.low[i] == verb and verb != "read":
        return before in language.plural_pronouns or (
            before.endswith(language.plural_endings)
            and not words.capital(i - 1)
            and words.word[i - 1][0].isalpha()
        )
    return (
        verb == "read"
        or words.capital(i - 1)
        or before in language.pronouns
        or before in language.relatives
    )


def gerund(words: Words, i: int) -> bool:
    """Whether token `i` ends like "saying"."""
    return words.low[i].endswith(words.language.gerund_endings)

"""Edited texts with exact gold, and what a method did with them; for `bench_drafts`."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

COMMON = "the of and to a in that it was for on with as at by from is his her they not but".split()
SYLLABLES = "ba ke li mo nu ra sti var dol fen gri hul jas pol tem wes zan cor ith und".split()
SENTENCES = 5
NEAR = 0.8
PULLED = 0.15

Place = tuple[int, int] | None
Answer = tuple[str, Place]
Method = Callable[[str, str, list[tuple[int, int]]], list[Answer]]


class Gold(NamedTuple):
    """A passage of the old text and where it is in the new one, None when it was deleted."""

    start: int
    end: int
    place: Place
    moved: bool


class Case(NamedTuple):
    """A pair of texts with passages; `name` says what was done."""

    name: str
    old: str
    new: str
    passages: list[Gold]


class Edits(NamedTuple):
    """Shares of words replaced and misspelt, of sentences cut, of paragraphs moved, of sentences
    pulled: edited where they stand, with a copy of the old words as a paragraph elsewhere."""

    words: float = 0.0
    typos: float = 0.0
    cut: float = 0.0
    moved: float = 0.0
    pulled: float = 0.0


def story(dice: random.Random, letters: int) -> list[list[list[str]]]:
    """Paragraphs of sentences of words; some sentences are near copies of another one."""
    words = ["".join(dice.choices(SYLLABLES, k=dice.randrange(2, 4))) for _ in range(3000)]
    text: list[list[list[str]]] = []
    size = 0
    while size < letters:
        paragraph = []
        for _ in range(SENTENCES):
            if text and dice.random() < 0.06:
                made = list(dice.choice(dice.choice(text)))
                made[dice.randrange(len(made))] = dice.choice(words)
            else:
                made = [
                    dice.choice(COMMON) if dice.random() < 0.45 else _rare(dice, words)
                    for _ in range(dice.randrange(6, 24))
                ]
            paragraph.append(made)
            size += sum(map(len, made)) + len(made)
        text.append(paragraph)
    return text


def case(name: str, seed: int, letters: int, marks: int, edits: Edits) -> Case:
    """A story and an edited one, with `marks` passages whose place in it is known."""
    dice = random.Random(seed)
    text = story(dice, letters)
    vocabulary = [word for paragraph in text for sentence in paragraph for word in sentence]
    order, movers = _moved(dice, len(text), edits.moved)
    old, at_old = _written([(p, s, w, word) for p, s, w, word in _words(text)])
    pulled = _cut(dice, text, edits.pulled)
    heavier = edits._replace(words=PULLED)
    kept = [
        (p, s, w, _edited(dice, word, vocabulary, heavier if (p, s) in pulled else edits))
        for p, s, w, word in _words(text, order, _cut(dice, text, edits.cut))
    ]
    new, at_new = _written(list(_with_copies(dice, text, kept, pulled)))
    passages = []
    for _ in range(marks):
        p = dice.randrange(len(text))
        s = dice.randrange(len(text[p]))
        first, last = 0, len(text[p][s]) - 1
        if dice.random() < 0.5:
            first = dice.randrange(last)
            last = min(last, first + dice.randrange(1, 7))
        a, b = (p, s, first), (p, s, last)
        place = (at_new[a][0], at_new[b][1]) if a in at_new else None
        passages.append(Gold(at_old[a][0], at_old[b][1], place, p in movers))
    return Case(name, old, new, passages)


def cases_in(path: Path) -> Iterator[Case]:
    """The pairs of a JSON lines file: {"id","set","old","new","spans":[{"start","end","gold"}]}."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            passages = [
                Gold(
                    span["start"],
                    span["end"],
                    tuple(span["gold"]) if span["gold"] else None,
                    "moved" in span.get("cat", ""),
                )
                for span in row["spans"]
            ]
            yield Case(row["set"], row["old"], row["new"], passages)


def judged(made: Case, answers: list[Answer]) -> Counter[str]:
    """How often a method was correct, close, partial, wrong, unsure, and missed a passage.

    "deleted" and "moved" count the passages of that kind, "deleted wrong" and "moved correct"
    what became of them. Marks and spaces at the ends of a passage do not count.
    """
    found: Counter[str] = Counter()
    for gold, (status, place) in zip(made.passages, answers, strict=True):
        said = _judge(made.new, gold.place, status, place)
        found[said] += 1
        found["all"] += 1
        if gold.place is None:
            found["deleted"] += 1
            found["deleted wrong"] += said == "wrong"
        elif gold.moved:
            found["moved"] += 1
            found["moved correct"] += said == "correct"
    return found


def _judge(text: str, gold: Place, status: str, place: Place) -> str:
    if status == "review":
        return "review"
    if place is None:
        return "missed" if gold else "correct"
    if gold is None:
        return "wrong"
    (a, b), (c, d) = _bare(text, *place), _bare(text, *gold)
    shared, whole = min(b, d) - max(a, c), max(b, d) - min(a, c)
    if shared <= 0:
        return "wrong"
    return "correct" if (a, b) == (c, d) else "close" if shared >= NEAR * whole else "partial"


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _rare(dice: random.Random, words: list[str]) -> str:
    return words[int(len(words) * dice.random() ** 3)]


def _moved(dice: random.Random, count: int, share: float) -> tuple[list[int], set[int]]:
    movers = dice.sample(range(count), int(count * share))
    order = [p for p in range(count) if p not in set(movers)]
    for p in movers:
        order.insert(dice.randrange(len(order) + 1), p)
    return order, set(movers)


def _cut(dice: random.Random, text: list[list[list[str]]], share: float) -> set[tuple[int, int]]:
    sentences = [(p, s) for p, paragraph in enumerate(text) for s in range(len(paragraph))]
    return {place for place in sentences if dice.random() < share}


def _words(
    text: list[list[list[str]]],
    order: list[int] | None = None,
    cut: set[tuple[int, int]] | None = None,
) -> Iterator[tuple[int, int, int, str]]:
    for p in range(len(text)) if order is None else order:
        for s, sentence in enumerate(text[p]):
            if (p, s) not in (cut or ()):
                for w, word in enumerate(sentence):
                    yield p, s, w, word


def _with_copies(
    dice: random.Random,
    text: list[list[list[str]]],
    kept: list[tuple[int, int, int, str]],
    pulled: set[tuple[int, int]],
) -> Iterator[tuple[int, int, int, str]]:
    """The words with the pulled sentences, as they were, before paragraphs taken by chance."""
    before: dict[int, list[list[str]]] = {}
    for p, s in sorted(pulled):
        before.setdefault(dice.randrange(len(text)), []).append(text[p][s])
    known, copies = -1, 0
    for word in kept:
        if word[0] != known:
            known = word[0]
            for copy in before.get(known, ()):
                copies += 1
                yield from ((-1 - copies, 0, w, one) for w, one in enumerate(copy))
        yield word


def _edited(dice: random.Random, word: str, vocabulary: list[str], edits: Edits) -> str:
    if dice.random() < edits.words:
        return dice.choice(vocabulary)
    return re.sub(
        "[a-z]", lambda m: dice.choice("aeiou") if dice.random() < edits.typos else m[0], word
    )


def _written(
    words: list[tuple[int, int, int, str]],
) -> tuple[str, dict[tuple[int, int, int], tuple[int, int]]]:
    """The words as text, and where each stands in it."""
    pieces: list[str] = []
    places: dict[tuple[int, int, int], tuple[int, int]] = {}
    at, before = 0, (-1, -1)
    for p, s, w, word in words:
        gap = "" if before == (-1, -1) else " "
        if before != (-1, -1) and before != (p, s):
            gap = ". " if before[0] == p else ".\n\n"
        shown = word.capitalize() if before != (p, s) else word
        pieces += [gap, shown]
        places[p, s, w] = at + len(gap), at + len(gap) + len(shown)
        at, before = at + len(gap) + len(shown), (p, s)
    return "".join([*pieces, "."]), places

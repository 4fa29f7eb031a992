"""Numbers written as one word, as in German: the smaller one first, joined with "and"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Compound:
    """How a language puts its numbers together.

    `numbers` holds those up to ninety, with what 1 is called inside others, by their word;
    `joint` stands between ones and tens, `ordinal` are the endings of ordinals from 20 on.
    """

    numbers: Mapping[str, int]
    joint: str
    scales: tuple[tuple[str, int], ...]
    ordinal: tuple[str, ...]

    def read(self, word: str) -> str:
        """The value of a folded word as digits, "#" before an ordinal; "" where none is joined."""
        if word in self.numbers or word in dict(self.scales):
            return ""
        value = self._value(word)
        if value is not None:
            return str(value)
        for ending in self.ordinal:
            stem = word.removesuffix(ending)
            if stem != word and (value := self._value(stem)) is not None and value >= 20:
                return f"#{value}"
        return ""

    def _value(self, word: str) -> int | None:
        for name, scale in self.scales:
            head, found, tail = word.partition(name)
            if found:
                rest = tail.removeprefix(self.joint)
                times = self._value(head) if head else 1
                more = self._value(rest) if rest else 0
                if (
                    times is None
                    or more is None
                    or tail == self.joint
                    or times >= 1000
                    or more >= scale
                ):
                    return None
                return times * scale + more
        if word in self.numbers:
            return self.numbers[word]
        ones, found, tens = word.partition(self.joint)
        low, high = self.numbers.get(ones, 0), self.numbers.get(tens, 0)
        return low + high if found and 0 < low < 10 and high >= 20 else None


def compound(numbers: Mapping[str, int], table: Mapping[str, str]) -> Compound:
    """What the table `compound` of a language file says; `numbers` are the others of the file."""
    ones = dict.fromkeys(table["ones"].split(), 1)
    scales = ((table["thousand"], 1000), (table["hundred"], 100))
    return Compound({**ones, **numbers}, table["joint"], scales, tuple(table["ordinal"].split()))

"""Where each piece of a draft's text lies in the Word file it was read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from editor.reading.canonical import canonical
from editor.reading.docx import opened
from editor.reading.docx_walk import Walk
from editor.reading.limits import DEFAULT
from editor.reading.xml import Element, local


@dataclass(frozen=True, slots=True)
class Leaf:
    """An element that wrote text: code points `start` to `end` of the draft.

    `skip` are its own first characters that are not in the draft.
    """

    element: Element
    start: int
    end: int
    skip: int = 0

    @property
    def run(self) -> Element | None:
        """The run it belongs to, None in a formula."""
        return next((e for e in self.element.iterancestors() if _is_run(e)), None)


def _is_run(element: Element) -> bool:
    return local(element) == "r" and "wordprocessingml" in str(element.tag)


@dataclass(frozen=True, slots=True)
class Trace:
    """A Word file's main part with the text read from it, leaf by leaf in text order."""

    part: str
    root: Element
    text: str
    leaves: Sequence[Leaf]

    def within(self, start: int, end: int) -> Sequence[Leaf]:
        """The leaves that hold the passage, those of the story it begins in only.

        A passage of nothing but list markers or breaks gets the one leaf that follows it, or the
        last one.
        """
        first = bisect_right(self.leaves, start, key=lambda leaf: leaf.end)
        last = bisect_left(self.leaves, end, key=lambda leaf: leaf.start)
        found = self.leaves[first:last] or self.leaves[first : first + 1] or self.leaves[-1:]
        if not found:
            return ()
        story = _story(found[0].element)
        return [leaf for leaf in found if _story(leaf.element) is story]


class _Traced(Walk):
    """The reader's own walk, which also notes what wrote what."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._noted: list[tuple[Element, str, int, int]] = []

    def _write(self, element: Element, text: str) -> None:
        before = self.builder.point()
        super()._write(element, text)
        self._noted.append((element, text, before, self.builder.point()))

    def leaves(self, text: str) -> Iterator[Leaf]:
        """What of each element is in the finished `text`, in text order."""
        for element, own, before, after in self._noted:
            start, end = self.builder.place(before), self.builder.place(after)
            if start < end:
                words = text[start:end]
                yield Leaf(element, start, end, max(canonical(own).find(words), 0))


def trace(data: bytes, name: str) -> Trace:
    """Read a Word file as the reader does, noting where its text lies. Raises ReadError."""
    file = opened(data, name, DEFAULT)
    walk = file.walk(_Traced)
    text = walk.over(file.body).text
    return Trace(file.main, file.root, text, tuple(walk.leaves(text)))


def _story(element: Element) -> Element | None:
    """The text box an element lies in, None for the body."""
    return next((e for e in element.iterancestors() if local(e) == "txbxContent"), None)

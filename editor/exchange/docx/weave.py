"""Comments and tracked changes woven into the runs of a Word file, which are split where needed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from editor.exchange.docx.source import Source, escape
from editor.exchange.docx.trace import Leaf, Trace
from editor.reading.xml import Element, local

MATH = ("oMath", "oMathPara")
INSERTS, CLOSES, OPENS = range(3)
"""In this order edges stand that share one place: a new wording is inside the comment on it."""


@dataclass(slots=True)
class _Run:
    """What is to happen to one run: edges and deletions by positions in its own characters."""

    atoms: list[Element]
    starts: list[int]
    cuts: list[tuple[int, int, int, bytes]] = field(default_factory=list)
    gone: list[tuple[int, int, bytes]] = field(default_factory=list)

    @property
    def length(self) -> int:
        return self.starts[-1]


class Weaver:
    """Plans edits on one part; `weave` makes them."""

    def __init__(self, source: Source, trace: Trace) -> None:
        self._source = source
        self._trace = trace
        self._runs: dict[Element, _Run] = {}
        self._outside: dict[tuple[Element, bool], list[tuple[int, int, bytes]]] = {}
        self._order = 0
        self.word = str(trace.root.tag).partition("}")[0][1:]
        """The namespace of the main part, Transitional or Strict."""

    def comment(self, start: int, end: int, ids: Sequence[int]) -> bool:
        """Anchor the comments of one thread on a passage (code points); False where it has none."""
        leaves = self._trace.within(start, end)
        if not leaves:
            return False
        opening = b"".join(self._mark("commentRangeStart", id_) for id_ in ids)
        closing = b"".join(self._mark("commentRangeEnd", id_) + self._reference(id_) for id_ in ids)
        first, last = leaves[0], leaves[-1]
        if first is last and _at(first, start) == _at(last, end):
            self._edge(first, _at(first, start), CLOSES, opening + closing)
        else:
            self._edge(first, _at(first, start), OPENS, opening)
            self._edge(last, _at(last, end), CLOSES, closing)
        return True

    def change(self, start: int, end: int, new: str, ids: tuple[int, int], by: str) -> bool:
        """Propose `new` for a passage as a deletion and an insertion with the attributes `by`.

        False, and nothing planned, where Word could not show it as one: a passage over several
        paragraphs, in a formula, or already proposed for.
        """
        leaves = self._trace.within(start, end)
        parts = [(leaf, _at(leaf, start), _at(leaf, end)) for leaf in leaves]
        parts = [(leaf, a, b) for leaf, a, b in parts if a < b]
        if not parts or not self._changeable(parts):
            return False
        deletion = f'<w:del xmlns:w="{self.word}" w:id="{ids[0]}" {by}>'.encode()
        for leaf, a, b in parts:
            run = self._run(leaf.run)
            base = self._base(run, leaf)
            run.gone.append((base + a, base + b, deletion))
        if new:
            last, _a, at = parts[-1]
            self._edge(last, at, INSERTS, self._insertion(last, new, ids[1], by))
        return True

    def weave(self) -> bytes:
        """The part's bytes with everything planned."""
        for element, run in self._runs.items():
            self._write(element, run)
        for (element, after), events in self._outside.items():
            at = self._source.end(element) if after else self._source.start(element)
            self._source.put(at, at, b"".join(xml for _rank, _n, xml in sorted(events)))
        return self._source.edited()

    # -- planning

    def _changeable(self, parts: Sequence[tuple[Leaf, int, int]]) -> bool:
        paragraphs = set()
        for leaf, a, b in parts:
            if leaf.run is None or leaf.element.getparent() is not leaf.run:
                return False
            run = self._run(leaf.run)
            base = self._base(run, leaf)
            if any(first < base + b and base + a < last for first, last, _xml in run.gone):
                return False
            paragraphs.add(next((e for e in leaf.run.iterancestors() if local(e) == "p"), None))
        return len(paragraphs) == 1

    def _run(self, element: Element | None) -> _Run:
        assert element is not None
        if element not in self._runs:
            atoms = [e for e in element if local(e) not in ("", "rPr")]
            lengths = [len(e.text or "") if local(e) == "t" else 1 for e in atoms]
            self._runs[element] = _Run(atoms, list(accumulate(lengths, initial=0)))
        return self._runs[element]

    def _base(self, run: _Run, leaf: Leaf) -> int:
        """Where a leaf's first character of the draft stands among its run's own."""
        atom: Element | None = leaf.element
        while atom is not None and atom not in run.atoms:
            atom = atom.getparent()
        assert atom is not None
        return run.starts[run.atoms.index(atom)] + (leaf.skip if atom is leaf.element else 0)

    def _edge(self, leaf: Leaf, at: int, rank: int, xml: bytes) -> None:
        """Put `xml` at the `at`-th character of a leaf; at one place lower ranks stand first."""
        self._order += 1
        element = leaf.run
        if element is None:
            formula = [e for e in leaf.element.iterancestors() if local(e) in MATH]
            where = formula[-1] if formula else leaf.element
            self._outside.setdefault((where, rank < OPENS), []).append((rank, self._order, xml))
            return
        run = self._run(element)
        own = leaf.element.getparent() is element
        place = self._base(run, leaf) + (at if own else int(rank < OPENS))
        run.cuts.append((place, rank, self._order, xml))

    # -- writing

    def _write(self, element: Element, run: _Run) -> None:
        edges = {0, run.length}
        edges |= {place for place, *_rest in run.cuts}
        edges |= {at for first, last, _xml in run.gone for at in (first, last)}
        ordered = sorted(edges)
        events: dict[int, list[bytes]] = {}
        for place, _rank, _n, xml in sorted(run.cuts, key=lambda cut: cut[:3]):
            events.setdefault(place, []).append(xml)
        if len(ordered) <= 2 and not run.gone:
            start, end = self._source.start(element), self._source.end(element)
            if run.length:
                self._source.put(start, start, b"".join(events.get(0, ())))
                self._source.put(end, end, b"".join(events.get(run.length, ())))
            else:
                self._source.put(end, end, b"".join(events.get(0, ())))
            return
        pieces = [b"".join(events.get(ordered[0], ()))]
        for left, right in pairwise(ordered):
            pieces.append(self._segment(element, run, left, right))
            pieces.append(b"".join(events.get(right, ())))
        start, end = self._source.start(element), self._source.end(element)
        self._source.put(start, end, b"".join(pieces))

    def _segment(self, element: Element, run: _Run, left: int, right: int) -> bytes:
        """A run of its own for the characters `left` to `right`, deleted where that is planned."""
        deletion = next((x for a, b, x in run.gone if a <= left and right <= b), b"")
        tag, name = self._source.tag(element), self._source.name(element)
        properties = next((e for e in element if local(e) == "rPr"), None)
        look = self._source.raw(properties) if properties is not None else b""
        content = b"".join(self._content(run, left, right, bool(deletion)))
        whole = tag + look + content + b"</" + name + b">"
        return deletion + whole + b"</w:del>" if deletion else whole

    def _content(self, run: _Run, left: int, right: int, gone: bool) -> list[bytes]:
        found = []
        first = max(0, bisect_right(run.starts, left) - 1)
        for atom, (start, end) in zip(run.atoms[first:], pairwise(run.starts[first:]), strict=True):
            if start >= right:
                break
            if start == end and not left <= start < right:
                continue
            if local(atom) != "t" or (left <= start and end <= right and not gone):
                found.append(self._source.raw(atom))
                continue
            words = (atom.text or "")[max(left - start, 0) : right - start]
            name = self._source.name(atom)
            if gone:
                name = name[:-1] + b"delText"
            text = escape(words).encode()
            found.append(b"<" + name + b' xml:space="preserve">' + text + b"</" + name + b">")
        return found

    def _mark(self, name: str, id_: int) -> bytes:
        return f'<w:{name} xmlns:w="{self.word}" w:id="{id_}"/>'.encode()

    def _reference(self, id_: int) -> bytes:
        return (f'<w:r xmlns:w="{self.word}"><w:commentReference w:id="{id_}"/></w:r>').encode()

    def _insertion(self, leaf: Leaf, new: str, id_: int, by: str) -> bytes:
        run = leaf.run
        assert run is not None
        properties = next((e for e in run if local(e) == "rPr"), None)
        look = self._source.raw(properties) if properties is not None else b""
        tag, name = self._source.tag(run), self._source.name(run)
        prefix = name.rpartition(b":")[0] + b":" if b":" in name else b""
        words = b"".join(_typed(part, prefix) for part in _parts_of(new))
        opening = f'<w:ins xmlns:w="{self.word}" w:id="{id_}" {by}>'.encode()
        whole = opening + tag + look + words + b"</" + name + b"></w:ins>"
        outer = run.getparent()
        if outer is not None and local(outer) == "ins":
            again, outer_name = self._source.tag(outer), self._source.name(outer)
            return b"</" + outer_name + b">" + whole + again
        return whole


def _at(leaf: Leaf, offset: int) -> int:
    """The character of a leaf that stands at an offset of the draft, kept inside the leaf."""
    return min(max(offset - leaf.start, 0), leaf.end - leaf.start)


def _parts_of(text: str) -> list[str]:
    """`text` cut at tabs and line breaks, which stay as parts of their own."""
    parts = [""]
    for glyph in text:
        if glyph in "\n\t":
            parts += [glyph, ""]
        else:
            parts[-1] += glyph
    return [part for part in parts if part]


def _typed(part: str, prefix: bytes) -> bytes:
    if part == "\n":
        return b"<" + prefix + b"br/>"
    if part == "\t":
        return b"<" + prefix + b"tab/>"
    text = escape(part).encode()
    return b"<" + prefix + b't xml:space="preserve">' + text + b"</" + prefix + b"t>"

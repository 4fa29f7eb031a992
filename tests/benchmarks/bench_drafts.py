"""Marks carried to a new draft: how right and how fast, beside diff-match-patch and difflib.

With GALLEY_ANCHOR_DATA set to a file of pairs (`anchoring.cases_in`) the same is told for these.
"""

from __future__ import annotations

import difflib
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from anchoring import Answer, Case, Edits, Method, case, cases_in, judged
from diff_match_patch import diff_match_patch
from harness import Figure, ratio
from hypothesis_client import client

from editor.text.carry import carry
from editor.text.textmap import TextMap

HEAVY = Edits(words=0.06, typos=0.008, cut=1 / 8)
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
HALF = 0.5

Equal = tuple[int, int, int]
"""Where an equal run is in the old and in the new text, and how long it is."""


def galley(old: str, new: str, spans: list[tuple[int, int]]) -> list[Answer]:
    """What the program does."""
    return [
        (one.status.value, None if one.start is None else (one.start, one.end))
        for one in carry(TextMap(old, new), spans)
    ]


def patches(old: str, new: str, spans: list[tuple[int, int]]) -> list[Answer]:
    """Places moved along a diff of letters by diff-match-patch."""
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    equal, a, b = [], 0, 0
    for kind, text in differ.diff_main(old, new):
        if kind == 0:
            equal.append((a, b, len(text)))
        a, b = a + len(text) * (kind <= 0), b + len(text) * (kind >= 0)
    return [_along(equal, span) for span in spans]


def tokens(old: str, new: str, spans: list[tuple[int, int]]) -> list[Answer]:
    """Places moved along a diff of words by difflib."""
    a, b = ([m.span() for m in TOKEN.finditer(text)] for text in (old, new))
    words = [old[s:e] for s, e in a], [new[s:e] for s, e in b]
    matcher = difflib.SequenceMatcher(None, *words, autojunk=False)
    equal = [
        (a[m.a][0], b[m.b][0], a[m.a + m.size - 1][1] - a[m.a][0])
        for m in matcher.get_matching_blocks()
        if m.size
    ]
    return [_along(equal, span) for span in spans]


def bench_passages_are_carried_right() -> list[Figure]:
    """Shares of passages, over seeded edits whose outcome is known letter by letter."""
    kinds = {
        "light": Edits(typos=0.002, cut=1 / 60),
        "heavy": HEAVY,
        "moved": Edits(words=0.01, moved=0.1),
        "cut": Edits(cut=0.3),
        "pulled": Edits(words=0.01, pulled=0.1),
    }
    found: Counter[str] = Counter()
    for name, edits in kinds.items():
        for seed in range(8):
            made = case(name, seed, 12_000, 150, edits)
            found += judged(made, _answers(galley, made))
    return list(_shares("made up", found))


def bench_passages_of_real_drafts() -> list[Figure]:
    """The same for a file of pairs, with limits for all together; nothing where none is named."""
    path = os.environ.get("GALLEY_ANCHOR_DATA")
    if not path:
        return []
    sets: dict[str, Counter[str]] = {}
    for made in cases_in(Path(path)):
        sets.setdefault(made.name, Counter()).update(judged(made, _answers(galley, made)))
    each = [figure for name, found in sorted(sets.items()) for figure in _shares(name, found)]
    told = [figure._replace(limit=None) for figure in each]
    return told + list(_shares("all", sum(sets.values(), Counter())))


def bench_a_thousand_marks() -> list[Figure]:
    """CPU time for 1,000 marks in heavily edited text."""
    figures = []
    for letters, limit in ((100_000, 300.0), (1_000_000, 2000.0)):
        made = case("heavy", 3, letters, 1000, HEAVY)
        taken = min(_milliseconds(galley, made) for _ in range(3))
        figures.append(Figure(f"1,000 marks, {letters // 1000} kB", taken, limit, "ms"))
    return figures


def bench_many_marks_and_long_ones() -> list[Figure]:
    """Ten times the marks, and a mark ten times as long, take about ten times the time."""
    made = case("heavy", 3, 1_000_000, 1, HEAVY)
    m, dice = TextMap(made.old, made.new), random.Random(1)
    starts = [dice.randrange(len(made.old) - 200) for _ in range(20_000)]
    spans = [(start, start + dice.randrange(5, 180)) for start in starts]
    few, many = (_timed(lambda n=n: carry(m, spans[:n])) for n in (2000, 20_000))
    small = case("heavy", 3, 100_000, 1, HEAVY)
    whole = [
        _timed(lambda one=one: carry(TextMap(one.old, one.new), [(0, len(one.old))]))
        for one in (small, made)
    ]
    return [
        ratio("20,000 marks against 2,000, 1 MB", many, few, 12.0),
        ratio("a mark over 1 MB against one over 100 kB", whole[1], whole[0], 15.0),
    ]


def bench_beside_others() -> list[Figure]:
    """The same 12 kB and 200 marks by all three: time, and passages silently wrong."""
    made = case("heavy", 5, 12_000, 200, HEAVY)
    ours = min(_milliseconds(galley, made) for _ in range(3))
    figures = []
    for name, method in (("diff-match-patch", patches), ("difflib", tokens)):
        figures.append(ratio(f"time against {name}", ours, _milliseconds(method, made), 1.0))
        for who, chosen in ((name, method), ("ours", galley)):
            found = judged(made, _answers(chosen, made))
            wrong = found["wrong"] + found["missed"]
            told = f"{found['correct']} of {found['all']} correct"
            figures.append(Figure(f"wrong or missed, {who}", wrong, unit="passages", detail=told))
    return figures


def bench_beside_the_hypothesis_client() -> list[Figure]:
    """What its matcher does with the same pairs; nothing where there is none."""
    method, path = client(), os.environ.get("GALLEY_ANCHOR_DATA")
    if method is None:
        return []
    pairs = cases_in(Path(path)) if path else (case("heavy", n, 12_000, 150, HEAVY) for n in (1, 2))
    found: Counter[str] = Counter()
    theirs = ours = 0.0
    for made in pairs:
        begun = time.perf_counter()
        found += judged(made, _answers(method, made))
        theirs += (time.perf_counter() - begun) * 1000
        ours += _timed(lambda made=made: _answers(galley, made))
    method.close()
    told = [f._replace(limit=None) for f in _shares("Hypothesis client", found)]
    return [*told, ratio("time against the Hypothesis client", ours, theirs, 1.0)]


def _shares(name: str, found: Counter[str]) -> list[Figure]:
    everything = found["all"]

    def share(count: int, of: int) -> float:
        return 100 * count / of if of else 0.0

    told = f"of {everything}"
    figures = [
        Figure(f"{name}: correct", share(found["correct"], everything), unit="%", detail=told),
        Figure(f"{name}: silently wrong", share(found["wrong"], everything), 0.1, "%", detail=told),
        Figure(f"{name}: to review", share(found["review"], everything), 3.0, "%", detail=told),
    ]
    if found["deleted"]:
        value, told = share(found["deleted wrong"], found["deleted"]), f"of {found['deleted']}"
        figures.append(Figure(f"{name}: deleted re-anchored", value, 0.5, "%", detail=told))
    if found["moved"]:
        value, told = share(found["moved correct"], found["moved"]), f"of {found['moved']}"
        figures.append(
            Figure(f"{name}: moved correct", value, 97.0, "%", higher_is_better=True, detail=told)
        )
    return figures


def _answers(method: Method, made: Case) -> list[Answer]:
    return method(made.old, made.new, [(g.start, g.end) for g in made.passages])


def _milliseconds(method: Method, made: Case) -> float:
    return _timed(lambda: _answers(method, made))


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _along(equal: list[Equal], span: tuple[int, int]) -> Answer:
    """A passage moved along the equal runs of a diff; gone when less than half is there."""
    start, end = span
    parts = [
        (b + max(start - a, 0), b + min(end - a, size))
        for a, b, size in equal
        if a < end and start < a + size
    ]
    if sum(stop - first for first, stop in parts) < HALF * (end - start):
        return "orphan", None
    return "anchored", (parts[0][0], parts[-1][1])

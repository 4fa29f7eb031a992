"""Counts what the fact rules get right on the gold sets, for tests and benchmarks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from db.kinds import FactType
from editor.text.facts import facts

DATA = Path(__file__).resolve().parent / "data" / "facts"


def gold(name):
    """The sentences of a set: text and its facts as (type, start, end)."""
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [(row["text"], {(FactType(t), a, b) for t, a, b, _ in row["facts"]}) for row in rows]


def joined(name):
    """A set as one text."""
    text, wanted = "", set()
    for sentence, marks in gold(name):
        wanted |= {(t, a + len(text), b + len(text)) for t, a, b in marks}
        text += sentence + "\n"
    return [(text, wanted)]


def measure(rows):
    """{type: (precision, recall, how many)} in percent, exact spans."""
    right, found, wanted = Counter(), Counter(), Counter()
    for text, marks in rows:
        got = {(f.type, f.start, f.end) for f in facts(text)}
        right.update(t for t, _, _ in got & marks)
        found.update(t for t, _, _ in got)
        wanted.update(t for t, _, _ in marks)
    return {
        kind: (
            100 * right[kind] / max(1, found[kind]),
            100 * right[kind] / max(1, wanted[kind]),
            wanted[kind],
        )
        for kind in FactType
        if wanted[kind]
    }

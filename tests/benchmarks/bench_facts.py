"""Facts: exact spans on the gold sets, speed beside quotes, coverage beside a bare frame."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from harness import Figure, growth, median, milliseconds, percentile, ratio
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from db.kinds import FactType
from db.records import Block, Revision
from editor.text.coverage import Coverage, Owner
from editor.text.facts import facts
from editor.text.facts_page import Fact
from editor.text.quotes import quotes
from editor.text.survey import survey
from editor.text.worth import cues, fit, worth
from editor.ui.article_view import ArticleView
from editor.ui.coverage_strip import CoverageStrip
from tests.gold import articles, parsed
from tests.gold_facts import gold, joined, measure
from tests.repeated import FACT_UNITS

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = 5_000
"""Code points of an article of usual length."""
NUMBERS = re.compile(r"\d[\d.,]*|[A-Z]\w+(?: [A-Z]\w+)*")
TEXTS = [parsed(marked)[0] for marked in articles()]
WHOLE = "\n".join(TEXTS)
PIECES = [WHOLE[at : at + ARTICLE] for at in range(0, len(WHOLE), ARTICLE)]


def bench_fact_spans() -> list[Figure]:
    """Precision and recall of every type on the sentences that no rule was worked on with."""
    found = measure(gold("held_out"))
    figures = [
        Figure(
            f"{kind} found and right, the lower of both",
            min(precision, recall),
            90,
            "%",
            True,
            f"P {precision:.1f} R {recall:.1f} of {count}",
        )
        for kind, (precision, recall, count) in found.items()
    ]
    texts = {name: joined(name) for name in ("held_out_names", "later_names")}
    texts |= {name: gold(name) for name in ("held_out_press", "held_out_wire")}
    for written, rows in texts.items():
        fresh = measure(rows)
        for kind in (FactType.PERSON, FactType.PLACE, FactType.ORGANISATION):
            precision, recall, count = fresh[kind]
            detail = f"P {precision:.1f} R {recall:.1f} of {count}"
            name = f"{kind} in {written}"
            figures.append(Figure(name, min(precision, recall), 90, "%", True, detail))
    return figures


def bench_fact_speed() -> list[Figure]:
    """Articles a second, facts alone and with quotes, and a whole megabyte."""
    size = len(WHOLE) / ARTICLE
    taken = {
        name: median(milliseconds(lambda work=work: [work(text) for text in PIECES], 5))
        for name, work in (("facts", facts), ("quotes", quotes), ("a regex", NUMBERS.findall))
    }
    rate = {name: size / ms * 1000 for name, ms in taken.items()}
    both = size / (taken["facts"] + taken["quotes"]) * 1000
    told = f"quotes {rate['quotes']:.0f}/s, a regex for capitals and digits {rate['a regex']:.0f}/s"
    whole = (WHOLE * 40)[:1_000_000]
    line = whole.replace("\n", " ")
    return [
        Figure("facts of articles of 5 kB", rate["facts"], 400, "/s", True, told),
        Figure("quotes and facts of articles of 5 kB", both, 400, "/s", True),
        Figure("facts of 1 MB", median(milliseconds(lambda: facts(whole), 1)) / 1000, 3, "s"),
        Figure(
            "facts of 1 MB on one line", median(milliseconds(lambda: facts(line), 1)) / 1000, 3, "s"
        ),
        growth("facts: ten times as much of a hostile text", facts, FACT_UNITS, 10_000),
    ]


def bench_fact_import() -> list[Figure]:
    """What importing costs over a bare start of Python."""

    def started(code: str) -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        return (time.perf_counter() - begun) * 1000

    bare = median([started("pass") for _ in range(5)])
    ours = median([started("import editor.text.facts") for _ in range(5)])
    return [Figure("import of facts over bare Python", ours - bare, 50, "ms")]


def bench_worth() -> list[Figure]:
    """Average precision on fifths of our own sentences that the weights had not seen."""
    path = ROOT / "tests" / "data" / "worth.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    known = [(cues(row["text"]), float(row["worth"])) for row in rows]
    scored = []
    for fifth in range(5):
        weights = fit([k for n, k in enumerate(known) if n % 5 != fifth], {"bias": 0.0})
        for values, label in known[fifth::5]:
            scored.append((sum(weights.get(c, 0.0) * v for c, v in values.items()), label))
    found = total = 0.0
    for number, (_score, label) in enumerate(sorted(scored, key=lambda s: -s[0]), 1):
        found += label
        total += label * found / number
    texts = [row["text"] for row in rows]
    ms = median(milliseconds(lambda: [worth(text) for text in texts], 3))
    return [
        Figure("worth, average precision, our own unseen fifths", total / found, 0.9, "", True),
        Figure("sentences weighed", len(texts) / ms * 1000, None, "/s", True),
    ]


def bench_coverage() -> list[Figure]:
    """A mark changed in 1 MB with 10,000 marks against a frame of the same text without any."""
    app = QApplication.instance() or QApplication([])
    text = ("\n\n".join(t.replace("\n\n", "\n") for t in TEXTS) * 20)[:1_000_000]
    blocks = tuple(Block(*m.span()) for m in re.finditer(r"[^\n]+", text))
    surveyed = survey(text, blocks)
    step = max(len(surveyed.facts) // 10_000, 1)
    owned = [Owner(str(n), "mark", f.start, f.end) for n, f in enumerate(surveyed.facts[::step])]
    coverage = Coverage(surveyed, owned)
    view = ArticleView()
    view.resize(1200, 900)
    shown = tuple(Block(b.start, b.end) for b in blocks[:400])
    view.show_revision(Revision("r", "a", 1, text, shown, (), "", "text", "text"))
    view.show()
    app.processEvents()
    frame = median(milliseconds(view.viewport().repaint, 9))
    some = surveyed.facts[1::97]

    def change() -> None:
        for number, fact in enumerate(some):
            coverage.put(Owner("moved", "mark", fact.start, fact.end))
            coverage.put(Owner(str(number), "mark", fact.start, fact.end + 1))

    strip = _strip(Live(coverage), text, blocks, some)
    one = median(milliseconds(change, 5)) / (2 * len(some))
    whole = median(milliseconds(lambda: Coverage(surveyed, owned), 3))
    view.close()
    return [
        ratio("coverage after one mark in 1 MB against a bare frame", one, frame, 1.0),
        Figure("coverage of 1 MB with 10,000 marks anew", whole, None, "ms"),
        Figure("a mark and the strip painted anew in 1 MB, 95 of 100", strip, 16.7, "ms"),
    ]


class Live(QObject):
    """A coverage as the strip knows it."""

    changed = Signal(object)
    ready = True

    def __init__(self, coverage: Coverage) -> None:
        super().__init__()
        self.coverage = coverage

    def counts(self) -> str:
        """Nothing is said."""
        return ""


def _strip(live: Any, text: str, blocks: tuple[Block, ...], facts: list[Fact]) -> float:
    """Milliseconds to put a mark and paint the strip of the whole text, in 95 of 100 cases."""
    view = ArticleView()
    view.resize(1200, 900)
    view.show_revision(Revision("w", "a", 1, text, blocks, (), "", "text", "text"))
    strip = CoverageStrip(live, view)
    strip.resize(14, 900)
    view.show()
    strip.show()
    QApplication.processEvents()
    strip.grab()
    if not strip.states_at(100):
        raise RuntimeError("the strip shows nothing")
    taken, picture = [], QPixmap(strip.size())
    for number, fact in enumerate(facts[:200]):
        begun = time.perf_counter()
        live.changed.emit(live.coverage.put(Owner(str(number), "mark", fact.start, fact.end)))
        strip.render(picture)
        taken.append((time.perf_counter() - begun) * 1000)
    view.close()
    strip.close()
    return percentile(taken, 0.95)

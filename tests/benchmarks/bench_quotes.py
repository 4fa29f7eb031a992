"""How well and how fast quotes and their speakers are found.

Our own articles are always measured. News articles with the attributions of PolNeAR are
measured when the variable GALLEY_QUOTES names a folder with `*.jsonl` and `score_quotes.py`;
beside each figure stands what others reached on its development articles, measured or published.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from harness import Figure, growth

from editor.text.quotes import quotes
from tests.gold import STYLES, articles, parsed, restyled, score
from tests.repeated import QUOTE_UNITS

DATA = "GALLEY_QUOTES"
MARKED = re.compile('"[^"]+"|\u201c[^\u201d]+\u201d')
GLYPHS = (("curly", "[\u201c\u201d]"), ("straight", '"'), ("two apostrophes", "''"))
WORD = "\u201cIt is safe,\u201d said Ada Moreau. The pier was shut, Ben Ortega told the council. "
HOSTILE = {
    "1 MB without a mark": "The pier was shut and nobody knew why it was so. " * 20_000,
    "100,000 marks": '"' * 100_000,
    "100,000 marks with words": '"a ' * 100_000,
    "one line of 5 MB": WORD * (5_000_000 // len(WORD)),
    "1 MB of emoji": "\U0001f600" * 1_000_000,
    "1 MB of verbs": "who said " * 110_000,
    "1 MB of names": "Ada Moreau of " * 70_000,
    "1 MB of single marks": "'A 'b' s' " * 100_000,
    "1 MB of scripts mixed": "Ada \u0410\u0434\u0430 \u05d0\u05d3\u05d4 \u300c\u9580\u300d said "
    * 40_000,
}
PUBLISHED = {
    "direct_exact": "others, dev: regex 95, textacy 71, CRF 91",
    "any_overlap": "others, dev: regex 40, GenderGapTracker 53, CRF 64",
    "mention": "others, dev: spaCy nearest person 41, GenderGapTracker 63",
    "e2e": "others, dev: spaCy nearest person 41, textacy 56",
}


def bench_speed() -> list[Figure]:
    """Texts of 5 kB a second on one core, beside a bare regular expression; growth; bad input."""
    text = "\n\n".join(parsed(marked)[0] for marked in articles())
    quotes(text[:5000], (), "en")
    ours = _seconds(lambda: [quotes(text[i : i + 5000]) for i in range(0, len(text), 5000)], 5)
    bare = _seconds(lambda: MARKED.findall(text), 5)
    million = text * (1_000_000 // len(text) + 1)
    tenth = _seconds(lambda: quotes(million[:100_000]), 3)
    whole = _seconds(lambda: quotes(million[:1_000_000]), 1)
    detail = f"a bare regular expression: {len(text) / 5000 / bare:,.0f}"
    found = [
        Figure("quotes: articles of 5 kB", len(text) / 5000 / ours, 400, "/s", True, detail),
        Figure("quotes: 1 MB", whole, 3, "s"),
        Figure("quotes: 1 MB against ten times 100 kB", whole / tenth / 10, 1.5),
    ]
    found.append(growth("quotes: ten times as much of a hostile text", quotes, QUOTE_UNITS, 10_000))
    return found + [_hostile(name, bad) for name, bad in HOSTILE.items()]


def _hostile(name: str, text: str) -> Figure:
    taken = _seconds(lambda: quotes(text), 1)
    return Figure(f"quotes: {name}", taken, 1 + 3 * len(text) / 1_000_000, "s")


def bench_start() -> list[Figure]:
    """Time to import and memory over bare Python, in a process of its own; on Linux."""
    program = (
        "import os, time\n"
        "def held():\n"
        "    with open('/proc/self/statm') as file:\n"
        "        return int(file.read().split()[1]) * os.sysconf('SC_PAGESIZE')\n"
        "begun, before = time.process_time(), held()\n"
        "from editor.text.quotes import quotes\n"
        "taken = time.process_time() - begun\n"
        "quotes('\u201cIt is safe,\u201d said Ada Moreau.' * 100)\n"
        "print(taken * 1000, (held() - before) / 1_000_000)\n"
    )
    runs = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        runs.append([float(part) for part in done.stdout.split()])
    return [
        Figure("quotes: import", min(run[0] for run in runs), 50, "ms"),
        Figure("quotes: memory over bare Python", min(run[1] for run in runs), 25, "MB"),
    ]


def bench_own_articles() -> list[Figure]:
    """Resolved names on our own articles, by language and by style of marks."""
    found = []
    for language in ("en", "de", "fr", "es", "ru", "az"):
        result = score(articles(language), quotes)
        named = 100 * result.named / result.gold
        found.append(Figure(f"names right, own articles, {language}", named, 90, "%", True))
    for style in STYLES:
        result = score((restyled(marked, style) for marked in articles()), quotes)
        value = 200 * result.found / (result.gold + result.predicted)
        detail = f"names right {100 * result.named / result.gold:.1f} %"
        found.append(Figure(f"direct F1, {style}", value, 97.5, "%", True, detail))
    return found


def bench_polnear() -> list[Figure]:
    """The aims on news articles, per file, per source and per style of marks."""
    folder = os.environ.get(DATA)
    if not folder:
        return []
    scorer = _scorer(Path(folder))
    found: list[Figure] = []
    for path in sorted(Path(folder).glob("*.jsonl")):
        gold = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        told = {one["id"]: _told(one["text"]) for one in gold}
        found += _aims(path.stem, scorer.score(gold, told))
        groups: dict[str, list[Any]] = defaultdict(list)
        for one in gold:
            groups[f"source {one['id'].split('_')[0]}"].append(one)
            groups[f"marks {_glyphs(one['text'])}"].append(one)
        for name, part in sorted(groups.items()):
            found.append(_line(f"{path.stem}, {name} ({len(part)})", scorer.score(part, told)))
    return found


def _aims(name: str, result: dict[str, Any]) -> list[Figure]:
    said, told = result["speaker"], result["recall_by_type"]["indirect"][0]
    direct, anything = result["direct_exact"], result["any_overlap"]
    return [
        _percent(f"{name}: direct exact F1", direct["F1"], 97.5, PUBLISHED["direct_exact"]),
        _percent(f"{name}: speaker mention", said["mention"], 95, PUBLISHED["mention"]),
        _percent(f"{name}: end to end", said["e2e"], 92, PUBLISHED["e2e"]),
        _percent(f"{name}: any content F1", anything["F1"], 65, PUBLISHED["any_overlap"]),
        _percent(f"{name}: any content precision", anything["P"], 78),
        _percent(f"{name}: indirect recall", told, 40, "others, dev: GenderGapTracker 23, CRF 34"),
    ]


def _line(name: str, result: dict[str, Any]) -> Figure:
    said, anything = result["speaker"], result["any_overlap"]
    detail = (
        f"mention {said['mention']}, end to end {said['e2e']}, any F1 {anything['F1']}, "
        f"direct {result['direct_exact']['gold']}"
    )
    return Figure(
        f"{name}: direct exact F1", result["direct_exact"]["F1"], None, "%", detail=detail
    )


def _percent(name: str, value: float, limit: float, detail: str = "") -> Figure:
    return Figure(name, value, limit, "%", True, detail)


def _told(text: str) -> list[dict[str, Any]]:
    fields = ("start", "end", "type", "speaker", "speaker_start", "speaker_end")
    return [{field: getattr(one, field) for field in fields} for one in quotes(text)]


def _glyphs(text: str) -> str:
    counts = {name: len(re.findall(pattern, text)) for name, pattern in GLYPHS}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "none"


def _scorer(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_quotes", folder / "score_quotes.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _seconds(work: Any, rounds: int) -> float:
    return min(_once(work) for _ in range(rounds))


def _once(work: Any) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun

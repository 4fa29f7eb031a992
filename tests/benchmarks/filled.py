"""A newsroom's store of any size, the same rows for the same size, made once and kept in /tmp.

`GALLEY_BENCH_CHECKS` says how many checks (default 100,000; the aims of README speak of a
million). There are twenty checks an article, but the first article has ten thousand.
"""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from db.kinds import Risk, State
from db.migrate import FOLDER
from db.records import NEVER
from db.store import Store

CHECKS = int(os.environ.get("GALLEY_BENCH_CHECKS", "100000"))
BIG = 10_000
PERSONS, DESKS = 60, 12
NO_FILE = hashlib.sha256(b"").hexdigest()
"""Every draft here was typed."""
NOW = 1_800_000_000_000
STATES = [State.UNCHECKED] * 40 + [State.CONFIRMED] * 30 + list(State)
RISKS = [Risk.NORMAL] * 90 + [Risk.SENSITIVE] * 8 + [Risk.LEGAL] * 2
SYLLABLES = (
    "ba be co da de do fe ga go ha hi ka ke la le li lo ma me mo na ne no pa ra re ro".split()
)


def filled(checks: int = CHECKS) -> Path:
    """The path of a store with that many checks."""
    schema = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(FOLDER.glob("*.py"))))
    schema.update(Path(__file__).read_bytes())
    folder = Path(tempfile.gettempdir()) / "galley-benchmarks"
    folder.mkdir(exist_ok=True)
    path = folder / f"desk-{checks}-{schema.hexdigest()[:12]}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        store = Store.open(str(part))
        fill(store, checks)
        store.close()
        part.rename(path)
    return path


def fill(store: Store, checks: int) -> None:
    """Write persons, articles, drafts, marks, places and checks straight into the tables."""
    chance = random.Random(7)
    words = [
        "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3, 4)))) for _ in range(20_000)
    ]
    articles = 1 + max(1, (checks - BIG) // 20)
    with store.engine.transaction():
        _many(
            store,
            "person",
            ("id", "name", "initials"),
            ((f"p{n}", f"Person {n}", f"P{n}") for n in range(PERSONS)),
        )
        _many(
            store,
            "article",
            ("id", "slug", "headline", "desk", "created"),
            (
                (
                    f"a{n}",
                    f"story-{n}",
                    _text(chance, words, 8),
                    f"Desk {n % DESKS}",
                    NOW,
                )
                for n in range(articles)
            ),
        )
        _many(
            store,
            "revision",
            ("id", "article", "number", "text", "sha256", "original"),
            _drafts(chance, words, articles),
        )
        _many(store, "file", ("sha256", "size", "data"), iter([(NO_FILE, 0, b"")]))
        store.engine.run("UPDATE article SET revision = 'r' || substr(id, 2), draft = 1")
        rows = list(_checks(chance, words, checks, articles))
        _many(store, "check", CHECK, (row[0] for row in rows))
        _many(store, "annotation", MARK, (row[1] for row in rows))
        _many(store, "placement", PLACE, (row[2] for row in rows))
    store.engine.run("ANALYZE")


CHECK = "id article kind statement state risk priority assignee close desk created updated".split()
MARK = "id article kind exact prefix suffix note author created speaker check tags".split()
PLACE = "id owner revision start end status".split()


def _checks(
    chance: random.Random, words: list[str], checks: int, articles: int
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]]:
    for n in range(checks):
        article = 0 if n < BIG else 1 + (n * 7919) % (articles - 1)
        state = chance.choice(STATES)
        passage = _text(chance, words, 6 + chance.randrange(14))
        start = chance.randrange(90_000 if n < BIG else 2_500)
        assignee = "" if state is State.UNCHECKED else f"p{chance.randrange(PERSONS)}"
        close = NEVER if n % 5 == 0 else NOW + chance.randrange(10**10)
        note = _text(chance, words, 5) if n % 3 == 0 else ""
        speaker = f"Speaker {chance.randrange(2000)}" if n % 4 == 0 else ""
        yield (
            (
                f"c{n}",
                f"a{article}",
                "fact",
                passage,
                state.value,
                chance.choice(RISKS).value,
                chance.randrange(4),
                assignee,
                close,
                f"Desk {article % DESKS}",
                NOW + n,
                NOW + n * 700,
            ),
            (
                f"m{n}",
                f"a{article}",
                "fact",
                passage,
                _text(chance, words, 4),
                _text(chance, words, 4),
                note,
                f"p{n % PERSONS}",
                NOW + n,
                speaker,
                f"c{n}",
                '["money"]' if n % 50 == 0 else "[]",
            ),
            (f"l{n}", f"m{n}", f"r{article}", start, start + len(passage), "kept"),
        )


def _drafts(
    chance: random.Random, words: list[str], articles: int
) -> Iterator[tuple[str, str, int, str, str, str]]:
    for n in range(articles):
        text = _text(chance, words, 450 if n else 15_000)
        yield f"r{n}", f"a{n}", 1, text, hashlib.sha256(text.encode()).hexdigest(), NO_FILE


def _text(chance: random.Random, words: list[str], count: int) -> str:
    """Words of which a few are very common, as in language."""
    return " ".join(words[int(chance.random() ** 3 * len(words))] for _ in range(count))


def _many(store: Store, table: str, columns: Any, rows: Iterator[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    store.engine.many(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)

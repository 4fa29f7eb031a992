"""How often a changed fact is sent back, and how often changed form lets it be, in per cent.

The cases are those of `tests/text/test_substance.py`: by hand and generated.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from harness import Figure

from editor.text.substance import substance

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "text"))
import test_substance as cases  # noqa: E402

GENERATED = 500
LIMIT = 99.0


def bench_reopened_or_not() -> list[Figure]:
    """Shares of cases decided right."""
    by_hand = [cases.case(line) for line in cases.LINES]
    dice = random.Random(16)
    changed: list[tuple[str, str]] = []
    form: list[tuple[str, str]] = []
    while len(changed) < GENERATED:
        parts = cases.sentence(dice)
        if (done := cases.changed(dice, parts)) is not None:
            changed.append((cases.filled(parts), done[1]))
    while len(form) < GENERATED:
        parts = cases.sentence(dice)
        form.append((cases.filled(parts), cases.reformed(dice, parts)))
    return [
        _share("by hand, substance", [(a, b) for yes, _, a, b in by_hand if yes], True),
        _share("by hand, form", [(a, b) for yes, _, a, b in by_hand if not yes], False),
        _share("generated, substance", changed, True),
        _share("generated, form", form, False),
    ]


def _share(name: str, pairs: list[tuple[str, str]], wanted: bool) -> Figure:
    right = sum(bool(substance(before, after)) is wanted for before, after in pairs)
    told = f"{right} of {len(pairs)}"
    return Figure(name, 100 * right / len(pairs), LIMIT, "%", higher_is_better=True, detail=told)

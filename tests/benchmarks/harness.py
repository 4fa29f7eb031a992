"""What a benchmark says, and how all of them are run: `python3 -m tests --bench [NAME ...]`.

A benchmark is a function `bench_...()` in a `bench_*.py` beside this file that returns
`Figure`s. It measures against a control in the same run; nothing here is a timed test.
"""

from __future__ import annotations

import gc
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Figure(NamedTuple):
    """One measured number beside its limit; `detail` names both sides of a ratio."""

    name: str
    value: float
    limit: float | None = None
    unit: str = "x"
    higher_is_better: bool = False
    detail: str = ""

    @property
    def met(self) -> bool:
        """Whether the limit holds; a figure without one is only told."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.higher_is_better else self.value <= self.limit

    def __str__(self) -> str:
        sign = ">=" if self.higher_is_better else "<="
        aim = "" if self.limit is None else f"aim {sign} {self.limit:g}"
        said = "" if self.limit is None else ("ok" if self.met else "MISSED")
        return (
            f"{self.name:<52} {self.value:>10.3f} {self.unit:<11} {aim:<14} {said:<7}{self.detail}"
        )


def milliseconds(
    work: Callable[[], object], rounds: int = 9, before: Callable[[], object] | None = None
) -> list[float]:
    """Process CPU time of `work` in ms, once per round, after one round that does not count."""
    taken = []
    for number in range(rounds + 1):
        if before is not None:
            before()
        gc.collect()
        begun = time.process_time()
        work()
        if number:
            taken.append((time.process_time() - begun) * 1000)
    return taken


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def ratio(name: str, ours: float, control: float, limit: float, said: str = "") -> Figure:
    """`ours` over `control`, both in ms, with both told beside it."""
    detail = f"{ours:.2f} ms against {control:.2f} ms {said}".rstrip()
    return Figure(name, ours / control, limit, detail=detail)


def growth(name: str, work: Callable[[str], object], units: Sequence[str], size: int) -> Figure:
    """How much longer ten times `size` code points take, of the unit that grows fastest.

    Times too short to be told from the clock's own steps count as 4 ms.
    """

    def taken(unit: str, length: int) -> float:
        text = unit * (length // len(unit))
        return min(milliseconds(lambda: work(text), 2))

    grown = {unit: taken(unit, 10 * size) / max(taken(unit, size), 4) for unit in units}
    worst = max(grown, key=lambda unit: grown[unit])
    detail = f"of {len(units)} texts, worst {worst!r} said over and over"
    return Figure(name, grown[worst], 15, detail=detail)


def run(names: Sequence[str]) -> int:
    """Run the benchmarks whose file or function name holds one of `names`, all without any.

    Returns 0 when every limit held, 1 when one was missed or nothing ran.
    """
    sys.path.insert(0, str(HERE))
    missed = ran = 0
    for path in sorted(HERE.glob("bench_*.py")):
        for bench in _benches(_load(path), path.stem, names):
            for figure in bench():
                print(figure, flush=True)
                ran += 1
                missed += not figure.met
    print(f"{ran} figures, {missed} beyond their limit")
    return 1 if missed or not ran else 0


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _benches(
    module: ModuleType, stem: str, names: Sequence[str]
) -> Iterable[Callable[[], Iterable[Figure]]]:
    for name, value in vars(module).items():
        if name.startswith("bench_") and callable(value):
            if not names or any(wanted in f"{stem}.{name}" for wanted in names):
                yield value

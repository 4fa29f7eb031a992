"""`python3 -m tests`: set up on first use, then pytest with the given arguments.

`python3 -m tests --bench [NAME ...]` runs the benchmarks instead, `--days [NAME ...]` the scripted
days at a real window, and `--pictures` draws the pictures anew.
"""

from __future__ import annotations

import os
import sys

from editor.bootstrap.ensure import ROOT, ensure


def main() -> int:
    """Run the suite, or the benchmarks; windows are drawn offscreen."""
    arguments = sys.argv[1:]
    ensure("tests", arguments, ROOT / "tests" / "requirements.lock")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if arguments[:1] == ["--bench"]:
        sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
        import harness

        return int(harness.run(arguments[1:]))
    if arguments[:1] == ["--days"]:
        sys.path.insert(0, str(ROOT / "tests" / "days"))
        import run

        return int(run.run(arguments[1:]))
    if arguments == ["--pictures"]:
        sys.path.insert(0, str(ROOT / "tests"))
        import darkroom

        darkroom.draw(ROOT / "tests" / "pictures")
        return 0
    import pytest

    return int(pytest.main(["--rootdir", str(ROOT), *arguments]))


if __name__ == "__main__":
    sys.exit(main())

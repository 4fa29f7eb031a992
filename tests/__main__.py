"""`python3 -m tests`: set up on first use, then pytest with the given arguments."""

from __future__ import annotations

import os
import sys

from editor.bootstrap.ensure import ROOT, ensure


def main() -> int:
    """Run the suite; windows are drawn offscreen."""
    ensure("tests", sys.argv[1:], ROOT / "tests" / "requirements.lock")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pytest

    return int(pytest.main(["--rootdir", str(ROOT), *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())

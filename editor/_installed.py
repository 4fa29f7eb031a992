"""The one name in site-packages: puts Galley's own folder first on the path and starts it."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the installed program."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from editor.cli.main import main as run

    return run()

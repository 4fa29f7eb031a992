"""`python3 -m editor`: set up on first use, then the window or the command line."""

from __future__ import annotations

import sys

from editor.bootstrap.ensure import ROOT, ensure


def main() -> int:
    """Run Galley with the process's arguments."""
    ensure("editor", sys.argv[1:], ROOT / "resources" / "requirements.lock")
    from editor.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())

"""The command line: parses, opens the store, runs one verb, says errors in one sentence."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import StoreError
from editor import __version__
from editor.refusal import Refusal

if TYPE_CHECKING:
    import argparse

GROUPS = {
    "adding": ("add", "parts"),
    "intake": ("articles", "show", "text", "blocks", "original"),
    "suggesting": ("suggest", "speakers"),
    "checkable": ("facts", "worth", "coverage"),
    "marking": ("annotate", "set"),
    "drafts": ("revise", "compare", "remap"),
    "review": ("queue", "next"),
    "reports": ("report", "formats", "archive", "take-in", "merge"),
    "log": ("history", "undo", "redo", "doctor"),
    "keeping": ("check-store", "backup", "restore"),
    "demo": ("demo",),
}
"""The verbs of each module of this package; only that of the verb asked for is imported."""


def main(argv: list[str] | None = None) -> int:
    """Run `galley` with `argv` (default: the process's); 0 done, 1 refused, 2 wrong usage."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        print(f"galley {__version__}")
        return 0
    try:
        if not arguments or _only_files(arguments):
            return _open_window(arguments)
        done = _run(parser(arguments[0]).parse_args(arguments))
        sys.stdout.flush()
        return done
    except BrokenPipeError:
        # whoever read this has enough; what is still buffered must not fail once more at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (StoreError, Refusal, OSError) as error:
        from editor.i18n import sentence

        print(f"galley: {sentence(error)}", file=sys.stderr)
    return 1


def parser(verb: str) -> argparse.ArgumentParser:
    """The parser of the verbs of the group `verb` is in, of all verbs where it is in none."""
    import argparse

    top = argparse.ArgumentParser(prog="galley", description="A desk for checking articles.")
    top.add_argument("--version", action="version", version=f"galley {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--db", metavar="PATH|URL", help="the store (default: your own)")
    common.add_argument("--as", dest="person", metavar="PERSON", help="who acts")
    common.add_argument("--json", action="store_true", help="one JSON object on stdout")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    asked = [group for group, its in GROUPS.items() if verb in its]
    for group in asked or GROUPS:
        import_module(f"editor.cli.{group}").add_verbs(verbs, common)
    return top


def _run(options: argparse.Namespace) -> int:
    if not getattr(options, "needs_store", True):
        return int(options.run(options))
    from db.store import Store
    from editor import wiring
    from editor.cli.context import Context
    from editor.session import find_or_add_person, now_ms

    store = Store.open(options.db or wiring.default_store_url())
    try:
        person = find_or_add_person(store, options.person or wiring.default_person(), now_ms())
        return int(options.run(Context(store, person, options)))
    finally:
        store.close()


def _only_files(arguments: list[str]) -> bool:
    return all(not a.startswith("-") and Path(a).is_file() for a in arguments)


def _open_window(files: list[str]) -> int:
    if not has_screen():
        print("There is no screen here, so this is the demonstration without a window.")
        return main(["demo", "-o", "galley-demo"])
    from editor.app import run

    return run([Path(name) for name in files])


def has_screen() -> bool:
    """Whether a window could be shown: always on Windows and macOS."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

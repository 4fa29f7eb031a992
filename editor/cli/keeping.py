"""Verbs that keep a store safe: check-store, backup, restore. They enter nobody into it."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from db import backup
from db.connect import file_of
from db.store import Store
from editor import wiring
from editor.cli.context import Verbs, answer, rfc3339
from editor.session import now_ms


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    check = verbs.add_parser("check-store", parents=[common], help="look for damage")
    check.set_defaults(run=run_check_store, needs_store=False)
    save = verbs.add_parser("backup", parents=[common], help="copy the store while it is in use")
    save.add_argument("-o", "--output", type=Path, metavar="FILE")
    save.set_defaults(run=run_backup, needs_store=False)
    back = verbs.add_parser("restore", parents=[common], help="put a backup in the store's place")
    back.add_argument("backup", nargs="?", type=Path, metavar="FILE", help="default: the newest")
    back.set_defaults(run=run_restore, needs_store=False)


def run_check_store(options: argparse.Namespace) -> int:
    """Check file, history, drafts, files and search; 1 when something is wrong."""
    with closing(Store.open(_url(options), create=False)) as store:
        problems, head = store.verify(), store.head_hash()
    answer(options, {"problems": problems, "head": head}, problems or ["Nothing wrong was found."])
    return 1 if problems else 0


def run_backup(options: argparse.Namespace) -> int:
    """Copy the store to a file, or to its folder of backups when it changed since the last."""
    path = file_of(_url(options))
    made = backup.back_up(path, now_ms(), options.output)
    newest = made or backup.backups(backup.folder_of(path))[0]
    values = {
        "file": str(newest.path),
        "at": rfc3339(newest.at),
        "seq": newest.seq,
        "head": newest.head,
        "made": made is not None,
    }
    note = "" if made else " (nothing changed since)"
    answer(options, values, [f"{newest.path}{note}"])
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Put a backup where the store was; the old file gets another name."""
    used, aside = backup.restore(file_of(_url(options)), now_ms(), options.backup)
    values = {"backup": str(used), "old": str(aside) if aside else None}
    lines = [f"{used} is the store now."] + [f"The old file is {aside}."] * bool(aside)
    answer(options, values, lines)
    return 0


def _url(options: argparse.Namespace) -> str:
    return str(options.db or wiring.default_store_url())

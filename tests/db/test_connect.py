"""Opening real files, whole, broken, held and fought over; other programs are processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import Damaged, Foreign, Locked, NotFound
from db.records import Article, Block, Document, new_id
from db.store import Store

NOW = 1_800_000_000_000
ADA = new_id(NOW)
ROOT = Path(__file__).parents[2]

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def a_program(code, path):
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_a_store_held_by_another_program_is_locked(tmp_path):
    path = tmp_path / "desk.db"
    store = Store.open(str(path))
    other = a_program(HOLD, path)
    assert other.stdout.readline() == "held\n"
    store.engine.database.timeout = 0.2
    with pytest.raises(Locked), store.act(ADA, NOW, "add") as act:
        act.add(Article(new_id(NOW), "pier", "The pier"))
    other.communicate("")
    assert store.articles() == []
    store.close()


def test_a_cut_file_is_damaged(tmp_path):
    path = tmp_path / "desk.db"
    store = Store.open(str(path))
    article = Article(new_id(NOW), "pier", "The pier")
    with store.act(ADA, NOW, "add") as act:
        act.add(article)
        act.add_revision(article.id, Document("x" * 300_000, (Block(0, 300_000),)))
    store.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(Damaged):
        Store.open(str(path)).verify()


def test_folders_are_not_stores(tmp_path):
    with pytest.raises(Foreign):
        Store.open(str(tmp_path))
    with pytest.raises(NotFound):
        Store.open(str(tmp_path / "nowhere" / "desk.db"))

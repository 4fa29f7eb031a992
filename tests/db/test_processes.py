"""Several programs at one store: nobody gets what another has, and no edit is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from db.kinds import Kind
from db.records import Article, Check, new_id
from db.store import Store

NOW = 1_800_000_000_000
ADA = new_id(NOW)
HERE = Path(__file__).parent

WRITE = """
import sys
from db.errors import StaleEdit
from db.store import Store

store = Store.open(sys.argv[1])
for number in range(int(sys.argv[3])):
    while True:
        article = store.article("pier")
        try:
            with store.act(sys.argv[2], 1, "add a word") as act:
                act.change(article, headline=f"{article.headline} {sys.argv[2]}-{number}")
            break
        except StaleEdit:
            pass
store.close()
"""


def run_all(*commands):
    """Run programs at the same time; their lines, when all have ended well."""
    running = [
        subprocess.Popen(
            [sys.executable, *map(str, command)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=HERE.parents[1],
        )
        for command in commands
    ]
    printed = [program.communicate() for program in running]
    assert [program.returncode for program in running] == [0] * len(running), printed
    return [out.splitlines() for out, _ in printed]


def test_every_check_is_given_to_one_checker_only(store, url):
    with store.act(ADA, NOW, "fill") as act:
        article = act.add(Article(new_id(NOW), "pier", "The pier"))
        for n in range(120):
            act.add(Check(new_id(NOW), article.id, Kind.FACT, f"Fact {n}"))
    told = run_all(*((HERE / "take_all.py", url, f"checker-{n}") for n in range(4)))
    given = [line.removeprefix("GOT ") for lines in told for line in lines]
    assert len(given) == len(set(given)) == 120
    assert {c.id for c in store.checks(article.id)} == set(given)
    for n, lines in enumerate(told):
        for line in lines:
            assert store.check(line.removeprefix("GOT ")).assignee == f"checker-{n}"
    assert store.verify() == []


def test_no_edit_of_the_same_field_is_lost(store, url):
    with store.act(ADA, NOW, "add") as act:
        act.add(Article(new_id(NOW), "pier", ""))
    run_all(*(("-c", WRITE, url, f"person-{n}", 25) for n in range(4)))
    written = store.article("pier").headline.split()
    assert sorted(written) == sorted(f"person-{n}-{m}" for n in range(4) for m in range(25))
    assert store.verify() == []


def test_programs_hear_of_each_other_in_the_order_of_commits(store, url):
    with store.act(ADA, NOW, "add") as act:
        act.add(Article(new_id(NOW), "pier", "The pier"))
    run_all(*(("-c", WRITE, url, f"person-{n}", 10) for n in range(3)))
    history = store.history(limit=100)
    assert [entry.seq for entry in history] == list(range(len(history), 0, -1))
    assert len({entry.writer for entry in history}) == 4
    again = Store.open(url)
    assert again.head_hash() == store.head_hash()
    again.close()

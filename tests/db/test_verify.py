"""What `verify` finds: every table of a real file is tampered with behind the store's back."""

from __future__ import annotations

from contextlib import closing

import apsw
import pytest

from db.errors import Damaged
from db.kinds import Kind, State
from db.records import Annotation, Article, Block, Check, Document, new_id
from db.store import Store

NOW = 1_800_000_000_000
ADA = new_id(NOW)

TAMPERING = {
    "a history row": "UPDATE history SET label = 'nothing happened' WHERE seq = 2",
    "a first row taken out": "DELETE FROM history WHERE seq = 1",
    "the last row taken out": "DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)",
    "an act taken out": "DELETE FROM act WHERE seq = (SELECT max(seq) FROM act)",
    "the anchor": "UPDATE anchor SET head = (SELECT hash FROM history WHERE seq = 1)",
    "a statement": "UPDATE \"check\" SET statement = 'He never said so'",
    "a state": "UPDATE \"check\" SET state = 'stet'",
    "a removal": "UPDATE annotation SET gone = 5",
    "a place": 'UPDATE placement SET "end" = 4',
    "a new check": "INSERT INTO \"check\" (id, kind, state) VALUES ('x', 'fact', 'cut')",
    "a draft": "UPDATE revision SET text = 'hello wurld'",
    "a file": "UPDATE file SET data = x'00'",
    "a count": "UPDATE counter SET total = total + 1",
    "the words": "INSERT INTO check_words (check_words) VALUES ('delete-all')",
    "text that is not UTF-8": "UPDATE \"check\" SET statement = CAST(x'ff' AS TEXT)",
    "history that is not JSON": "UPDATE history SET \"after\" = '{' WHERE seq = 2",
    "a state nobody knows": "UPDATE \"check\" SET state = 'perhaps'",
    "a reference": "UPDATE annotation SET article = 'nobody'",
}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "desk.db"
    store = Store.open(str(path))
    with store.act(ADA, NOW, "add") as act:
        article = act.add(Article(new_id(NOW), "pier", "The pier"))
        draft = act.add_revision(
            article.id, Document("hello world", (Block(0, 11),), original=b"x")
        )
        check = act.add(Check(new_id(NOW), article.id, Kind.FACT, "hello"))
        mark = Annotation(new_id(NOW), article.id, Kind.FACT, "hello", check=check.id)
        act.add(mark)
        act.place(mark.id, draft.id, 0, 5)
    with store.act(ADA, NOW, "state") as act:
        act.change(check, state=State.CONFIRMED)
    assert store.verify() == []
    store.close()
    return path


def tamper(path, statement):
    """Run SQL on the file with none of its rules in force."""
    connection = apsw.Connection(str(path))
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE '%found%'"
    for (name,) in list(connection.execute(names)):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING)
def test_tampering_shows(path, statement):
    tamper(path, statement)
    store = Store.open(str(path))
    assert store.verify() != []
    store.close()


def test_a_cut_file_says_so_and_is_not_touched(path):
    path.write_bytes(path.read_bytes()[: -4096 * 3])
    before = path.read_bytes()
    with pytest.raises(Damaged), closing(Store.open(str(path))) as store:
        raise Damaged(detail=store.verify()[0])
    assert path.read_bytes() == before

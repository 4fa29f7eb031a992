"""Backups are whole, sparse with age, and never written over what they replace."""

from __future__ import annotations

import json

import pytest

from db import backup
from db.errors import DiskFull, EmptyFile, Foreign, Locked, NoBackup, NotFound
from db.records import Article, new_id
from db.store import Store

NOW = 1_800_000_000_000
ADA = new_id(NOW)
HOUR = 3_600_000


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.db"


def an_article(path, slug):
    store = Store.open(str(path))
    with store.act(ADA, NOW, "add") as act:
        act.add(Article(new_id(NOW), slug, slug))
    store.close()


def slugs(path):
    store = Store.open(str(path))
    found = [article.slug for article in store.articles()]
    assert store.verify() == []
    store.close()
    return found


def test_a_backup_is_taken_while_the_store_is_in_use_and_only_when_something_changed(path):
    an_article(path, "one")
    store = Store.open(str(path))
    with store.act(ADA, NOW, "add") as act:
        act.add(Article(new_id(NOW), "two", "two"))
    made = backup.back_up(path, NOW)
    assert slugs(made.path) == ["one", "two"]
    assert (made.store, made.seq, made.head) == (store.identity, 2, store.head_hash())
    assert backup.back_up(path, NOW + HOUR) is None
    store.undo(ADA, NOW)
    assert backup.back_up(path, NOW + HOUR).seq == 3
    assert [b.at for b in backup.backups(backup.folder_of(path))] == [NOW + HOUR, NOW]
    store.close()


def test_old_backups_thin_out(path, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    for hours in range(24 * 400):
        if hours % 5 == 0 or hours > 24 * 398:
            at = NOW + hours * HOUR
            (folder / f"{hours}.db").write_bytes(b"")
            values = {"at": at, "store": "s", "seq": hours, "head": "", "sha256": ""}
            (folder / f"{hours}.json").write_text(json.dumps(values))
    backup.rotate(folder)
    ages = [(NOW + 24 * 400 * HOUR - b.at) // HOUR for b in backup.backups(folder)]
    assert ages[:24] == list(range(1, 25))
    assert len(ages) <= 24 + 12 + 10 + 9 and max(ages) > 24 * 200
    assert sum(24 < age <= 24 * 13 for age in ages) >= 10
    assert len(list(folder.iterdir())) == 2 * len(ages)


def test_the_damaged_file_is_kept_beside_what_replaces_it(path):
    an_article(path, "one")
    backup.back_up(path, NOW)
    an_article(path, "two")
    path.write_bytes(b"SQLite format 3\0" + b"x" * 9000)
    broken = path.read_bytes()
    used, aside = backup.restore(path, NOW + HOUR)
    assert slugs(path) == ["one"] and used.parent == backup.folder_of(path)
    assert aside.name == "desk.db.damaged-2027-01-15T090000Z" and aside.read_bytes() == broken


def test_a_backup_can_be_put_where_there_is_nothing(path, tmp_path):
    an_article(path, "one")
    other = tmp_path / "other.db"
    assert backup.back_up(path, NOW, other).path == other
    assert backup.restore(tmp_path / "new.db", NOW, other) == (other, None)
    assert slugs(tmp_path / "new.db") == ["one"]


def test_a_store_that_is_open_is_not_replaced(path):
    an_article(path, "one")
    backup.back_up(path, NOW)
    store = Store.open(str(path))
    with pytest.raises(Locked):
        backup.restore(path, NOW)
    assert [a.slug for a in store.articles()] == ["one"]
    store.close()


def test_what_is_no_whole_backup_is_refused_and_the_store_stays(path, tmp_path):
    an_article(path, "one")
    with pytest.raises(NoBackup):
        backup.restore(path, NOW)
    with pytest.raises(NotFound):
        backup.restore(path, NOW, tmp_path / "nothing.db")
    text = tmp_path / "text.db"
    text.write_text("not a backup")
    changed = backup.back_up(path, NOW).path
    changed.write_bytes(changed.read_bytes()[:-1] + b"!")
    for wrong in (text, changed):
        with pytest.raises(NoBackup):
            backup.restore(path, NOW, wrong)
    assert slugs(path) == ["one"]


def test_what_is_no_store_is_not_backed_up(tmp_path):
    for content, error in ((b"", EmptyFile), (b"text", Foreign)):
        path = tmp_path / "file.db"
        path.write_bytes(content)
        with pytest.raises(error):
            backup.back_up(path, NOW)
    with pytest.raises(NotFound):
        backup.back_up(tmp_path / "nothing.db", NOW)
    assert not list(tmp_path.glob("*backups*"))


def test_a_backup_without_room_leaves_nothing(path, tmp_path, little_room):
    an_article(path, "one")
    with little_room(8192), pytest.raises(DiskFull):
        backup.back_up(path, NOW, tmp_path / "other.db")
    assert not list(tmp_path.glob("other*"))
    assert slugs(path) == ["one"]

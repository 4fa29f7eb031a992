"""What goes wrong around a store, provoked for real: each becomes one error and loses nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest

from db import lite, migrate, shares
from db.connect import file_of
from db.errors import (
    DiskFull,
    EmptyFile,
    Foreign,
    Gone,
    Locked,
    NetworkShare,
    NewerSchema,
    NotFound,
    OnServer,
    ReadOnly,
    Refused,
    ServerTooOld,
    Unreachable,
    WrongPassword,
)
from db.records import Article, Source, new_id
from db.store import Store

NOW = 1_800_000_000_000
ADA = new_id(NOW)


def add(store, slug="pier", size=0):
    with store.act(ADA, NOW, "add") as act:
        act.add(Article(new_id(NOW), slug, "x" * size))


def slugs(store):
    return [article.slug for article in store.articles()]


# -- files


def test_a_full_disk_refuses_the_act_and_keeps_what_was_there(tmp_path, little_room):
    store = Store.open(str(tmp_path / "desk.db"))
    add(store, "before")
    with little_room(600_000), pytest.raises(DiskFull):
        add(store, "too much", 2_000_000)
    assert slugs(store) == ["before"]
    add(store, "after", 2_000_000)
    assert slugs(store) == ["before", "after"] and store.verify() == []
    store.close()


@pytest.mark.parametrize("instead", ["nothing", "another"])
def test_a_store_that_is_moved_away_takes_no_act_until_it_is_back(tmp_path, instead):
    path, away = tmp_path / "desk.db", tmp_path / "away.db"
    store = Store.open(str(path))
    add(store, "before")
    path.rename(away)
    if instead == "another":
        path.write_bytes(b"")
    with pytest.raises(Gone):
        add(store, "lost")
    path.unlink(missing_ok=True)
    away.rename(path)
    add(store, "after")
    assert slugs(store) == ["before", "after"] and store.verify() == []
    store.close()


def test_a_store_without_room_is_made_once_there_is_some(tmp_path, little_room):
    path = tmp_path / "desk.db"
    with little_room(20_000), pytest.raises(DiskFull):
        Store.open(str(path))
    with pytest.raises(EmptyFile):
        Store.open(str(path), create=False)
    store = Store.open(str(path))
    add(store)
    assert slugs(store) == ["pier"] and store.verify() == []
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["desk.db"]


KILLED = """
import sys
from db import lite

def killed(database):
    made(database)
    sys.stdout.close()
    import os
    os.kill(os.getpid(), 9)

made, lite.create_schema = lite.create_schema, killed
lite.open_file(lite.Path(sys.argv[1]), True)
"""


def test_a_store_whose_making_was_killed_is_made_by_the_next_who_opens_it(tmp_path):
    path = tmp_path / "desk.db"
    done = subprocess.run([sys.executable, "-c", KILLED, path], cwd=Path(__file__).parents[2])
    assert done.returncode == -9 and path.exists()
    store = Store.open(str(path))
    add(store)
    assert slugs(store) == ["pier"] and store.verify() == []
    store.close()


@pytest.fixture
def shut_folder():
    """A folder nobody may write, with a store in it; root acts as somebody else meanwhile."""
    folder = Path(tempfile.mkdtemp())
    Store.open(str(folder / "desk.db")).close()
    folder.chmod(0o555)
    (folder / "desk.db").chmod(0o444)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_is_read_only(shut_folder):
    for name in ("desk.db", "new.db"):
        with pytest.raises(ReadOnly):
            Store.open(str(shut_folder / name))


def test_a_file_that_cannot_be_read_is_told_as_such(shut_folder):
    os.seteuid(os.getuid())
    (shut_folder / "desk.db").chmod(0)
    if os.getuid() == 0:
        os.seteuid(65534)
    with pytest.raises(ReadOnly):
        Store.open(str(shut_folder / "desk.db"))


def test_an_empty_file_is_no_store_and_stays_empty(tmp_path):
    path = tmp_path / "desk.db"
    path.touch()
    with pytest.raises(EmptyFile):
        Store.open(str(path))
    assert path.read_bytes() == b""


def test_a_store_on_a_network_share_is_refused(tmp_path, monkeypatch):
    table = tmp_path / "mounts"
    monkeypatch.setattr(shares, "MOUNTS", table)
    share = tmp_path / "our desk"
    share.mkdir()
    named = str(share).replace(" ", "\\040")
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nhost:/desk {named} nfs4 rw 0 0\n")
    with pytest.raises(NetworkShare) as refused:
        Store.open(str(share / "desk.db"))
    assert refused.value.values["kind"] == "nfs4" and list(share.iterdir()) == []
    Store.open(str(tmp_path / "desk.db")).close()


def test_the_folders_of_this_computer_are_known():
    assert shares.share_of(Path(__file__)) == ""


# -- migrations


@pytest.fixture
def next_schema(tmp_path, monkeypatch):
    """A program one migration ahead: it adds a table; `break_it` makes that fail half way."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder)
    step = folder / f"{migrate.SCHEMA + 1:04}_next.py"
    step.write_text("def up(migrator, db):\n    db.execute_sql('CREATE TABLE extra (x INTEGER)')\n")

    def use(break_it=False):
        if break_it:
            step.write_text(step.read_text() + "    db.execute_sql('nonsense')\n")
        monkeypatch.setattr(migrate, "FOLDER", folder)
        monkeypatch.setattr(lite, "SCHEMA", migrate.SCHEMA + 1)

    return use


def test_an_older_store_is_brought_up_after_a_snapshot(tmp_path, next_schema):
    path = tmp_path / "desk.db"
    store = Store.open(str(path))
    add(store)
    store.close()
    next_schema()
    store = Store.open(str(path))
    assert store.engine.rows("SELECT count(*) FROM extra") == [(0,)]
    assert slugs(store) == ["pier"] and store.verify() == []
    store.close()
    snapshot = Store.open(str(tmp_path / f"desk.db.before-schema-{migrate.SCHEMA + 1}"))
    assert slugs(snapshot) == ["pier"]
    snapshot.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path, next_schema, monkeypatch):
    path = tmp_path / "desk.db"
    store = Store.open(str(path))
    add(store)
    store.close()
    with monkeypatch.context() as ahead:
        ahead.setattr(lite, "SCHEMA", lite.SCHEMA)
        next_schema(break_it=True)
        with pytest.raises(Exception, match="nonsense"):
            Store.open(str(path))
    monkeypatch.undo()
    store = Store.open(str(path))
    assert slugs(store) == ["pier"] and store.verify() == []
    store.close()


def test_a_newer_store_is_refused_on_both_engines(url, next_schema, monkeypatch):
    next_schema()
    Store.open(url).close()
    monkeypatch.undo()
    with pytest.raises(NewerSchema):
        Store.open(url)


# -- servers


def test_a_server_that_is_not_there_is_unreachable(server, tmp_path):
    nowhere = "postgresql://ada@127.0.0.1:1/desk"
    for url in (nowhere, f"postgresql:///desk?host={tmp_path}", "postgresql://a@b.invalid/x"):
        with pytest.raises(Unreachable):
            Store.open(url)


def test_a_password_never_shows_in_an_error():
    with pytest.raises(Unreachable) as refused:
        Store.open("postgresql://ada:secret@127.0.0.1:1/desk")
    assert "secret" not in str(refused.value)
    assert refused.value.values["url"] == "postgresql://ada@127.0.0.1:1/desk"


def test_a_wrong_password_is_told_as_such(server):
    for url in server.guarded("right", ("wrong", "")):
        with pytest.raises(WrongPassword):
            Store.open(url)


def test_what_is_no_address_is_refused():
    for url in ("postgresql://[", "mysql://a/b", "postgresql://a/b?nonsense=1"):
        with pytest.raises(Refused):
            Store.open(url)


def test_a_server_that_is_too_old_is_refused(server, monkeypatch):
    monkeypatch.setattr("db.server.OLDEST", 990000)
    with pytest.raises(ServerTooOld) as refused:
        Store.open(server.new_url())
    assert refused.value.values["oldest"] == "99"


def test_a_database_of_something_else_is_foreign(server):
    url = server.new_url()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE recipe (name text)")
    with pytest.raises(Foreign):
        Store.open(url)


def test_an_empty_database_is_no_store_unless_one_may_be_made(server):
    with pytest.raises(NotFound):
        Store.open(server.new_url(), create=False)


def test_a_lost_connection_is_made_again(server):
    store = Store.open(server.new_url())
    add(store)
    assert store.rank_page(0, 1) == []
    for use in (lambda: slugs(store), lambda: add(store, "two"), lambda: slugs(store)):
        server.end_connections()
        use()
    assert slugs(store) == ["pier", "two"] and store.verify() == []
    store.close()


def test_an_act_whose_connection_is_lost_is_not_kept(server):
    store = Store.open(server.new_url())
    with pytest.raises(Unreachable), store.act(ADA, NOW, "add") as act:
        act.add(Article(new_id(NOW), "lost", "Lost"))
        server.end_connections()
        act.add(Source(new_id(NOW), "person", "Ned"))
    add(store)
    assert slugs(store) == ["pier"] and store.verify() == []
    store.close()


def test_one_act_at_a_time_and_nobody_waits_for_ever(server):
    url = server.new_url()
    store = Store.open(url)
    store.engine.run("SET lock_timeout = '100ms'")
    other = Store.open(url)
    with other.act(ADA, NOW, "long") as act:
        act.add(Article(new_id(NOW), "long", "Long"))
        with pytest.raises(Locked):
            add(store)
    add(store)
    assert slugs(store) == ["long", "pier"] and store.verify() == []
    store.close()
    other.close()


def test_a_server_that_only_lets_read_is_read_only(server):
    url = server.new_url()
    store = Store.open(url)
    store.engine.run("SET default_transaction_read_only = on")
    with pytest.raises(ReadOnly):
        add(store)
    assert slugs(store) == []
    store.close()


def test_a_file_is_asked_for_what_only_a_file_can(server):
    with pytest.raises(OnServer):
        file_of(server.new_url())
    assert file_of("sqlite:desk.db") == Path("desk.db")


def test_several_programs_may_make_the_same_store_at_once(new_url):
    url = new_url()
    opened, failed = [], []

    def open_it():
        try:
            store = Store.open(url)
            opened.append(store.identity)
            store.close()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and len(opened) == 6 and len(set(opened)) == 1

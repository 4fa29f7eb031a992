"""peewee on its own: it imports every driver it finds, and psycopg alone takes as long as Qt.

All of `db` takes peewee from here; `db.server` brings psycopg where a store is on a server.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _left_out(name: str) -> Iterator[None]:
    """Inside, importing the package `name` fails as if it were not installed."""
    known = sys.modules.get(name)
    sys.modules[name] = None  # type: ignore[assignment]  # what the import system documents for it
    try:
        yield
    finally:
        del sys.modules[name]
        if known is not None:
            sys.modules[name] = known


with _left_out("psycopg"):
    from peewee import BigAutoField as BigAutoField
    from peewee import BigIntegerField as BigIntegerField
    from peewee import BlobField as BlobField
    from peewee import CompositeKey as CompositeKey
    from peewee import IntegerField as IntegerField
    from peewee import Model as Model
    from peewee import PeeweeException as PeeweeException
    from peewee import PostgresqlDatabase as PostgresqlDatabase
    from peewee import Psycopg3Adapter as Psycopg3Adapter
    from peewee import Table as Table
    from peewee import TextField as TextField
    from playhouse.apsw_ext import APSWDatabase as APSWDatabase

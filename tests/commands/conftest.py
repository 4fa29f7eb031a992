"""A fresh store, who works there, and a short article with three facts marked in it."""

from __future__ import annotations

import pytest

from db.kinds import BlockKind, Kind
from db.records import Block, Document
from db.store import Store
from editor.commands import marks
from editor.commands.articles import import_document
from editor.commands.people import add_person

TEXT = "A headline\n\nThe pier is 40 metres long. It opened in 1931. Ada Lund paid for it."


@pytest.fixture
def store(tmp_path):
    store = Store.open(str(tmp_path / "desk.db"))
    yield store
    store.close()


@pytest.fixture
def ada(store):
    return add_person(store, "Ada Moreau", 1).id


@pytest.fixture
def ben(store):
    return add_person(store, "Ben Okafor", 1).id


@pytest.fixture
def article(store, ada):
    blocks = (Block(0, 10, BlockKind.HEADLINE), Block(12, len(TEXT)))
    story = Document(TEXT, blocks, format="text", reader="text", original=TEXT.encode())
    return import_document(store, ada, 2, story)[0]


@pytest.fixture
def facts(store, ada, article):
    """(mark, check) of three facts."""
    places = [(12, 39), (40, 58), (59, 80)]
    return [marks.mark(store, ada, 3, article.id, *place, Kind.FACT) for place in places]

"""A session of Qt's own delivery on a fresh store, and marks in a short story."""

from __future__ import annotations

import pytest

from db.kinds import BlockKind, Kind
from db.records import Block, Document
from db.store import Store
from editor.app import QtDelivery
from editor.commands import articles, marks
from editor.session import Session

TEXT = "A headline for the harbour\n\nThe pier is 40 metres long, the mayor said."
STORY = Document(
    TEXT,
    (Block(0, 26, BlockKind.HEADLINE), Block(28, len(TEXT))),
    headline="A headline for the harbour",
    format="text",
    reader="text",
    original=TEXT.encode(),
)


@pytest.fixture
def session(tmp_path, qtbot):
    opened = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Ada Moreau", QtDelivery())
    yield opened
    opened.close()


@pytest.fixture
def add_marks(session):
    """Make a new article and a fact mark of 8 letters at each place; (mark, check) of each."""

    def add(places):
        article, _revision = session.run(articles.import_document, STORY).result(10)
        return [
            session.run(marks.mark, article.id, at, at + 8, Kind.FACT).result(10) for at in places
        ]

    return add

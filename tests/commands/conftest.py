"""Who works here, a short article with three facts, and a world with a little of everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from db.codec import CODECS
from db.kinds import BlockKind, Kind, State
from db.records import Article, Block, Document, QueueFilter, Revision
from db.store import Store
from editor.commands import (
    articles,
    blocks,
    checks,
    corrections,
    drafts,
    filters,
    marks,
    passes,
    queries,
    sources,
)
from editor.commands.articles import import_document
from editor.commands.people import add_person
from editor.reading.reader import read_text
from editor.text.draft_edit import Edit

NOW = 1_800_000_000_000

STORY = (
    "A headline for the harbour 😀\n\n"
    "“The pier is 40 metres long,” said Ada Moreau, the mayor. It opened in 1931.\n\n"
    "The bridge cost 3 million.\n"
)

OUTSIDE = {"version", "updated", "lease_until"}
"""Fields undo does not give back."""


def contents(store: Store) -> dict[tuple[str, str], dict[str, Any]]:
    """Every live record by kind and id, as its history would tell it."""
    found = {}
    for codec in CODECS.values():
        names = [name for name in codec.columns if name not in OUTSIDE]
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f'SELECT id, {columns} FROM "{codec.kind}" WHERE gone = 0'
        for id_, *row in store.engine.rows(sql):
            found[codec.kind, id_] = dict(zip(names, row, strict=True))
    return found


@dataclass
class World:
    """An open store with Ben's work in it, for Ada to act on."""

    url: str
    store: Store
    ada: str
    ben: str

    def run(self, command: Callable[..., Any], *args: Any, **fields: Any) -> Any:
        """Run a command as Ada."""
        return command(self.store, self.ada, NOW, *args, **fields)

    def reopen(self) -> None:
        """Close the store and open it again, as another run would."""
        self.store.close()
        self.store = Store.open(self.url)

    @property
    def document(self) -> Document:
        return read_text(STORY)

    @property
    def article(self) -> Article:
        return self.store.articles()[0]

    @property
    def other(self) -> Article:
        return self.store.articles()[1]

    @property
    def draft(self) -> Revision:
        return self.store.revision(self.article.revision)

    def passage(self, words: str) -> tuple[int, int]:
        """Where words stand in the draft; IndexError where they do not."""
        start = self.draft.text.find(words)
        if start < 0:
            raise IndexError(words)
        return start, start + len(words)

    def mark(self, kind: Kind, nth: int = 0) -> Any:
        """One of the article's marks."""
        return [m for m in self.store.annotations(self.article.id) if m.kind is kind][nth]

    def check(self, kind: Kind, nth: int = 0) -> Any:
        """The check a mark stands for."""
        return self.store.check(self.mark(kind, nth).check)


def fill(store: Store, ben: str) -> None:
    """Ben's work: two articles, marks of several kinds, and what belongs to them."""

    def run(command: Callable[..., Any], *args: Any, **fields: Any) -> Any:
        return command(store, ben, NOW, *args, **fields)

    article, draft = run(articles.import_document, read_text(STORY))
    other, _ = run(articles.import_document, read_text(STORY))
    text = draft.text

    def mark(words: str, kind: Kind, **fields: Any) -> Any:
        start = text.index(words)
        return run(marks.mark, article.id, start, start + len(words), kind, **fields)

    quote, _check = mark("“The pier is 40 metres long,”", Kind.QUOTE, speaker="Ada Moreau")
    _, thin = mark("1931", Kind.FACT)
    fact, check = mark("3 million", Kind.FACT)
    mark("cost", Kind.CHANGE, change="will cost")
    mark("pier", Kind.COMMENT, note="Which pier?")
    elsewhere = text.index("1931")
    _, same = run(marks.mark, other.id, elsewhere, elsewhere + 4, Kind.FACT)
    run(marks.reply, quote.id, "Is there a recording?")
    run(marks.no_facts, article.id, 0, 10)
    run(marks.set_tags, [fact], add=["money"])
    run(checks.attach, check.id, "Budget", locator="p. 3")
    run(checks.copy_check, same, check.id)
    run(blocks.add_display, article.id, 0, BlockKind.DECK, "A deck")
    run(blocks.set_apart, article.id, [0])
    run(corrections.add_correction, article.id, "40", "41")
    run(filters.save_filter, "legal", QueueFilter(text="x"), for_all=True)
    run(queries.ask, article.id, "Zoë", "Which budget?", annotations=[fact.id])
    run(sources.add_source, "person", "Ned", contact="phone")
    run(checks.set_checks, [check.id, thin.id], state=State.CONFIRMED)
    change = text.index("3 million")
    run(drafts.edit_text, draft, [Edit(change, change + 9, "4 million")])
    run(passes.initial, article.id, "checking")


@pytest.fixture
def new_world(new_url: Callable[[], str]) -> Callable[[], World]:
    """Makes worlds: Ada before Ben's work; who asks for one closes it."""

    def make() -> World:
        url = new_url()
        store = Store.open(url)
        ben = add_person(store, "Ben Ortega", NOW)
        ada = add_person(store, "Ada Moreau", NOW)
        fill(store, ben.id)
        return World(url, store, ada.id, ben.id)

    return make


@pytest.fixture
def world(new_world: Callable[[], World]) -> Iterator[World]:
    """Ada before Ben's work."""
    made = new_world()
    yield made
    made.store.close()


@pytest.fixture(name="contents")
def _contents() -> Callable[[Store], dict[tuple[str, str], dict[str, Any]]]:
    """Every live record by kind and id, as its history would tell it."""
    return contents


TEXT = "A headline\n\nThe pier is 40 metres long. It opened in 1931. Ada Lund paid for it."


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

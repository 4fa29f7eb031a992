"""Orders are numbered beside the one that is read; newer ones stop older ones."""

from __future__ import annotations

import queue
import threading

import pytest

from db.errors import Interrupted, Refused
from db.kinds import Kind, State
from db.records import Check, QueueFilter, new_id
from db.store import Store
from editor import ranking
from editor.commands.people import add_person
from editor.ranking import Counted, Failed, First, Near, Order, Page, Ranked, Ranking

COUNT = 700


@pytest.fixture
def path(tmp_path):
    path = str(tmp_path / "desk.db")
    store = Store.open(path)
    person = add_person(store, "Ada Moreau", 1)
    with store.act(person.id, 2, "fill") as act:
        for number in range(COUNT):
            state = State.CONFIRMED if number % 10 == 0 else State.UNCHECKED
            made = Check(new_id(number), "", Kind.FACT, f"fact {number:04}", state)
            act.add(Check(**{**fields(made), "close": 1000 + number}))
    store.close()
    return path


def fields(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


class Heard(queue.Queue):
    """Events as they come; `until` gives the first of a kind and drops what is before it."""

    def until(self, kind):
        while not isinstance(event := self.get(timeout=10), kind):
            pass
        return event


@pytest.fixture
def heard():
    return Heard()


@pytest.fixture
def made(path, heard):
    made = Ranking(lambda: Store.open(path), lambda call: call(), heard.put)
    yield made
    made.close()


def words(rows):
    return [row.check.statement for row in rows]


def test_first_rows_come_before_the_numbers_and_then_counts(made, heard):
    token = made.show(Order())
    first, counted, ranked = heard.get(timeout=10), heard.get(timeout=10), heard.get(timeout=10)
    assert isinstance(first, First) and isinstance(counted, Counted)
    assert words(first.rows)[:2] == ["fact 0000", "fact 0001"] and first.token == token
    assert counted.counts == {State.UNCHECKED: 630, State.CONFIRMED: 70}
    assert (ranked.count, ranked.row, sorted(ranked.pages)) == (COUNT, 0, [0, 1])
    assert not made.busy


def test_any_page_can_be_read(made, heard):
    made.show(Order())
    heard.until(Ranked)
    made.page(2)
    page = heard.until(Page)
    assert words(page.rows)[0] == "fact 0512" and len(page.rows) == COUNT - 512


def test_an_order_without_a_keyset_has_no_first_rows(made, heard):
    made.show(Order(sort="statement", descending=True))
    event = heard.get(timeout=10)
    assert isinstance(event, Ranked) and words(event.pages[0])[0] == "fact 0699"


def test_the_check_looked_at_is_found_again(made, heard):
    made.show(Order())
    row = heard.until(Ranked).pages[1][40]
    made.show(Order(QueueFilter(open=True)), Near(296, row.check.id), first=False)
    again = heard.until(Ranked)
    assert again.pages[again.row // 256][again.row % 256].check.id == row.check.id
    assert again.row < 296


def test_a_check_that_left_the_order_leaves_its_row(made, heard):
    made.show(Order(QueueFilter(open=True)), Near(5, "gone"), first=False)
    assert heard.until(Ranked).row == 5
    made.show(Order(QueueFilter(text="nothing like it")), Near(5, "gone"))
    assert heard.until(Ranked).row == -1


def test_a_newer_order_silences_an_older_one(made, heard, monkeypatch):
    begun, go = threading.Event(), threading.Event()
    rank = Store.rank

    def slow(store, *args):
        if not begun.is_set():
            begun.set()
            go.wait(10)
            raise Interrupted
        return rank(store, *args)

    monkeypatch.setattr(Store, "rank", slow)
    made.show(Order(sort="statement"))
    begun.wait(10)
    newer = made.show(Order(sort="statement", descending=True))
    go.set()
    assert heard.until(Ranked).token == newer
    assert heard.until(Counted).token == newer and heard.empty()


def test_pages_of_the_order_shown_are_read_while_the_next_is_numbered(made, heard, monkeypatch):
    made.show(Order())
    heard.until(Counted)
    heard.until(Ranked)
    begun, go = threading.Event(), threading.Event()
    rank = Store.rank

    def slow(store, *args):
        begun.set()
        go.wait(10)
        return rank(store, *args)

    monkeypatch.setattr(Store, "rank", slow)
    made.show(Order(sort="statement"))
    begun.wait(10)
    made.page(1)
    assert words(heard.until(Page).rows)[0] == "fact 0256"
    assert made.ask(lambda store: store.rank_ids(0, 2)).result(10) != []
    go.set()
    heard.until(Ranked)


def test_what_cannot_be_numbered_is_told(made, heard):
    made.show(Order(sort="colour"))
    assert isinstance(heard.until(Failed).error, Refused)


def test_a_store_that_does_not_open_is_told(heard, tmp_path):
    made = Ranking(
        lambda: Store.open(str(tmp_path / "none.db"), False), lambda call: call(), heard.put
    )
    made.show(Order())
    assert heard.until(Failed).error.code == "not_found"
    made.close()


def test_a_failed_question_carries_its_error(made, heard):
    made.show(Order())
    heard.until(Ranked)
    with pytest.raises(ZeroDivisionError):
        made.ask(lambda store: 1 // 0).result(10)


def test_of_many_pages_the_newest_are_read(made, heard, monkeypatch):
    monkeypatch.setattr(ranking, "PAGE", 10)
    made.show(Order())
    heard.until(Ranked)
    for number in range(5):
        made.page(number)
    assert {heard.until(Page).number for _ in range(5)} == set(range(5))

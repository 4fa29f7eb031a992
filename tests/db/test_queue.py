"""Pages, filters, counts and rank tables of the queue, against plain Python."""

from __future__ import annotations

import itertools
import random
import threading
from dataclasses import replace

import pytest

from db import lease, queue, rank
from db.errors import Interrupted, NotFound, Refused
from db.kinds import SETTLED, Kind, Risk, State
from db.records import NEVER, Annotation, Article, Check, Person, QueueFilter, new_id

NOW = 1_800_000_000_000
ADA, BEN = new_id(NOW), new_id(NOW + 1)


@pytest.fixture
def checks(store):
    """Sixty checks in two articles with fields drawn at random, and marks for some."""
    chance = random.Random(7)
    with store.act(ADA, NOW, "fill") as act:
        act.add(Person(BEN, "Ben"))
        articles = [act.add(Article(new_id(NOW), f"a{n}", f"Article {n}")) for n in range(2)]
        for n in range(60):
            check = act.add(
                Check(
                    new_id(NOW),
                    chance.choice(articles).id,
                    chance.choice([Kind.FACT, Kind.QUOTE]),
                    f"Fact {n}",
                    chance.choice([*State, *[State.UNCHECKED] * 8]),
                    risk=chance.choice(list(Risk)),
                    priority=chance.randrange(4),
                    assignee=chance.choice(["", BEN]),
                    close=NOW + chance.randrange(5),
                    desk=chance.choice(["City", ""]),
                )
            )
            if n % 3 == 0:
                mark = Annotation(new_id(NOW), check.article, Kind.QUOTE, "x", check=check.id)
                tags = chance.choice([(), ("a_b",), ("axb",)])
                act.add(replace(mark, speaker=chance.choice(["Zoë", "Ned"]), tags=tags))
    return [check for article in articles for check in store.checks(article.id)]


def pages(store, wanted, sort, descending, limit=7):
    seen, after = [], ""
    while True:
        page = store.queue(wanted, sort, limit, after, descending)
        seen += page.checks
        after = page.next
        if not after:
            return seen


STATES = {
    "all": QueueFilter(),
    "one state": QueueFilter(states=(State.CONFIRMED,)),
    "three": QueueFilter(states=(State.CONFIRMED, State.UNCHECKED, State.QUERY, State.QUERY)),
    "open": QueueFilter(open=True),
    "none": QueueFilter(open=True, states=(State.CUT,)),
}


@pytest.mark.parametrize("sort", queue.SORTS)
def test_pages_show_every_check_once_in_order(store, checks, sort):
    columns = [name for name in queue.SORTS[sort] if name != "key"]
    for wanted, descending in itertools.product(STATES.values(), (False, True)):
        chosen = [c for c in checks if not wanted.states or c.state in wanted.states]
        chosen = [c for c in chosen if not wanted.open or c.state not in SETTLED]
        seen = pages(store, wanted, sort, descending)
        assert sorted(c.id for c in seen) == sorted(c.id for c in chosen)
        keys = [tuple(getattr(c, name) for name in columns) for c in seen]
        assert keys == sorted(keys, reverse=descending)


@pytest.mark.parametrize("sort", ["close", "priority"])
@pytest.mark.parametrize("wanted", STATES.values())
def test_what_is_to_be_checked_again_comes_first_in_the_orders_of_work(store, checks, sort, wanted):
    with store.act(ADA, NOW, "reopen") as act:
        for check in checks[::5]:
            act.change(check, reopened=("nine", "ten"), earlier="confirmed")
    live = [c for a in store.articles() for c in store.checks(a.id)]
    chosen = {c.id for c in live if not wanted.states or c.state in wanted.states}
    chosen &= {c.id for c in live if not wanted.open or c.state not in SETTLED}
    columns = [name for name in queue.SORTS[sort] if name != "key"]

    def key(check):
        again = check.state is State.UNCHECKED and bool(check.reopened)
        return (not again, *(getattr(check, name) for name in columns))

    seen = pages(store, wanted, sort, False)
    assert {c.id for c in seen} == chosen
    assert [key(c) for c in seen] == sorted(key(c) for c in seen)
    assert store.rank(wanted, sort) == len(seen)
    assert [row.check.id for row in store.rank_page(0, 100)] == [c.id for c in seen]
    down = [tuple(getattr(c, name) for name in columns) for c in pages(store, wanted, sort, True)]
    assert down == sorted(down, reverse=True)


def test_the_next_check_is_one_to_be_checked_again(store, checks):
    free = [c for c in checks if not c.assignee and c.state is State.UNCHECKED]
    last = max(free, key=lambda c: (c.priority, c.close))
    with store.act(ADA, NOW, "reopen") as act:
        act.change(last, reopened=("nine", "ten"), earlier="confirmed")
    assert store.next_check(ADA, NOW).id == last.id


FILTERS = {
    "kind": (QueueFilter(kinds=(Kind.QUOTE,)), lambda c, m: c.kind is Kind.QUOTE),
    "risk": (
        QueueFilter(risks=(Risk.LEGAL, Risk.SENSITIVE)),
        lambda c, m: c.risk is not Risk.NORMAL,
    ),
    "assignee": (QueueFilter(assignee=BEN), lambda c, m: c.assignee == BEN),
    "nobody": (QueueFilter(unassigned=True), lambda c, m: c.assignee == ""),
    "desk": (QueueFilter(desk="City"), lambda c, m: c.desk == "City"),
    "close": (QueueFilter(close_before=NOW + 2), lambda c, m: c.close < NOW + 2),
    "later": (QueueFilter(close_after=NOW + 2), lambda c, m: NOW + 2 <= c.close < NEVER),
    "between": (
        QueueFilter(close_after=NOW + 1, close_before=NOW + 3),
        lambda c, m: NOW + 1 <= c.close < NOW + 3,
    ),
    "speaker": (QueueFilter(speaker="Zoë"), lambda c, m: m is not None and m.speaker == "Zoë"),
    "tags": (QueueFilter(tags=("a_b",)), lambda c, m: m is not None and "a_b" in m.tags),
    "both": (
        QueueFilter(open=True, risks=(Risk.LEGAL,), unassigned=True),
        lambda c, m: c.state not in SETTLED and c.risk is Risk.LEGAL and not c.assignee,
    ),
}


def test_filters_choose_what_they_say(store, checks):
    marks = store.places([c.id for c in checks])
    for name, (wanted, chosen) in FILTERS.items():
        expected = {c.id for c in checks if chosen(c, next(iter(marks.get(c.id, [])), None))}
        assert {c.id for c in pages(store, wanted, "close", False)} == expected, name
        assert store.rank(wanted) == len(expected) > 0, name
        assert {row.check.id for row in store.rank_page(0, 100)} == expected, name


@pytest.mark.parametrize("wanted", [QueueFilter(), QueueFilter(kinds=(Kind.FACT,))])
def test_counts_are_right_after_every_kind_of_change(store, checks, wanted):
    def counted():
        article = checks[0].article
        live = [c for a in store.articles() for c in store.checks(a.id)]
        live = [c for c in live if not wanted.kinds or c.kind in wanted.kinds]
        told = dict(store.queue(wanted).counts)
        assert told == {s: n for s in State if (n := sum(c.state is s for c in live))}
        mine = dict(store.queue(QueueFilter(article=article)).counts)
        assert sum(mine.values()) == len(store.checks(article))
        for summary in store.summaries():
            own = store.checks(summary.article.id)
            left = [c for c in own if c.state not in SETTLED]
            assert (summary.total, summary.open) == (len(own), len(left))
            assert summary.legal == sum(c.risk is Risk.LEGAL for c in left)
            assert summary.thin == sum(c.thin for c in own)
            assert sum(n for _, n in summary.states) == len(own)

    counted()
    with store.act(ADA, NOW, "states") as act:
        act.change_all(checks[:20], state=State.QUERY, risk=Risk.LEGAL)
    counted()
    with store.act(ADA, NOW, "gone") as act:
        act.remove(store.check(checks[0].id))
        act.remove(store.check(checks[30].id))
    counted()
    store.undo(ADA, NOW)
    counted()
    store.undo(ADA, NOW)
    counted()


def test_a_rank_table_gives_any_page_in_any_order(store, checks):
    for sort, descending in itertools.product(rank.SORTS, (False, True)):
        assert store.rank(QueueFilter(), sort, descending) == 60
        rows = store.rank_page(0, 60)
        assert len({row.check.id for row in rows}) == 60
        keys = [shown(row, sort) for row in rows]
        assert keys == sorted(keys, reverse=descending), sort
        assert store.rank_page(20, 15) == rows[20:35] and store.rank_page(60, 10) == []
        assert store.rank_ids(20, 15) == [row.check.id for row in rows[20:35]]


def shown(row, sort):
    if sort in ("slug", "headline", "speaker", "assignee"):
        return getattr(row, sort)
    return getattr(row.check, sort)


def test_a_row_says_what_stands_beside_the_check(store, checks):
    (row,) = store.queue_rows([next(c for c in checks if c.assignee == BEN)])
    article = store.article(row.check.article)
    assert (row.slug, row.headline, row.assignee) == (article.slug, article.headline, "Ben")
    assert (row.start, row.end) == (None, None)
    marked = next(row for row in store.queue_rows(checks) if row.places)
    mark = store.places([marked.check.id])[marked.check.id][0]
    assert (marked.annotation, marked.speaker) == (mark.id, mark.speaker)


def test_orders_and_cursors_nobody_knows_are_refused(store):
    for call in (
        lambda: store.queue(QueueFilter(), "colour"),
        lambda: store.rank(QueueFilter(), "x"),
    ):
        with pytest.raises(Refused):
            call()
    for after in ("x", "[1]", "{}", '["a", 1, 2]', "[1, null, 2]", "[[], 1, 2]"):
        with pytest.raises(Refused):
            store.queue(QueueFilter(), after=after)


def test_a_checker_gets_the_most_urgent_free_check_and_keeps_it_for_a_while(store, checks):
    free = [c for c in checks if c.state is State.UNCHECKED and not c.assignee]
    taken = [store.next_check(ADA, NOW) for _ in free]
    assert {c.id for c in taken} == {c.id for c in free} and len(taken) > 5
    assert taken == sorted(taken, key=lambda c: (c.priority, c.close))
    assert {c.lease_until for c in taken} == {NOW + lease.LEASE}
    with pytest.raises(NotFound):
        store.next_check(BEN, NOW + lease.LEASE)
    store.renew(ADA, NOW + 1000)
    with pytest.raises(NotFound):
        store.next_check(BEN, NOW + lease.LEASE + 1)
    later = NOW + 1000 + lease.LEASE + 1
    with store.act(ADA, later, "work") as act:
        act.change(store.check(taken[0].id), reason="on it")
    store.renew(BEN, later)
    assert {store.next_check(BEN, later).id for _ in taken[1:]} == {c.id for c in taken[1:]}
    with pytest.raises(NotFound):
        store.next_check(BEN, later)


def test_a_taken_check_is_given_back_by_undo(store, checks):
    check = store.next_check(ADA, NOW)
    store.undo(ADA, NOW)
    assert store.next_check(BEN, NOW).id == check.id


def test_a_running_numbering_can_be_stopped_and_the_old_one_stays(store, checks, monkeypatch):
    assert store.rank(QueueFilter()) == 60
    if store.engine.server:
        slow = ("(SELECT pg_sleep(20))::text", "")
    else:
        slow = (
            "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999999)"
            " SELECT max(i) FROM n)",
            "",
        )
    monkeypatch.setitem(rank.JOINED, "speaker", slow)
    stop = threading.Timer(0.3, store.interrupt)
    stop.start()
    with pytest.raises(Interrupted):
        store.rank(QueueFilter(), "speaker")
    stop.join()
    assert len(store.rank_page(0, 100)) == 60
    assert store.rank(QueueFilter(open=True)) > 0


def test_rows_of_checks_are_found_as_runs_and_the_next_open_one(store, checks):
    count = store.rank(QueueFilter(), "priority")
    ids = store.rank_ids(0, count)
    assert store.rank_rows([*ids[9:12], ids[2], ids[0], ids[1], "gone"]) == [(0, 2), (9, 11)]
    assert store.rank_rows([]) == []
    open_ = [row for row in range(count) if store.check(ids[row]).state not in SETTLED]
    assert 0 < len(open_) < count
    for row in (-1, 0, open_[0], count // 2, open_[-1], count):
        ahead = [one for one in open_ if one > row]
        before = [one for one in open_ if one < row]
        assert store.rank_next_open(row) == (ahead[0] if ahead else -1)
        assert store.rank_next_open(row, ahead=False) == (before[-1] if before else -1)


def test_without_a_numbering_nothing_is_found(store):
    assert (store.rank_rows(["x"]), store.rank_next_open(0)) == ([], -1)


def test_checks_are_on_their_articles_desk_unless_they_name_another(store, checks):
    article = store.article(next(c.article for c in checks if c.article))
    with store.act(ADA, NOW, "to the sports") as act:
        act.change(article, desk="Sports")
    own = [c for c in checks if c.article == article.id]
    wanted = QueueFilter(desk="Sports")
    expected = {c.id for c in own if not c.desk}
    assert 0 < len(expected) < len(own)
    assert {c.id for c in pages(store, wanted, "close", False)} == expected
    count = store.rank(QueueFilter(article=article.id), "desk")
    desks = [row.desk for row in store.rank_page(0, count)]
    assert desks == sorted(desks) and set(desks) == {c.desk or "Sports" for c in own}

"""Articles as cards by desk, closing times in words, and what a search leads to."""

from __future__ import annotations

from datetime import datetime

from db.kinds import Kind, State
from db.records import NEVER, Article, ArticleSummary
from editor.commands import marks
from editor.ui.article_list import ArticleCard
from editor.ui.shelf import close_words, find, groups

NOW = round(datetime(2026, 11, 25, 14, 0).timestamp() * 1000)
HOUR = 3_600_000


def summary(id_, desk="", close=NEVER, **counts):
    article = Article(id_, id_, f"Headline {id_}", writers=("Ada", "Bo"), desk=desk, close=close)
    return ArticleSummary(article, **counts)


def test_cards_stand_by_desk_and_closing_time_below_those_opened_last():
    rows = [summary("a", "World"), summary("b", "City", NOW + HOUR), summary("c", "City", NOW - 1)]
    rows.append(summary("d", "City"))
    made = groups(rows, ["d", "gone"], NOW)
    assert [(name, [card.id for card in cards]) for name, cards in made] == [
        ("Recent", ["d"]),
        ("City", ["c", "b", "d"]),
        ("World", ["a"]),
    ]
    assert made[1][1][0].late and not made[1][1][1].late


def test_a_desk_says_what_is_open_thin_and_unmarked_in_all_its_articles():
    rows = [summary(n, "City", total=4, open=3, thin=1) for n in "ab"]
    assert groups(rows, [], NOW, {"a": 2, "b": 5})[0][0] == "City\t6 open · 2 thin · 7 unmarked"


def test_a_card_says_what_is_open_and_thin():
    made = groups([summary("a", total=12, open=5, thin=2, states=((State.QUERY, 5),))], [], NOW)
    assert made[0][0] == "Articles\t5 open · 2 thin"
    card = made[0][1][0]
    assert card.counts() == "5 of 12 open · 2 thin"
    assert "Ada, Bo" in card.spoken() and "5 of 12 open" in card.spoken()
    assert ArticleCard("x", "X").counts() == "nothing marked"


def test_closing_times_are_short():
    assert close_words(NEVER, NOW) == ""
    assert close_words(NOW + HOUR, NOW) == "15:00"
    assert close_words(NOW + 48 * HOUR, NOW) == "Fri 14:00"
    assert close_words(NOW + 24 * 20 * HOUR, NOW) == "15 Dec"


def test_a_search_leads_to_the_mark_of_a_check(session, add_marks):
    ((mark, _check),) = add_marks((28,))
    session.run(marks.edit_annotation, mark, note="Ask the harbour office").result(10)
    found = session.ask(lambda store: find(store, "pier")).result(10)
    assert {(hit.article, hit.annotation) for hit in found} >= {(mark.article, mark.id)}
    assert mark.kind is Kind.FACT
    (note,) = session.ask(lambda store: find(store, "office")).result(10)
    assert note.annotation == mark.id and note.text[slice(*note.matches[0])] == "office"

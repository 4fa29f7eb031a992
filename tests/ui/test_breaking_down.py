"""An article is broken down: all suggestions taken, taken back and taken again, the rest walked."""

from __future__ import annotations

from db.kinds import Covered


def test_all_are_accepted_undone_redone_and_the_unmarked_walked_to_zero(window, qtbot):
    page, desk = window.article_page, window.desk
    coverage = page.coverage.live
    qtbot.waitUntil(lambda: coverage.ready and desk.suggester.whole)

    def marks():
        return len(desk.reading.annotations)

    def left():
        return coverage.coverage.counts[Covered.UNMARKED]

    before = left()
    window.keys["suggest"].trigger()
    qtbot.waitUntil(lambda: bool(page.offers.offers))
    while page.offers.offers:
        kind, had = page.offers.offers[page.offers.at].kind, marks()
        same = [offer for offer in page.offers.offers if offer.kind is kind]
        window.keys["accept_all"].trigger()
        qtbot.waitUntil(lambda had=had, same=same: marks() == had + len(same))
        window.keys["undo"].trigger()
        qtbot.waitUntil(lambda had=had: marks() == had)
        window.keys["redo"].trigger()
        qtbot.waitUntil(lambda had=had, same=same: marks() == had + len(same))
    qtbot.waitUntil(lambda: left() < before)
    assert page.offers.card.isHidden()
    while left():
        now = left()
        window.keys["next_unmarked"].trigger()
        start, _end = page.view.selected_range()
        number = coverage.coverage.at(start)
        window.keys["break" if coverage.coverage.facts_in(number) else "no_facts"].trigger()
        qtbot.waitUntil(lambda now=now: left() == now - 1)
    assert coverage.counts().startswith("0 of ")

"""Which suggestions are offered: kinds, speaker, and how sure."""

from __future__ import annotations

import pytest

from db.kinds import Kind
from db.records import Suggestion
from editor.ui.article_offers import OfferCard
from editor.ui.chooser import Chooser
from editor.ui.offer_sieve import OfferSieve

OFFERS = [
    Suggestion(Kind.QUOTE, "direct", 0, 9, "", speaker="Ada Lund", score=0.9),
    Suggestion(Kind.QUOTE, "indirect", 10, 19, "", speaker="Ben Ortega", score=0.5),
    Suggestion(Kind.FACT, "number", 20, 29, "", score=0.8),
]


@pytest.fixture
def sieve(qtbot):
    made = OfferSieve()
    qtbot.addWidget(made)
    made.sift(OFFERS)
    return made


def places(sieve):
    return [offer.start for offer in sieve.sift(OFFERS)]


def test_unsure_ones_are_left_out_until_the_slider_goes_left(sieve, qtbot):
    assert places(sieve) == [0, 20] and sieve.count.text() == "2 of 3"
    with qtbot.waitSignal(sieve.changed):
        sieve.slider.setValue(40)
    assert places(sieve) == [0, 10, 20] and sieve.count.text() == "3 of 3"


def test_the_slider_never_leaves_nothing(sieve):
    sieve.slider.setValue(100)
    assert places(sieve) == [0]
    sieve.set_speaker("Ben Ortega")
    assert places(sieve) == [10]
    sieve.clear()
    assert places(sieve) == [0], "what was wished for comes back"


@pytest.mark.parametrize(
    ("chip", "value", "shown"), [("speaker", "Ada Lund", [0]), ("kinds", (Kind.FACT,), [20])]
)
def test_a_chip_offers_what_there_is_and_clears(sieve, qtbot, chip, value, shown):
    sieve.show()
    button = getattr(sieve, chip)
    button.click()
    chooser = button.findChild(Chooser)
    assert len(chooser.choices_shown()) >= 2
    chooser.chosen.emit(value)
    chooser.close()
    assert places(sieve) == shown and ":" in button.text()
    button.cleared.emit()
    assert places(sieve) == [0, 20] and ":" not in button.text()


def test_the_score_let_go_at_is_told(sieve, qtbot):
    sieve.slider.setValue(30)
    with qtbot.waitSignal(sieve.least_chosen) as told:
        sieve.slider.sliderReleased.emit()
    assert told.args == [0.3]


def test_the_card_is_as_high_as_what_it_asks_about(qtbot):
    card = OfferCard(OfferSieve())
    qtbot.addWidget(card)
    card.resize(340, 40)
    long = "the harbour office had been told of the crack in the bearing weeks before. " * 3
    card.show_offer(
        Suggestion(Kind.QUOTE, "indirect", 0, len(long), long, speaker="Ada Lund"), 1, 9
    )
    card.resize(card.sizeHint())
    assert card.width() == 340
    qtbot.waitUntil(lambda: card.words.height() >= card.words.heightForWidth(card.words.width()))

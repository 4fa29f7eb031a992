"""Back and forward: the way back is the way one came."""

from __future__ import annotations

from editor.ui.travel import LONGEST, Place, Travel


def test_there_and_back_again():
    gone = []
    travel = Travel(gone.append)
    assert travel.on_back is None and travel.on_onward is None
    for page, article in (("article", "a"), ("queue", "a"), ("article", "b")):
        travel.arrive(Place(page, article))
    travel.arrive(Place("article", "b", "m1"))
    travel.on_back()
    travel.on_back()
    assert gone == [Place("queue", "a"), Place("article", "a")] and travel.on_back is None
    travel.on_onward()
    travel.on_onward()
    assert gone[-1] == Place("article", "b", "m1") and travel.on_onward is None


def test_going_elsewhere_forgets_what_was_ahead_and_the_past_is_bounded():
    travel = Travel(lambda place: None)
    for number in range(LONGEST * 2):
        travel.arrive(Place("article", str(number)))
    travel.on_back()
    travel.arrive(Place("queue"))
    assert travel.on_onward is None
    steps = 0
    while travel.on_back:
        travel.on_back()
        steps += 1
    assert steps == LONGEST

"""Lines are cut where there is no room, and run in the direction of their own script."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextLayout

from editor.ui.elided import Elided, own_way, shortened

HEBREW = "הגשר נפתח שלוש פעמים."


def place_of(font, line, sign):
    """Where a sign of a line stands, in pixels from the left."""
    layout = QTextLayout(line, font)
    layout.beginLayout()
    made = layout.createLine()
    layout.endLayout()
    return made.cursorToX(line.index(sign))[0], made.naturalTextWidth()


@pytest.mark.parametrize("words", ["", "The bridge opened.", "“Élan” – ½ Žižek", "東京"])
def test_words_that_run_from_the_left_stay_as_they_are(words):
    assert own_way(words) == words


def test_a_hebrew_sentence_ends_at_its_left(qapp):
    at, width = place_of(qapp.font(), own_way(HEBREW), ".")
    assert at < width / 4
    at, width = place_of(qapp.font(), "draft 2: " + own_way(HEBREW) + " (left)", ".")
    assert at < width / 2


@pytest.fixture
def made(qtbot):
    """Makes a line of a class on the screen."""

    def make(**how):
        line = Elided(**how)
        qtbot.addWidget(line)
        with qtbot.waitExposed(line):
            line.show()
        return line

    return make


def test_words_are_cut_to_the_room_there_is(made):
    line = made()
    line.set_text("The bridge that opened three times")
    line.resize(90, 20)
    assert line.text().endswith("…") and line.toolTip() == "The bridge that opened three times"
    metrics = line.fontMetrics()
    assert metrics.horizontalAdvance(line.text()) <= 90
    assert shortened(metrics, HEBREW * 3, 90).strip("\u2068\u2069").endswith("…")


PARTS = ("14 open of 22", "4 unchecked", "1 asked source", "6 confirmed")


def test_parts_that_find_no_room_are_left_out_whole(made):
    line = made()
    line.set_parts(PARTS)
    said = set()
    for width in range(400, 20, -5):
        line.resize(width, 20)
        said.add(line.text())
    whole = [" · ".join(PARTS[:count]) for count in (1, 2, 3, 4)]
    assert {*whole} <= said and line.accessibleName() == whole[-1]
    assert [t for t in said if t not in whole and not PARTS[0].startswith(t.rstrip("…"))] == []


def test_parts_go_on_in_a_second_line_and_say_where_there_are_more(made):
    line = made(lines=2, more=" …")
    line.set_parts(PARTS)
    line.resize(200, 40)
    one, two = line.text().splitlines()
    assert f"{one} · {two}" == line.toolTip()
    line.resize(110, 40)
    assert line.text() == "14 open of 22\n4 unchecked …"
    assert line.sizeHint().height() >= 2 * line.fontMetrics().height()

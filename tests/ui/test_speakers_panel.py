"""Who is quoted: the panel, and the filter it is for margin and suggestions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.kinds import Kind
from editor.text.roll import SpeakerLine
from editor.ui.speakers_panel import SpeakersPanel

LINES = [
    SpeakerLine("Ada Lund", "mayor", 2, 14, 1, 1, ("a", "b")),
    SpeakerLine("Ben Ortega", "", 1, 4, 0, 0, ("c",)),
    SpeakerLine("", "", 0, 0, 0, 2, ()),
]


@pytest.fixture
def panel(qtbot):
    made = SpeakersPanel()
    qtbot.addWidget(made)
    made.show_lines(LINES)
    made.show()
    return made


def test_a_row_tells_how_often_how_long_and_what_is_open(panel):
    assert [panel.list.item(row).text() for row in range(panel.list.count())] == [
        "Ada Lund, mayor\n2 quotes · 14 words · 1 unchecked · 1 suggested",
        "Ben Ortega\n1 quote · 4 words",
        "Nobody named\n2 suggested",
    ]


def test_a_click_chooses_and_a_second_one_lets_go(panel, qtbot):
    place = panel.list.visualItemRect(panel.list.item(0)).center()
    for chosen in ("Ada Lund", ""):
        with qtbot.waitSignal(panel.speaker_chosen) as told:
            qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert told.args == [chosen]


def test_enter_chooses_and_escape_closes(panel, qtbot):
    panel.list.setCurrentRow(1)
    with qtbot.waitSignal(panel.speaker_chosen) as told:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert told.args == ["Ben Ortega"]
    with qtbot.waitSignals([panel.speaker_chosen, panel.closed]):
        qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.chosen == "" and panel.isHidden()


def test_a_speaker_who_is_gone_is_no_filter_any_more(panel, qtbot):
    panel.choose("Ben Ortega")
    with qtbot.waitSignal(panel.speaker_chosen) as told:
        panel.show_lines(LINES[:1])
    assert told.args == [""]


def test_in_the_window_a_speaker_filters_cards_and_suggestions(window, mark, qtbot):
    page = window.article_page
    window.keys["speakers"].trigger()
    panel = page.speakers.panel
    qtbot.waitUntil(lambda: [line.speaker for line in panel.lines] == ["Ada Lund"])
    assert (panel.lines[0].quotes, panel.lines[0].suggested) == (0, 1)
    window.keys["suggest"].trigger()
    qtbot.waitUntil(lambda: len(page.offers.offers) > 1)
    panel.choose("Ada Lund")
    assert {offer.speaker for offer in page.offers.offers} == {"Ada Lund"}
    page.offers.show([])
    mark("40 metres", Kind.FACT)
    assert page.sieve.speaker.isVisible() and page.sieve.count.text() == "0 / 1"
    window.keys["speakers"].trigger()
    assert panel.isHidden() and page.sieve.count.text() == "1"

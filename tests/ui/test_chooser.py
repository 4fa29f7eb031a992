"""The chooser: letters find, Enter chooses, keys choose at once, Space ticks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from editor.ui.chooser import Choice, Chooser

PEOPLE = [Choice("a", "Ada Moreau", hint="AM"), Choice("b", "Søren Lûnd"), Choice("c", "Chen Wei")]
KEYED = [Choice(0, "urgent", key="0"), Choice(1, "high", key="1")]


@pytest.fixture
def owner(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    with qtbot.waitActive(owner):
        owner.show()
        owner.activateWindow()
    return owner


@pytest.fixture
def offer(owner, qtbot):
    """Open a chooser; what it chose comes to the list given back with it."""

    def make(choices, **options):
        chooser = Chooser("Who", choices, owner, **options)
        chosen = []
        chooser.chosen.connect(chosen.append)
        chooser.popup_at(owner.mapToGlobal(QPoint(0, 0)))
        return chooser, chosen

    return make


def test_letters_find_whatever_case_and_accents(offer, qtbot):
    chooser, chosen = offer(PEOPLE)
    qtbot.keyClicks(chooser.field, "LUND")
    assert chooser.choices_shown() == ["Søren Lûnd"]
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen == ["b"] and not chooser.isVisible()


def test_hints_are_found_too(offer, qtbot):
    chooser, _chosen = offer(PEOPLE)
    qtbot.keyClicks(chooser.field, "am")
    assert chooser.choices_shown() == ["Ada Moreau   AM"]


def test_arrows_move_from_the_field(offer, qtbot):
    chooser, chosen = offer(PEOPLE)
    for _ in range(5):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Up)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Enter)
    assert chosen == ["b"]


def test_a_key_chooses_at_once(offer, qtbot):
    chooser, chosen = offer(KEYED)
    assert not chooser.field.isVisible()
    qtbot.keyClick(chooser.list, "1")
    assert chosen == [1]


def test_another_key_does_nothing(offer, qtbot):
    chooser, chosen = offer(KEYED)
    qtbot.keyClick(chooser.list, "7")
    assert chosen == [] and chooser.isVisible()
    chooser.close()


def test_several_are_ticked_and_given_in_order(offer, qtbot):
    chooser, chosen = offer(PEOPLE, several=True, ticked=["c"])
    qtbot.keyClick(chooser.field, Qt.Key.Key_Up)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Up)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Space)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen == [("a", "c")]


def test_with_nothing_ticked_enter_takes_the_current_one(offer, qtbot):
    chooser, chosen = offer(PEOPLE, several=True)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen == [("b",)]


def test_a_click_chooses_or_ticks(offer, qtbot):
    chooser, chosen = offer(PEOPLE)
    chooser.list.itemClicked.emit(chooser.list.item(2))
    assert chosen == ["c"]
    chooser, chosen = offer(PEOPLE, several=True)
    chooser.list.itemClicked.emit(chooser.list.item(2))
    assert chosen == [] and chooser.list.item(2).checkState() == Qt.CheckState.Checked
    chooser.close()


def test_what_is_typed_can_be_a_choice_of_its_own(offer, qtbot):
    chooser, chosen = offer(PEOPLE, read=lambda typed: Choice(typed, f"new: {typed}"))
    qtbot.keyClicks(chooser.field, "Ida")
    assert chooser.choices_shown() == ["new: Ida"]
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chosen == ["Ida"]


def test_it_stays_on_the_screen(offer, owner):
    chooser, _chosen = offer(PEOPLE)
    chooser.popup_at(QPoint(100_000, 100_000))
    screen = chooser.screen().availableGeometry()
    assert screen.contains(chooser.geometry())
    chooser.close()


def test_of_very_many_the_first_are_listed_and_all_are_found(offer, qtbot):
    chooser, _chosen = offer([Choice(n, f"article {n}") for n in range(5_000)])
    assert len(chooser.choices_shown()) == 200
    qtbot.keyClicks(chooser.field, "4999")
    assert chooser.choices_shown() == ["article 4999"]
    chooser.close()

"""Icons: every name is a file that comes along, drawn in the theme's colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

import resources
from db.kinds import Kind, State
from editor.ui import icons
from editor.ui.actions import ACTIONS
from editor.ui.pages import PAGES
from editor.ui.theme import theme

SOURCES = Path(icons.__file__).parent
USED = {row.icon for row in (*ACTIONS, *PAGES)} - {""}
USED |= {*icons.KINDS.values(), *icons.STATES.values()}


def test_every_icon_named_in_a_table_comes_along():
    there = {path.stem for path in resources.path("icons").glob("*.svg")}
    assert USED - there == set()


def test_no_icon_comes_along_that_nothing_names():
    source = "".join(path.read_text("utf-8") for path in SOURCES.glob("*.py"))
    there = {path.stem for path in resources.path("icons").glob("*.svg")}
    assert {name for name in there if f'"{name}"' not in source} == set()


def test_every_kind_and_state_has_an_icon_of_its_own():
    assert set(icons.KINDS) == set(Kind) and set(icons.STATES) == set(State)
    assert len(set(icons.STATES.values())) == len(State)


@pytest.mark.parametrize("mode", [QIcon.Mode.Normal, QIcon.Mode.Disabled])
def test_an_icon_wears_the_roles_colour(qapp, mode):
    picture = icons.icon("check", "accent").pixmap(QSize(24, 24), 2.0, mode).toImage()
    inks = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    role = "faint" if mode == QIcon.Mode.Disabled else "accent"
    assert picture.width() == 48 and inks == {theme("light").roles[role]}


def test_no_name_is_no_icon(qapp):
    assert icons.icon("").isNull()


def test_every_icon_is_recoloured():
    for path in resources.path("icons").glob("*.svg"):
        assert re.search("currentColor", path.read_text("utf-8")), path

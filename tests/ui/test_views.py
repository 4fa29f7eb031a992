"""The window looks as it does in `tests/pictures/views`, tile by tile and with some tolerance.

`python3 -m tests --pictures` draws them anew where another look is meant. What differs is named
with the picture drawn and one of the differences, both beside the message.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests import darkroom

ROOT = Path(__file__).resolve().parents[2]
REFERENCES = ROOT / "tests" / "pictures" / "views"
TILE = 16
"""Pixels of a tile's side."""
LIMIT = 14
"""Levels (of 255) that a tile may differ on average: type drawn a little otherwise stays below,
a word, a sign or a colour that is another one does not."""


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """The folder of the views as they are now."""
    folder = tmp_path_factory.mktemp("pictures")
    darkroom.draw(folder)
    return folder / "views"


@pytest.mark.parametrize("name", sorted(path.stem for path in REFERENCES.glob("*.png")))
def test_a_view_looks_as_it_did(drawn, name):
    wanted, now = QImage(REFERENCES / f"{name}.png"), QImage(drawn / f"{name}.png")
    assert now.size() == wanted.size()
    other = difference(wanted, now)
    worst, place = worst_tile(other)
    path = drawn / f"{name}-difference.png"
    if worst > LIMIT:
        other.save(str(path))
    assert worst <= LIMIT, f"{worst} levels at {place} (half size): {drawn / name}.png, {path}"


def test_every_view_is_compared(drawn):
    assert {path.name for path in REFERENCES.iterdir()} == {
        path.name for path in drawn.iterdir() if not path.stem.endswith("-difference")
    }


@pytest.mark.parametrize(("word", "differs"), [("confirmed", False), ("change needed", True)])
def test_another_word_is_a_difference(qapp, word, differs):
    one, other = (line_of(qapp.font(), text) for text in ("confirmed", word))
    assert (worst_tile(difference(one, other))[0] > LIMIT) is differs


def difference(one, other):
    """How far every pixel of two pictures is from the other."""
    made = one.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(QPoint(), other)
    painter.end()
    return made


def worst_tile(other):
    """The mean of the tile that differs most, and where it is in pixels."""
    tiles = other.scaled(
        other.size() / TILE,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    places = [(x, y) for x in range(tiles.width()) for y in range(tiles.height())]
    worst = max(places, key=lambda at: level(tiles, at))
    return level(tiles, worst), (worst[0] * TILE, worst[1] * TILE)


def level(tiles, at):
    """The mean of a tile's colours."""
    colour = QColor(tiles.pixel(*at))
    return (colour.red() + colour.green() + colour.blue()) / 3


def line_of(font, text):
    """A line of text, dark on light."""
    made = QImage(160, 32, QImage.Format.Format_RGB32)
    made.fill(QColor("#ffffff"))
    painter = QPainter(made)
    painter.setFont(font)
    painter.drawText(4, 20, text)
    painter.end()
    return made

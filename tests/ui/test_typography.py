"""Every kind of block has type of its own, and grows with the zoom."""

from __future__ import annotations

import pytest

from db.kinds import BlockKind
from editor.ui.theme import theme
from editor.ui.typography import SETTINGS, letters, shape


@pytest.mark.parametrize("kind", BlockKind)
def test_type_grows_with_the_zoom(qapp, kind):
    sizes = [letters(kind, zoom, theme("light")).font().pixelSize() for zoom in (0.5, 1, 3)]
    assert sizes[0] < sizes[1] < sizes[2]
    assert shape(kind, 2).bottomMargin() == 2 * shape(kind, 1).bottomMargin() > 0


def test_every_kind_but_running_text_looks_different():
    assert set(BlockKind) - set(SETTINGS) == {BlockKind.PARAGRAPH}
    assert len(set(SETTINGS.values())) == len(SETTINGS)


def test_a_label_has_room_above():
    assert shape(BlockKind.SIDEBAR, 1, True).topMargin() > shape(BlockKind.SIDEBAR, 1).topMargin()

"""Code points and Qt's positions, both ways, checked against Qt's own document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.reading.canonical import join_blocks
from editor.ui.positions import Positions

WORDS = st.lists(st.text(alphabet="aé😀ש 𝔊", min_size=1), min_size=1, max_size=6)


@given(WORDS)
def test_every_place_goes_to_qt_and_back(words):
    text, blocks = join_blocks((word, "paragraph", 0) for word in words)
    positions = Positions(text, blocks)
    for block in blocks:
        for at in range(block.start, block.end + 1):
            assert positions.to_text(positions.to_qt(at)) == at


@given(WORDS)
def test_qt_holds_the_same_words_at_its_position(words):
    text, blocks = join_blocks((word, "paragraph", 0) for word in words)
    document = QTextDocument()
    document.setPlainText("\n".join(text[b.start : b.end] for b in blocks))
    positions = Positions(text, blocks)
    for block in blocks:
        cursor = QTextCursor(document)
        cursor.setPosition(positions.to_qt(block.start))
        cursor.setPosition(positions.to_qt(block.end), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == text[block.start : block.end]


def test_half_of_a_pair_counts_as_its_start():
    text, blocks = join_blocks([("ab😀c", "paragraph", 0)])
    positions = Positions(text, blocks)
    assert [positions.to_text(at) for at in range(6)] == [0, 1, 2, 2, 3, 4]


def test_a_place_in_the_blank_line_between_blocks_is_the_end_of_the_one_above():
    text, blocks = join_blocks([("one", "paragraph", 0), ("two", "paragraph", 0)])
    positions = Positions(text, blocks)
    assert positions.to_qt(4) == positions.to_qt(3) == 3
    assert positions.to_qt(5) == 4

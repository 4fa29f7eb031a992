"""The page: pieces in order, kinds changed by hand, display type added, what is apart labelled."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from db.kinds import BlockKind
from db.records import Block, Overlay, Revision
from editor.reading.canonical import join_blocks
from editor.ui import paper
from editor.ui.theme import theme

WORDS = [
    ("Head", "headline", 1),
    ("One \U0001f4a1 two", "paragraph", 0),
    ("Sign up", "paragraph", 0),
]


def draft():
    text, blocks = join_blocks(WORDS)
    *first, last = blocks
    apart = Block(last.start, last.end, BlockKind.NOT_ARTICLE, 0, "prompt")
    return Revision("r", "a", 1, text, (*first, apart), (), "", "txt", "text")


def overlay(at, kind, text="", id_="o1", end=None):
    return Overlay(id_, "a", "r", at, at if end is None else end, kind, text)


def test_a_run_of_what_is_not_article_is_labelled_once_with_its_reason():
    page = paper.pieces(draft(), ())
    assert [piece.label for piece in page] == ["", "", "Not article · prompt"]


def test_a_persons_word_on_a_kind_is_followed_and_known():
    revision = draft()
    start = revision.blocks[1].start
    page = paper.pieces(revision, [overlay(start, BlockKind.PULL_QUOTE, end=start + 3)])
    assert (page[1].kind, page[1].overlay) == (BlockKind.PULL_QUOTE, "o1")


def test_added_display_type_stands_before_its_block_and_shifts_nothing_in_the_text():
    revision = draft()
    at = revision.blocks[1].start
    late = [
        overlay(at, BlockKind.DECK, "A deck \U0001f4a1"),
        overlay(len(revision.text) + 5, BlockKind.CAPTION, "A caption", "o2"),
    ]
    page = paper.pieces(revision, late)
    assert [piece.text for piece in page] == [
        "Head",
        "A deck \U0001f4a1",
        "One \U0001f4a1 two",
        "Sign up",
        "A caption",
    ]
    document = QTextDocument()
    paper.fill(document, page, 1.0, theme("light"))
    where = paper.positions(revision, page)
    for block in revision.blocks:
        cursor = QTextCursor(document)
        cursor.setPosition(where.to_qt(block.start))
        cursor.setPosition(where.to_qt(block.end), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == revision.text[block.start : block.end]
        for place in range(block.start, block.end + 1):
            assert where.to_text(where.to_qt(place)) == place


@pytest.mark.parametrize("kind", BlockKind)
@pytest.mark.parametrize("label", ["", "A label"])
def test_every_kind_can_be_painted(qapp, kind, label):
    from PySide6.QtGui import QImage, QPainter

    document = QTextDocument()
    piece = paper.Piece(kind, "Some words", 0, 10, label=label)
    paper.fill(document, [piece], 1.0, theme("dark"))
    document.setTextWidth(500)
    picture = QImage(500, 200, QImage.Format.Format_RGB32)
    picture.fill(0)
    painter = QPainter(picture)
    paper.paint_block(painter, document.begin(), piece, 1.0, theme("dark"))
    painter.end()
    blank = QImage(500, 200, QImage.Format.Format_RGB32)
    blank.fill(0)
    assert (picture != blank) == (bool(label) or kind in (*paper.APART, *paper.RULED))

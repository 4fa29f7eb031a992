"""What the words cannot show themselves is signed on the page and named; the text stays."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from db.kinds import SpanKind
from db.records import Revision, Span
from editor.reading.canonical import join_blocks
from editor.ui.article_view import ArticleView

TURNED = "They paid \u202e000 04\u202c euros to pay\u200bpal."
MIXED = "The p\u0430yment was late."


def shown(qtbot, *paragraphs):
    text, blocks = join_blocks((words, "paragraph", 0) for words in paragraphs)
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show_revision(Revision("r" * 32, "a" * 32, 1, text, blocks, (), "", "text", "text"))
    with qtbot.waitExposed(view):
        view.show()
    return view


def red(view):
    """How many pixels of the page are tinted red, which nothing but the signs is."""
    image = view.viewport().grab().toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(pixel.red() - pixel.green() > 60 for pixel in pixels)


def hovered(view, place):
    """What the tool tip says at a code point of the draft."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._positions.to_qt(place))
    at = view.cursorRect(cursor).topLeft() + QPoint(1, 3)
    QToolTip.hideText()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    return QToolTip.text()


def test_each_kind_is_painted_and_told_and_the_words_stay(qtbot):
    plain = shown(qtbot, "They paid 40 000 euros to paypal.", "The payment was late.")
    assert red(plain) == 0 and plain.accessibleDescription() == ""
    for paragraph in (TURNED, MIXED):
        assert red(shown(qtbot, paragraph)) > 10
    view = shown(qtbot, TURNED, MIXED)
    assert view.accessibleDescription() == (
        "Misleading: 2 characters that turn the direction of writing, 1 invisible character, "
        "1 word that mixes letters of several scripts."
    )
    assert view.toPlainText() == f"{TURNED}\n{MIXED}"


def test_a_sign_names_the_character_under_the_pointer(qtbot):
    view = shown(qtbot, TURNED, MIXED)
    assert hovered(view, TURNED.index("\u200b")) == "U+200B ZERO WIDTH SPACE"
    assert hovered(view, TURNED.index("\u202e")) == "U+202E RIGHT-TO-LEFT OVERRIDE"
    word = len(TURNED) + 2 + MIXED.index("p\u0430y")
    assert "CYRILLIC SMALL LETTER A" in hovered(view, word + 2)
    hovered(view, 2)
    qtbot.waitUntil(lambda: QToolTip.text() == "")


def test_only_the_finds_of_a_block_are_looked_at(qtbot):
    view = shown(qtbot, *[MIXED] * 30)
    block = view.document().findBlockByNumber(7)
    point = QPointF(0, 0)
    assert view.misleading.at(point, block, view._positions) == ""
    (one, _shape), *others = view.misleading._shapes(block, view._positions)
    assert one.start == 7 * (len(MIXED) + 2) + 4 and not others


def test_a_cold_read_shows_them_too(qtbot):
    view = shown(qtbot, TURNED)
    view.set_plain(True)
    assert red(view) > 10


def test_words_taken_out_leave_a_wedge_that_names_them(qtbot):
    text, blocks = join_blocks([("It cost 71 million.", "paragraph", 0)])
    gone = Span(8, 8, SpanKind.DELETED, author="Ada", text="48")
    view = shown(qtbot, "It cost 71 million.")
    before = view.viewport().grab().toImage()
    assert hovered(view, 8) == ""
    view.show_revision(Revision("s" * 32, "a" * 32, 2, text, blocks, (gone,), "", "docx", "docx"))
    assert hovered(view, 8) == "Ada took out: 48"
    assert view.viewport().grab().toImage() != before and red(view) == 0

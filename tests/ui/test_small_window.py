"""At 640 by 400 pixels everything is still there: the side on demand, the pages by scrolling."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.kinds import Kind
from editor.ui.pages import PAGES


@pytest.fixture
def small(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    window.resize(640, 400)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (640, 400))
    return window


@pytest.mark.parametrize("name", [page.id for page in PAGES])
def test_what_has_the_keyboard_is_in_sight(small, qtbot, name):
    small.on_page(name)
    qtbot.waitUntil(lambda: small.pages.shown == name)
    assert (small.width(), small.height()) == (640, 400)
    seen = []
    for _step in range(60):
        qtbot.keyClick(small.focusWidget(), Qt.Key.Key_Tab)
        widget = small.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
        if small.pages.isAncestorOf(widget):
            qtbot.waitUntil(lambda widget=widget: not widget.visibleRegion().isEmpty())
    assert any(small.pages.isAncestorOf(widget) for widget in seen)


def test_the_side_comes_when_it_is_wanted_and_goes(small, qtbot):
    assert small.side.isHidden() and small.bar.side.isVisible()
    small.keys["side"].trigger()
    assert small.side.isVisible() and not small.bar.side.isVisible()
    qtbot.waitUntil(small.side.articles.hasFocus)
    small.keys["side"].trigger()
    assert small.side.isHidden() and small.article_page.view.hasFocus()
    small.keys["search"].trigger()
    assert small.side.isVisible()
    qtbot.waitUntil(small.side.search.hasFocus)
    small.keys["page_queue"].trigger()
    assert small.side.isHidden()
    small.resize(690, 400)
    assert small.side.isHidden()
    small.resize(760, 500)
    assert small.side.isVisible() and not small.bar.side.isVisible()


def test_a_cold_read_gives_a_narrow_window_back_as_it_was(small):
    small.keys["cold_read"].trigger()
    assert small.side.isHidden() and small.bar.isHidden()
    small.keys["cold_read"].trigger()
    assert small.side.isHidden() and small.bar.isVisible()


def test_a_report_is_exported_from_a_low_window(small, qtbot):
    small.on_page("report")
    panel = small.pages.page("report").panel
    qtbot.waitUntil(panel.export.isEnabled)
    for widget in (panel.export, panel.articles):
        assert not widget.visibleRegion().isEmpty()
    assert panel.language.visibleRegion().isEmpty()


@pytest.mark.parametrize("name", [page.id for page in PAGES])
def test_a_window_of_the_usual_size_scrolls_no_page_as_a_whole(window, mark, qtbot, name):
    mark("40 metres", Kind.FACT)
    window.resize(1280, 760)
    window.on_page(name)
    area = window.pages.currentWidget()
    qtbot.waitUntil(lambda: area.widget().size() == area.size())


@pytest.mark.parametrize(
    "id_",
    [
        *("open_address", "about_file", "details", "corrections", "settings", "persons"),
        *("keys", "edit_draft"),
    ],
)
def test_a_dialog_fits_on_a_small_screen(small, qtbot, id_):
    small.keys[id_].trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    least, room = dialog.minimumSizeHint(), dialog.screen().availableSize()
    assert least.width() <= 600 and least.height() <= 360
    assert dialog.width() <= room.width() and dialog.height() <= room.height()
    dialog.close()

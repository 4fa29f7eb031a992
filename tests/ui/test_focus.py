"""After whatever an action opened has closed, the keyboard is where it was before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from db.kinds import Kind, State
from editor.ui.ask_line import AskLine
from editor.ui.card_proof import AttachForm
from editor.ui.display_editor import DisplayEditor
from editor.ui.find_bar import FindBar
from editor.ui.palette import Palette

ANYWHERE = (
    *("open_address", "about_file", "details", "corrections", "settings", "persons"),
    *("palette", "keys", "about"),
)
"""Actions that open something on every page."""
CHECK = ("risk", "priority", "assign", "close_time", "tags", "attach", "ask")
OPENING = {
    "article": (*CHECK, "find", "same", "add_headline", "add_caption"),
    "queue": (*CHECK, "columns", "sort"),
    "sources": CHECK,
    "drafts": (),
    "closing": ("risk", "priority", "assign", "close_time", "initial", "article_close"),
    "report": ("save_preset",),
}
"""What else each page's actions open."""
ACTIVE = Qt.ApplicationState.ApplicationActive
IN_THE_PAGE = (AskLine, AttachForm, DisplayEditor, FindBar, Palette)


@pytest.fixture
def standing(window, mark, qtbot):
    """Goes to a page on which a check is current, with the keyboard in the page."""
    made = mark("40 metres", Kind.FACT)
    mark("It opened three times", Kind.QUOTE)
    window.article_page.focus_mark(made.id)
    run = window.desk.session.run
    from editor.commands import checks

    run(checks.attach, made.check, source_name="The log").result(10)
    run(checks.set_checks, [made.check], state=State.CHANGE_NEEDED).result(10)
    qtbot.waitUntil(lambda: len(window.desk.reading.evidence) == 1)

    def go(name):
        window.on_page(name)
        page = window.pages.page(name)
        if name == "queue":
            qtbot.waitUntil(lambda: page.selected_ids() != [])
            qtbot.waitUntil(lambda: page.pane.context is not None)
        elif name == "sources":
            qtbot.waitUntil(lambda: page.detail.isEnabled())
            page.facts.setFocus()
        elif name == "closing":
            qtbot.waitUntil(lambda: page.list.current_point() is not None)
            assert page.list.current_point().check is not None
        elif name == "report":
            qtbot.waitUntil(page.panel.export.isEnabled)
        return page

    return go


def shown(window):
    """What was opened and has the keyboard, if anything."""
    over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if over is not None:
        return over
    found = (one for one in window.findChildren(QWidget) if isinstance(one, IN_THE_PAGE))
    return next((one for one in found if one.isVisible() and one.isAncestorOf(focus())), None)


def focus():
    return QApplication.focusWidget() or QWidget()


def there_and_back(window, qtbot, id_):
    """Do an action, leave what it opened by Esc, and give the keyboard's place before and after."""
    before = QApplication.focusWidget()
    assert before is not None and window.keys[id_].isEnabled(), id_
    window.keys[id_].trigger()
    qtbot.waitUntil(lambda: shown(window) is not None)
    while (opened := shown(window)) is not None:
        over = opened.isWindow()
        if isinstance(opened, QDialog):
            opened.activateWindow()
        if not isinstance(opened, QMenu):
            qtbot.waitUntil(lambda opened=opened: opened.isAncestorOf(focus()))
        qtbot.keyClick(opened.focusWidget() or opened, Qt.Key.Key_Escape)
        if over:  # where no window manager gives the window its keyboard back
            qtbot.waitUntil(lambda: not (isValid(opened) and opened.isVisible()))
            window.activateWindow()
            qtbot.waitUntil(lambda: focus().window() is window)
            qtbot.waitUntil(lambda: QApplication.applicationState() is ACTIVE)
    return before, QApplication.focusWidget()


@pytest.mark.parametrize("page", OPENING)
def test_the_keyboard_goes_back_to_the_page(window, standing, qtbot, page):
    standing(page)
    for id_ in ANYWHERE:
        before, after = there_and_back(window, qtbot, id_)
        assert before is after, id_


@pytest.mark.parametrize(("page", "id_"), [(p, id_) for p, ids in OPENING.items() for id_ in ids])
def test_the_keyboard_goes_back_to_what_an_action_was_about(window, standing, qtbot, page, id_):
    standing(page)
    before, after = there_and_back(window, qtbot, id_)
    assert before is after


@pytest.mark.parametrize("id_", ANYWHERE)
def test_the_keyboard_goes_back_to_a_field(window, standing, qtbot, id_):
    standing("article")
    window.keys["edit"].trigger()
    editor = window.article_page.card.statement.editor
    qtbot.waitUntil(editor.hasFocus)
    before, after = there_and_back(window, qtbot, id_)
    assert before is after is editor

"""What a window is furnished with; importing this imports all of it, which a frame waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.actions import all_actions
from editor.ui.article_errands import ArticleErrands
from editor.ui.article_page import ArticlePage
from editor.ui.bar import Bar
from editor.ui.desk import Desk
from editor.ui.doing import build
from editor.ui.drafts_new import DraftIntake
from editor.ui.errands import Errands
from editor.ui.foot import Foot
from editor.ui.guide import Guide
from editor.ui.intake import Intake
from editor.ui.keyboard import Keyboard
from editor.ui.menus import add_menus
from editor.ui.pages import PAGES, Pages
from editor.ui.side import Side
from editor.ui.side_door import SideDoor

if TYPE_CHECKING:
    from editor.ui.window import MainWindow


def make_parts(window: MainWindow) -> None:
    """Make everything that stands in a window or acts for it."""
    own = window.memory.own if window.memory else None
    desk = window.desk = Desk(window.session, window, own)
    window.pages = Pages(window.session, desk)
    article = window.pages.page("article")
    assert isinstance(article, ArticlePage)
    window.article_page = article
    window.intake = Intake(window, desk)
    window.drafts = DraftIntake(desk, window, article.view.viewport())
    window.errands, window.paperwork = Errands(window), ArticleErrands(window)
    window.guide, window.door = Guide(window), SideDoor(window)
    acting = (window.errands, window.paperwork, window.guide, window.door)
    window.beyond = (window.travel, *acting)
    window.table = all_actions(PAGES)
    window.keys = build(window, window.table, window.target)
    window.side = Side(window.keys["open"])
    window.bar, window.foot = Bar(window.keys), Foot()
    window.keyboard = Keyboard(window, window.table, window.keys, window.target)
    add_menus(window.menuBar(), window.table, window.keys)

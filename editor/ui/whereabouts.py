"""Where one is in a window: the bar's words, the list's raised card, the keys at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.i18n import _

if TYPE_CHECKING:
    from editor.ui.window import MainWindow

HINTS: dict[str, tuple[str, ...]] = {
    "queue": ("next", "previous", "passage", "confirmed", "change_needed", "assign_me", "find"),
}
"""Actions whose keys the foot shows on a page that names none itself."""


def show_hints(window: MainWindow) -> None:
    """Name the keys that answer on the page shown."""
    window.keyboard.refresh()
    hints = getattr(window.pages.current(), "HINTS", HINTS.get(window.pages.shown, ()))
    window.foot.show_hints([window.keys[key] for key in hints])


def show_place(window: MainWindow) -> None:
    """Say which page is shown, of which article, and its draft."""
    name = window.pages.title()
    reading, here = window.desk.reading, window.pages.current()
    if reading is None or not hasattr(here, "show_article"):
        window.bar.show_place(name)
    else:
        draft = _("draft {number}").format(number=reading.revision.number)
        window.bar.show_place(name, reading.article.headline, draft)


def show_articles(window: MainWindow) -> None:
    """List the articles at the side, the one shown raised."""
    reading = window.desk.reading
    window.side.articles.show_articles(window.desk.groups, reading.article.id if reading else "")

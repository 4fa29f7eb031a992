"""What is done to the shown article as a whole: its details, its corrections, its removal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Article
from editor.commands import articles
from editor.i18n import _
from editor.ui.guide import sample_in
from editor.ui.opened import Reading
from editor.ui.opening_sample import open_sample

if TYPE_CHECKING:
    from editor.ui.window import MainWindow


class ArticleErrands:
    """Runs them for one window."""

    def __init__(self, window: MainWindow) -> None:
        """Do them for `window`."""
        self._window = window

    def on_details(self) -> None:
        """Show what is known about the article, to be changed."""
        if self._reading() is not None:
            from editor.ui.dialogs.details import DetailsDialog

            dialog = DetailsDialog(self._window.desk, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def on_corrections(self) -> None:
        """Show the errors found after publication, to log another."""
        reading = self._reading()
        if reading is None:
            return

        article, mark = reading.article.id, self._window.article_page.focused_mark()
        from editor.ui.dialogs.corrections import CorrectionsDialog

        dialog = CorrectionsDialog(self._window.desk, article, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open_about(mark.check if mark else "")

    def on_sample(self) -> None:
        """Show the bundled sample, filed anew where the store has none."""
        desk = self._window.desk

        def found(article_id: str) -> None:
            if article_id:
                desk.show_article(article_id)
            else:
                open_sample(desk.session, desk.show_article, desk.failed.emit)

        self._window.on_page("article")
        desk.ask(sample_in, found)

    def on_remove_article(self) -> None:
        """Take the article away with its marks and checks; the desk shows another, or none."""
        reading = self._reading()
        if reading is None:
            return
        article, window = reading.article, self._window
        window.leave_pages()
        window.desk.run(articles.remove_article, article, then=lambda _none: self._removed(article))

    def _removed(self, article: Article) -> None:
        words = _("“{headline}” was removed.").format(headline=article.headline)
        self._window.foot.say(words, _("Take back"), self._window.desk.undo)

    def _reading(self) -> Reading | None:
        reading = self._window.desk.reading
        if reading is None:
            self._window.foot.say(_("Open an article first."))
        return reading

"""What the program does about files, windows and itself, whatever page is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from editor.exchange import EXPORTERS
from editor.i18n import _
from editor.ui.theme import apply, resolve

if TYPE_CHECKING:
    from editor.ui.window import MainWindow


class Errands:
    """Runs them for one window."""

    def __init__(self, window: MainWindow) -> None:
        """Do them for `window`."""
        self._window = window

    def on_open(self) -> None:
        """Choose files and file each as an article."""
        names = QFileDialog.getOpenFileNames(self._window, _("Open article"))[0]
        self._window.intake.open_files(Path(name) for name in names)

    def on_open_address(self) -> None:
        """Ask for a page's address and file it as an article."""
        self._window.intake.ask_address()

    def on_paste(self) -> None:
        """File what the clipboard holds as an article, with its structure."""
        self._window.intake.paste(QApplication.clipboard().mimeData())

    def on_new_draft(self) -> None:
        """Choose the file of the shown article's next draft, on the page of drafts."""
        self._on_drafts_page("on_new_draft")

    def on_edit_draft(self) -> None:
        """Change the shown article's text in place, on the page of drafts."""
        self._on_drafts_page("on_edit_draft")

    def _on_drafts_page(self, slot: str) -> None:
        self._window.on_page("drafts")
        getattr(self._window.pages.page("drafts"), slot)()

    def on_export(self) -> None:
        """Choose where the report goes, and write it there."""
        filters = {f"{_(e.label)} (*{e.suffix})": name for name, e in EXPORTERS.items()}
        reading = self._window.desk.reading
        slug = reading.article.slug if reading else ""
        name, chosen = QFileDialog.getSaveFileName(
            self._window, _("Export report"), slug, ";;".join(filters)
        )
        if name and chosen in filters:
            path, exporter = Path(name), EXPORTERS[filters[chosen]]
            path = path if path.suffix else path.with_suffix(exporter.suffix)
            self._window.desk.export(path, exporter.name)

    def on_exported(self, path: str) -> None:
        """Say where a report was written, and offer to open it."""
        words = _("The report is in {path}.").format(path=path)
        self._window.foot.say(
            words, _("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path))
        )

    def on_theme(self, choice: str) -> None:
        """Wear the system's theme, the light or the dark one."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, resolve(app, choice))

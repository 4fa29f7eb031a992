"""What the program does about files, windows and itself, whatever page is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from db.records import Document, Person
from db.store import Store
from editor import __version__
from editor.commands.receiving import Said, said_of
from editor.commands.settings import set_desk
from editor.files import write_whole
from editor.i18n import _
from editor.remarks import remark
from editor.settings import SETTINGS, Scope
from editor.settings import desk as desk_setting
from editor.ui.actions import Action
from editor.ui.theme import wear

if TYPE_CHECKING:
    from editor.exchange.forms import Exporter
    from editor.ui.window import MainWindow

UNLISTED = ("palette",)
"""Actions that the palette need not offer."""


class Errands:
    """Runs them for one window."""

    def __init__(self, window: MainWindow) -> None:
        """Do them for `window`."""
        self._window = window
        self.cold = False

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
        from editor.exchange import EXPORTERS

        filters = {f"{_(e.label)} (*{e.suffix})": name for name, e in EXPORTERS.items()}
        reading = self._window.desk.reading
        slug = reading.article.slug if reading else ""
        name, chosen = QFileDialog.getSaveFileName(
            self._window, _("Export report"), slug, ";;".join(filters)
        )
        if name and chosen in filters:
            exporter = form_of(name, EXPORTERS[filters[chosen]])
            path = Path(name if Path(name).suffix else name + exporter.suffix)
            self._window.desk.export(path, exporter.name)

    def on_take_in(self) -> None:
        """Choose a file of marks, published fact-checks or another desk's articles; keep them."""
        from editor import taking  # every importer, which a start does not wait for

        name = QFileDialog.getOpenFileName(self._window, _("Take in"))[0]
        if not name:
            return
        desk = self._window.desk
        reading = desk.reading
        text = reading.revision.text if reading else ""
        article = reading.article.id if reading else ""

        def kept(done: taking.Done) -> None:
            self._window.foot.say(taking.told(done))

        def read(found: taking.Taking) -> None:
            if found.marks and not article:
                self._window.foot.say(_("Open an article first."))
            else:
                desk.run(taking.keep, article, found, then=kept)

        desk.then(desk.session.work("editor.taking:read", Path(name), text), read)

    def on_exported(self, path: str) -> None:
        """Say where a report was written, and offer to open it."""
        words = _("The report is in {path}.").format(path=path)

        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))

        self._window.foot.say(words, _("Open"), show)

    def on_theme(self, choice: str) -> None:
        """Wear the system's theme, the light or the dark one."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wear(app, choice)
            if self._window.memory is not None:
                self._window.memory.own.set("theme", choice)

    def on_window(self) -> None:
        """Open another window on the same store."""
        self._window.windows.another(self._window)

    def on_print(self) -> None:
        """Print the shown draft as it reads, without marks."""
        reading = self._window.desk.reading
        if reading is None:
            self._window.foot.say(_("Open an article first."))
            return
        from editor.ui.printing import print_draft

        print_draft(self._window, reading)

    def on_initial(self) -> None:
        """Initial a pass over the shown article, on the closing page."""
        from editor.ui.closing_page import ClosingPage

        self._window.on_page("closing")
        page = self._window.pages.page("closing")
        assert isinstance(page, ClosingPage)
        page.initial_soon()

    def on_cold_read(self) -> None:
        """Leave the text alone on the screen, without marks and margin; again for everything."""
        window = self._window
        if not self.cold:
            window.on_page("article")
        self.cold = not self.cold
        for part in (window.bar, window.foot, window.menuBar()):
            part.setVisible(not self.cold)
        window.door.set_plain(self.cold)
        window.guide.set_plain(self.cold)
        window.article_page.set_plain(self.cold)
        window.to_page()

    def on_palette(self) -> None:
        """Offer every action that can be done now."""
        window = self._window
        rows = [
            (row, window.keys[row.id])
            for row in window.table
            if row.id not in UNLISTED and window.target(row.slot) is not None
        ]
        from editor.ui.palette import Palette

        Palette(window, rows, self._do).open_over(window)

    def on_keys(self) -> None:
        """Show what every key does."""
        from editor.ui.dialogs.keys import KeySheet

        KeySheet(self._window.table, self._window).open()

    def on_settings(self) -> None:
        """Show what can be set, read from the desk first."""
        from editor.ui.dialogs.settings import LABELS

        names = [name for name in LABELS if SETTINGS[name].scope is Scope.DESK]
        self._window.desk.ask(
            lambda store: {name: desk_setting(store, name) for name in names}, self._show_settings
        )

    def _show_settings(self, values: dict[str, Any]) -> None:
        window = self._window
        memory, desk = window.memory, window.desk
        from editor.ui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(memory.own if memory else None, values, window)
        dialog.desk_set.connect(lambda name, value: desk.run(set_desk, name, value))
        if memory is not None:
            dialog.own_set.connect(lambda name, value: memory.set_own(window, name, value))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_persons(self) -> None:
        """Show who works here, and let a person say who sits at this window."""
        from editor.ui.dialogs.persons import PersonsDialog

        dialog = PersonsDialog(self._window.desk, self._window)
        dialog.person_chosen.connect(self._on_person)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_filed(self, document: Document) -> None:
        """Say what was left out of a file as it came in; the rest is behind a button."""
        said = [remark(one) for one in (*document.warnings, *document.lost)]
        if said:
            more = _(" And {count} more.").format(count=len(said) - 1) if len(said) > 1 else ""
            self._window.foot.say(said[0] + more, _("About this file…"), self.on_about_file)

    def on_about_file(self) -> None:
        """Tell what the shown draft was read from and what that left out; offer the file."""
        window, desk = self._window, self._window.desk
        reading = desk.reading
        if reading is None:
            return
        article, revision = reading.article, reading.revision

        def question(store: Store) -> tuple[Said, bytes]:
            return said_of(store, revision.id), store.original(revision.id)

        def answered(found: tuple[Said, bytes]) -> None:
            from editor.ui.dialogs.about_file import AboutFileDialog

            dialog = AboutFileDialog(article, revision, found[0], len(found[1]), window)
            dialog.saving.connect(lambda path: self._write(path, found[1]))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        desk.ask(question, answered)

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_whole(path, data)
        except OSError as error:
            self._window.say(error)
        else:
            self._window.foot.say(_("Saved {path}.").format(path=path))

    def on_about(self) -> None:
        """Say what this program is."""
        words = _(
            "Galley {version}, a desk for checking articles before they run.\n\n"
            "MIT licence. Type: Noto Serif and Inter (SIL Open Font License 1.1), "
            "Droid Sans Fallback (Apache License 2.0). "
            "Icons: Lucide (ISC). Their licences lie in resources/licences."
        ).format(version=__version__)
        box = QMessageBox(
            QMessageBox.Icon.NoIcon,
            _("About Galley"),
            words,
            QMessageBox.StandardButton.Close,
            self._window,
        )
        box.open()

    def _do(self, row: Action) -> None:
        """Do an action chosen by name, from the page and not from the field typed in before."""
        self._window.to_page()
        slot = self._window.target(row.slot)
        if slot is not None:
            slot(row.value) if row.value else slot()

    def _on_person(self, person: Person) -> None:
        self._window.desk.session.person = person
        if self._window.memory is not None:
            self._window.memory.own.set("person.name", person.name)
        self._window.pages.refresh()
        self._window.foot.say(_("You work as {name} now.").format(name=person.name))


def form_of(name: str, chosen: Exporter) -> Exporter:
    """The form that a file name ends like, else the one chosen in the dialog."""
    from editor.exchange import EXPORTERS

    like = [form for form in EXPORTERS.values() if name.casefold().endswith(form.suffix)]
    return chosen if not like or chosen in like else max(like, key=lambda form: len(form.suffix))

"""The desk's own presets of a report, kept and removed on the report page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from editor import presets
from editor.exchange import ReportOptions
from editor.exchange.options import PRESETS
from editor.i18n import _
from editor.session import Session
from editor.ui.chooser import Choice, Chooser

if TYPE_CHECKING:
    from editor.ui.report_page import ReportPage


class PresetActs:
    """Keeps what the panel shows under a name, and forgets a name."""

    def __init__(self, page: ReportPage, session: Session) -> None:
        """Act on the panel of `page`."""
        self._page, self._panel, self._session = page, page.panel, session
        self._panel.own.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Read which presets there are."""
        future = self._session.ask(presets.known_presets)
        self._session.then(future, self._panel.show_presets, self._page.failed.emit)

    def on_save_preset(self) -> None:
        """Ask for a name and keep the choices under it; a name of the desk's is replaced."""
        choices = [Choice(name, name, hint=_("replace")) for name in self._own()]
        self._offer(_("Name of the preset"), choices, self._save, _named)

    def on_remove_preset(self) -> None:
        """Choose one of the desk's own presets and forget it."""
        choices = [Choice(name, name) for name in self._own()]
        if choices:
            self._offer(_("Forget which preset?"), choices, self._remove)
        else:
            self._panel.said.setText(_("The desk has no preset of its own yet."))

    def _own(self) -> list[str]:
        return [name for name in self._panel.presets if name not in PRESETS]

    def _save(self, name: str) -> None:
        def kept(options: ReportOptions) -> None:
            self._panel.set_options(options)
            self._panel.said.setText(_("Kept as “{name}” for the desk.").format(name=name))

        self._run(presets.save_preset, name, self._panel.options, then=kept)

    def _remove(self, name: str) -> None:
        def gone(_none: None) -> None:
            self._panel.said.setText(_("The preset “{name}” is forgotten.").format(name=name))

        self._run(presets.remove_preset, name, then=gone)

    def _run(self, command: Callable[..., Any], *args: Any, then: Callable[[Any], None]) -> None:
        def done(result: Any) -> None:
            self.refresh()
            then(result)

        self._session.then(self._session.run(command, *args), done, self._page.failed.emit)

    def _on_clicked(self) -> None:
        menu = QMenu(self._panel)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(_("Keep these choices as a preset…")).triggered.connect(self.on_save_preset)
        forget = menu.addAction(_("Forget a preset…"))
        forget.triggered.connect(self.on_remove_preset)
        forget.setEnabled(bool(self._own()))
        menu.popup(self._below())

    def _offer(
        self,
        title: str,
        choices: list[Choice],
        chosen: Callable[[str], None],
        read: Callable[[str], Choice | None] | None = None,
    ) -> None:
        chooser = Chooser(title, choices, self._panel, read=read)
        chooser.chosen.connect(chosen)
        chooser.popup_at(self._below())

    def _below(self) -> QPoint:
        button = self._panel.own
        return button.mapToGlobal(QPoint(0, button.height() + 2))


def _named(typed: str) -> Choice:
    name = " ".join(typed.split())
    return Choice(name, _("Keep as “{name}”").format(name=name))

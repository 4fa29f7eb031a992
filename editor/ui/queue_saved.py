"""Filters kept under a name: chosen, saved and removed from one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from db.records import QueueFilter, SavedFilter
from editor.commands.filters import remove_filter, save_filter
from editor.i18n import _
from editor.session import Session
from editor.ui.chooser import Choice, Chooser
from editor.ui.icons import icon


class SavedFilters(QToolButton):
    """Offers the saved filters of the person and of the desk."""

    chosen = Signal(object)
    """The SavedFilter to be used."""
    failed = Signal(object)

    def __init__(self, session: Session, shown: Callable[[], tuple[QueueFilter, str]]) -> None:
        """A button; `shown` gives the filter and order to be saved."""
        super().__init__()
        self._session, self._shown = session, shown
        self.setText(_("Saved filters"))
        self.setIcon(icon("bookmark", "muted"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(self._on_clicked)

    def filters_menu(self, saved: list[SavedFilter]) -> QMenu:
        """Use one, keep what is shown, or remove one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in saved:
            name = one.name if one.owner else _("{name} (desk)").format(name=one.name)
            menu.addAction(name).triggered.connect(lambda _on, it=one: self.chosen.emit(it))
        if saved:
            menu.addSeparator()
        for text, for_all in ((_("Save this filter…"), False), (_("Save for the desk…"), True)):
            menu.addAction(text).triggered.connect(lambda _on, it=for_all: self._ask_name(it))
        if saved:
            remove = menu.addMenu(_("Remove"))
            for one in saved:
                remove.addAction(one.name).triggered.connect(lambda _on, it=one: self._remove(it))
        return menu

    def _on_clicked(self) -> None:
        person = self._session.person.id
        future = self._session.ask(lambda store: store.saved_filters(person))
        self._session.then(future, self._show, self.failed.emit)

    def _show(self, saved: list[SavedFilter]) -> None:
        self.filters_menu(saved).popup(self._below())

    def _ask_name(self, for_all: bool) -> None:
        def named(typed: str) -> Choice:
            name = " ".join(typed.split())
            return Choice(name, _("Save as “{name}”").format(name=name))

        chooser = Chooser(_("Name of the filter"), [], self, read=named)
        chooser.chosen.connect(lambda name: self._save(name, for_all))
        chooser.popup_at(self._below())

    def _save(self, name: str, for_all: bool) -> None:
        future = self._session.run(save_filter, name, *self._shown(), for_all=for_all)
        self._session.then(future, lambda _saved: None, self.failed.emit)

    def _remove(self, saved: SavedFilter) -> None:
        future = self._session.run(remove_filter, saved)
        self._session.then(future, lambda _none: None, self.failed.emit)

    def _below(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, self.height() + 2))

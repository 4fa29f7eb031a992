"""New queries, and the sheets on which they go out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.records import Article, Query
from db.store import Store
from editor.commands import queries
from editor.i18n import _, term
from editor.session import Session, now_ms
from editor.ui.ask_line import AskLine
from editor.ui.chooser import Choice, Chooser

if TYPE_CHECKING:
    from editor.ui.closing_sheet import Sheet

Addressee = tuple[str, str]
"""Name and role."""


class QueriesActs(QObject):
    """Asks somebody something about a passage; writes one sheet per addressee."""

    failed = Signal(object)
    written = Signal(str)
    """The path of a sheet."""

    def __init__(self, session: Session, line: AskLine) -> None:
        """Acts through `session`, asking in `line`."""
        super().__init__(line)
        self._session, self._line = session, line

    def ask(
        self, of: Article, asked: Sequence[Query], annotations: Sequence[str], beside: QWidget
    ) -> None:
        """Choose whom to ask, type the question, and it is numbered; it is about `annotations`.

        `asked` are the questions there are about the article already.
        """
        article, about = of.id, tuple(annotations)

        def chosen(to: Addressee) -> None:
            name, role = to
            self._line.ask(
                f"ask {name}",
                _("Question to {who}:").format(who=name),
                lambda text: self._store(article, name, text, role, about),
            )

        chooser = Chooser(_("Ask whom?"), addressees(of, asked), beside, read=_somebody)
        chooser.chosen.connect(chosen)
        chooser.popup_at(beside.mapToGlobal(QPoint(0, 0)))

    def reword(self, query: Query) -> None:
        """Change the words of a question."""
        self._line.ask(
            f"reword {query.id}",
            _("Question {number} to {who}:").format(number=query.number, who=query.addressee),
            lambda text: self._run(queries.edit_query, query, question=text),
            text=query.question,
        )

    def take_back(self, query: Query) -> None:
        """Take a question back."""
        self._run(queries.remove_query, query)

    def sheet(self, sheet: Sheet, beside: QWidget) -> None:
        """Choose an addressee, then the file her sheet is written to."""
        names = dict.fromkeys(query.addressee for query in sheet.queries)
        choices = [Choice(name, name, hint=_counts(name, sheet.queries)) for name in names]
        chooser = Chooser(_("Sheet for whom?"), choices, beside)
        chooser.chosen.connect(lambda name: self._choose_file(sheet, name, beside))
        chooser.popup_at(beside.mapToGlobal(QPoint(0, 0)))

    def write(self, sheet: Sheet, addressee: str, path: Path) -> None:
        """Write an addressee's sheet to `path`, as its ending says."""
        article, maker = sheet.article.id, self._session.person.name

        def question(store: Store) -> None:
            from editor.exchange import build
            from editor.exchange.sheets import sheets_for
            from editor.ui.sheet_files import write_sheet

            report = build(store, [article], now_ms(), maker=maker)
            write_sheet(sheets_for(report, addressee), _("Questions"), report, path)

        self._session.then(
            self._session.ask(question),
            lambda _none: self.written.emit(str(path)),
            self.failed.emit,
        )

    def _choose_file(self, sheet: Sheet, addressee: str, beside: QWidget) -> None:
        from editor.ui.sheet_files import sheet_filters

        name = f"{sheet.article.slug}-{addressee}.html".replace("/", "-").replace("\\", "-")
        path, _chosen = QFileDialog.getSaveFileName(
            beside, _("Save the sheet"), name, sheet_filters()
        )
        if path:
            self.write(sheet, addressee, Path(path))

    def _store(self, article: str, name: str, text: str, role: str, about: tuple[str, ...]) -> None:
        self._run(queries.ask, article, name, text, role, about)

    def _run(self, command: Callable[..., Any], *args: Any, **fields: Any) -> None:
        future = self._session.run(command, *args, **fields)
        self._session.then(future, lambda _done: None, self.failed.emit)


def addressees(article: Article, asked: Sequence[Query]) -> list[Choice]:
    """Whom an article's questions can go to: who was asked already, its writers, then the roles."""
    known = [(query.addressee, query.addressee_role) for query in asked]
    writers = [(name, "writer") for name in article.writers]
    roles = [(term(role), role) for role in queries.ROLES]
    found = dict.fromkeys((*known, *writers, *roles))
    return [Choice(to, to[0], hint="" if to in roles else term(to[1])) for to in found]


def _somebody(typed: str) -> Choice:
    """A name that is typed is a source's, as long as nothing else is known of it."""
    name = " ".join(typed.split())
    return Choice((name, "source"), name, hint=term("source"))


def _counts(name: str, asked: Sequence[Query]) -> str:
    own = [query for query in asked if query.addressee == name]
    open_ = sum(not query.answered_at for query in own)
    return _("{open} of {all} open").format(open=open_, all=len(own))

"""What the keys of the closing page do to its current row, and to the article as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from db.errors import NoSecondReader
from db.kinds import State
from db.records import Check
from editor.commands import changes, checks, marks, passes, queries
from editor.i18n import _, plural, term
from editor.session import Session
from editor.ui.ask_line import AskLine
from editor.ui.chooser import Choice, Chooser
from editor.ui.closing_sheet import Part, Point, Sheet


class ClosingActs(QObject):
    """Each key is one act; what an act still needs is asked for in one line."""

    failed = Signal(object)
    told = Signal(str)
    """Why a key does nothing to this row."""

    def __init__(self, session: Session, line: AskLine) -> None:
        """Acts through `session`, asking in `line`."""
        super().__init__(line)
        self._session, self._line = session, line

    def accept(self, point: Point) -> None:
        """Agree to the proposed wording, or say why a thin check rests on enough."""
        check = point.check
        if point.proposal is not None:
            self.run(changes.accept_change, point.proposal)
        elif point.part is Part.THIN and check is not None:
            self._line.ask(
                f"thin {check.id}",
                _("Why is this evidence enough?"),
                lambda reason: self.run(changes.accept_thin, check, reason),
            )
        else:
            self.told.emit(_("This row proposes nothing to accept."))

    def let_stand(self, point: Point) -> None:
        """Let the text stand, for a reason where a check asks for one."""
        check, proposal = point.check, point.proposal
        if check is not None:
            self._line.ask(
                f"stet {check.id}",
                _("Stet: why does this stand?"),
                lambda reason: self.run(changes.let_stand, check, reason, proposal),
            )
        elif proposal is not None:
            self.run(changes.let_stand, None, "", proposal)
        else:
            self.told.emit(_("Only a check or a proposed wording can be stetted."))

    def answer(self, article_id: str, point: Point) -> None:
        """Answer the row's query, else write in its passage's thread."""
        if point.query is not None:
            number = point.query.number
            self._line.ask(
                f"answer {point.query.id}",
                _("Answer to query {number}:").format(number=number),
                lambda text: self.enter(article_id, [queries.Answer(number, text)]),
            )
        elif point.mark is not None:
            mark = point.mark.id
            self._line.ask(
                f"reply {mark}", _("Reply:"), lambda text: self.run(marks.reply, mark, text)
            )
        else:
            self.told.emit(_("Nothing is asked here; mark the sentence first."))

    def enter(
        self,
        article_id: str,
        answers: list[queries.Answer],
        entered: Callable[[], None] = lambda: None,
    ) -> None:
        """Enter answers by number, in one act."""
        future = self._session.run(queries.answer, article_id, answers)
        self._session.then(future, lambda _queries: entered(), self.failed.emit)

    def set_state(self, point: Point, state: str) -> None:
        """Put the row's check in a state."""
        if point.check is not None:
            self.run(checks.set_checks, [point.check.id], state=State(state))
        else:
            self.told.emit(_("This row is not about a check."))

    def no_facts(self, article_id: str, point: Point) -> None:
        """Declare that an unmarked sentence holds nothing to check."""
        if point.part is Part.UNMARKED:
            end = point.start + len(point.passage)
            self.run(marks.no_facts, article_id, point.start, end)
        else:
            self.told.emit(_("Only an unmarked sentence is declared free of facts."))

    def set_stage(self, sheet: Sheet, stage: str) -> None:
        """Say where the article stands."""
        self.run(passes.set_stage, sheet.article, stage)

    def initial(self, sheet: Sheet, beside: QWidget) -> None:
        """Choose what was read for, add a remark or none, and initial it."""
        choices = [
            Choice(purpose, term(purpose), key=str(number))
            for number, purpose in enumerate(sheet.purposes, 1)
        ]
        article = sheet.article.id

        def chosen(purpose: str) -> None:
            self._line.ask(
                f"pass {purpose}",
                _("Remarks on the pass “{purpose}”, or none:").format(purpose=term(purpose)),
                lambda remarks: self.run(passes.initial, article, purpose, remarks),
                needed=False,
            )

        chooser = Chooser(_("Initial a pass"), choices, beside)
        chooser.chosen.connect(chosen)
        chooser.popup_at(beside.mapToGlobal(QPoint(0, 0)))

    def sign_off(self, sheet: Sheet) -> None:
        """Sign the draft off: a reason for each thin check is asked for, then remarks or none."""
        me = self._session.person
        if me.id in sheet.checkers and not sheet.alone:
            self.failed.emit(NoSecondReader(person=me.name))
        else:
            self._ask_reasons(sheet, sheet.thin, {})

    def _ask_reasons(self, sheet: Sheet, thin: list[Check], given: dict[str, str]) -> None:
        if not thin:
            self._ask_remarks(sheet, given)
            return
        check, *others = thin
        self._line.ask(
            f"thin {check.id}",
            _("Thin: “{statement}”. Why is that enough?").format(statement=_short(check.statement)),
            lambda reason: self._ask_reasons(sheet, others, {**given, check.id: reason}),
        )

    def _ask_remarks(self, sheet: Sheet, given: dict[str, str]) -> None:
        article = sheet.article.id
        open_ = _("{open} Remarks on signing off, or none:").format(open=still_open(sheet))
        self._line.ask(
            f"sign off {article}",
            open_.strip(),
            lambda remarks: self.run(passes.sign_off, article, remarks, given),
            needed=False,
        )

    def run(self, command: Callable[..., Any], *args: Any, **fields: Any) -> None:
        """Run a command; a failure is told."""
        future = self._session.run(command, *args, **fields)
        self._session.then(future, lambda _done: None, self.failed.emit)


def still_open(sheet: Sheet) -> str:
    """What nobody settled yet, in one sentence; "" when there is nothing."""
    parts = []
    if checks_ := len(sheet.open_checks):
        parts.append(plural("{count} check", "{count} checks", checks_))
    if asked := sum(not query.answered_at for query in sheet.queries):
        parts.append(plural("{count} query", "{count} queries", asked))
    if unmarked := sum(point.part is Part.UNMARKED for point in sheet.points):
        parts.append(plural("{count} unmarked sentence", "{count} unmarked sentences", unmarked))
    return _("Still open: {what}.").format(what=", ".join(parts)) if parts else ""


def _short(words: str) -> str:
    return words if len(words) < 70 else words[:69] + "…"

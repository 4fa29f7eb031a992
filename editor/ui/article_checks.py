"""What the keys of the article page do to the focused mark's check, proof and thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from db.kinds import State
from db.records import Annotation, Check
from editor.commands import checks, passages
from editor.i18n import _
from editor.late import late
from editor.ui.asking import About
from editor.ui.chooser import Choice, Chooser
from editor.ui.desk import verdicts_given
from editor.ui.pinning import pin_last
from editor.ui.same_check import offer_alike
from editor.ui.source_acts import Resting

if TYPE_CHECKING:
    from editor.ui.article_page import ArticlePage


class CheckActs:
    """Acts of one article page on its focused mark."""

    def __init__(self, page: ArticlePage) -> None:
        """Act on what `page` shows."""
        self._page = page

    def on_state(self, state: str) -> None:
        """Set the focused check's state and stay."""
        if check := self._check():
            self._page.desk.set_state([check.id], State(state))

    def on_state_other(self, state: str) -> None:
        """Set the focused check's state and go on to the next open mark, else to the unmarked."""
        if self._check():
            self.on_state(state)
            self._page.steps.go_on()

    def on_still_holds(self) -> None:
        """Give a check that its changed words reopened the state it had before."""
        check = self._check()
        if check is not None and check.reopened:
            self._page.desk.run(late("editor.commands.bulk:hold_many"), [check.id])
        elif check is not None:
            self._page.desk.told.emit(_("The words of this check did not change."))

    def on_risk(self) -> None:
        """Choose its risk."""
        self._choose("risk")

    def on_priority(self) -> None:
        """Choose its priority."""
        self._choose("priority")

    def on_verdict(self) -> None:
        """Choose what is found about the world, where verdicts are given on our own copy."""
        if verdicts_given(self._page.desk):
            self._choose("verdict")

    def on_assign(self) -> None:
        """Choose who has it."""
        self._choose("assignee")

    def on_assign_me(self) -> None:
        """Take it."""
        if check := self._check():
            self._page.desk.edit_check(check, {"assignee": self._page.desk.session.person.id})

    def on_close_time(self) -> None:
        """Choose when it is due."""
        self._choose("close")

    def on_tags(self) -> None:
        """Choose the mark's tags."""
        if self._mark():
            self._page.card.choose("tags")

    def on_same(self) -> None:
        """Choose a check that the mark stands for too; one of another article is linked."""
        check, mark = self._check(), self._page.focused_mark()
        if mark is None or check is None:
            return
        desk = self._page.desk

        def offer(title: str, choices: list[Choice], chosen: Callable[[Check], None]) -> None:
            chooser = Chooser(title, choices, self._page.card)
            chooser.chosen.connect(chosen)
            chooser.popup_at(self._page.card.mapToGlobal(QPoint(0, 40)))

        def chosen(other: Check) -> None:
            if other.article == check.article:
                desk.run(passages.join_check, mark, other)
            else:
                desk.run(checks.copy_check, check, other.id)

        offer_alike(desk, check, offer, chosen)

    def on_edit(self) -> None:
        """Write in the focused card, else in the display type at the caret."""
        if self._page.display.here():
            self._page.display.on_reword_display()
        elif self._mark():
            self._page.card.edit()

    def on_reply(self) -> None:
        """Write in the focused card's reply line."""
        if self._mark():
            self._page.card.reply()

    def on_resolve(self) -> None:
        """Settle the focused mark's thread, or open it again."""
        if self._mark():
            self._page.card.talk.on_resolve()

    def on_history(self) -> None:
        """Show what happened to the focused mark, or hide it."""
        if self._mark():
            self._page.card.toggle_history()

    def resting(self) -> Resting | None:
        """The focused check with what it rests on; None, said so, without one."""
        check, reading = self._check(), self._page.desk.reading
        if check is None or reading is None:
            return None
        proof = [(piece, reading.sources.get(piece.source)) for piece in reading.proof(check)]
        return check, [(piece, source) for piece, source in proof if source is not None]

    def with_resting(self, then: Callable[[Resting], None]) -> None:
        """Hand the focused check with what it rests on to `then`; without one that is said."""
        if resting := self.resting():
            then(resting)

    def asked_about(self) -> About | None:
        """The focused mark, to ask somebody about it."""
        mark = self._mark()
        return (mark.article, [mark.id]) if mark is not None else None

    def on_attach(self) -> None:
        """Attach the pinned source, else ask for one."""
        if self._check():
            self._page.card.proof.open_form()

    def on_pin(self) -> None:
        """Pin the source attached last, so that V attaches it at once; again to let it go."""
        resting = self.resting() if self._page.focused_mark() else None
        pin_last(self._page.desk, [source.name for _e, source in resting[1]] if resting else [])

    def _choose(self, name: str) -> None:
        if self._check():
            self._page.card.choose(name)

    def _mark(self) -> Annotation | None:
        mark = self._page.focused_mark()
        if mark is None:
            self._page.desk.told.emit(_("Choose a mark first: J goes to the next one."))
        return mark

    def _check(self) -> Check | None:
        mark, reading = self._mark(), self._page.desk.reading
        if mark is None or reading is None:
            return None
        check = reading.check_of(mark)
        if check is None:
            self._page.desk.told.emit(_("This mark has nothing to check."))
        return check

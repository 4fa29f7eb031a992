"""What keys do to the marks and threads of the selected checks of the queue or of a source."""

from __future__ import annotations

from collections.abc import Callable

from editor.commands import bulk
from editor.i18n import _, plural
from editor.ui.asking import About
from editor.ui.card_more import read_tag
from editor.ui.card_thread import UNWRITTEN
from editor.ui.chooser import Choice
from editor.ui.context_feed import ContextFeed
from editor.ui.context_pane import ContextPane
from editor.ui.context_reading import Context
from editor.ui.desk import open_check
from editor.ui.pinning import pin_last
from editor.ui.row_acts import RowActs, Rows
from editor.ui.row_foot import grouped
from editor.ui.same_check import offer_alike
from editor.ui.source_acts import Resting


class RowMarks:
    """Tags, threads, proof, history and removal.

    What can be done to many is done to every selected check; one is read, edited and looked up at
    a time, the current one.
    """

    def __init__(self, acts: RowActs, rows: Rows, pane: ContextPane, feed: ContextFeed) -> None:
        """Acts through `acts` on what is selected in `rows`; `feed` shows the current in `pane`."""
        self._acts, self._rows, self._pane, self._feed = acts, rows, pane, feed

    def with_resting(self, then: Callable[[Resting], None]) -> None:
        """Hand the current check with what it rests on to `then`."""

        def read(context: Context) -> None:
            then((context.check, [(e, source) for e, source in context.proofs if source]))

        self._with(read)

    def asked_about(self) -> About | None:
        """The passages of the selected checks that belong to the current one's article."""
        check = self._rows.current_check() if self._acts.any_selected() else None
        return (check.article, self._rows.passages(check.article)) if check else None

    def on_worked_on(self) -> None:
        """Somebody writes about the current check: it is being checked from now on."""
        if self._pane.context is not None:
            open_check(self._acts.desk, self._pane.context.check)

    def on_edit(self) -> None:
        """Reword the current check's statement."""
        self._with(lambda _context: self._pane.statement.editor.setFocus())

    def on_claim(self) -> None:
        """Beside whether the selected quotes were said so, check whether they are true."""

        def made(count: int) -> None:
            if count:
                told = plural(
                    "Whether it is true is a check of its own now.",
                    "Whether they are true: {count} new checks.",
                    count,
                )
            else:
                told = _("C asks of a quote whether it is true; no quote is left to ask of here.")
            self._acts.desk.told.emit(told)

        self._acts.run(bulk.truth_many, done=made)

    def on_reply(self) -> None:
        """Write in the current check's thread, or the same in those of all selected ones."""

        def write(context: Context) -> None:
            if context.mark is not None:
                self._pane.reply.editor.setFocus()
            else:
                self._acts.desk.told.emit(_("No passage stands for this check, so no thread."))

        self._with(write)

    def on_replied(self, annotation_id: str, text: str) -> None:
        """A reply was written; it goes to every selected check."""
        mark = self._pane.context.mark if self._pane.context else None

        def refused() -> None:
            if mark is not None:
                self._pane.take_back(mark, text)

        if self._rows.selected_count() > 1:
            self._acts.run(bulk.reply_many, text, refused=refused)
        else:
            self._acts.desk.reply(annotation_id, text, refused)

    def on_resolve(self) -> None:
        """Settle the threads of the selected checks; open them again where the current one is."""

        def settle(context: Context) -> None:
            if context.replies or self._rows.selected_count() > 1:
                open_ = not context.replies or any(not r.resolved for r in context.replies)
                self._acts.run(bulk.resolve_many, open_)
            else:
                self._acts.desk.told.emit(_(UNWRITTEN))

        self._with(settle)

    def on_pin(self) -> None:
        """Pin the source that was put under the current check last; again to let it go.

        Of several selected checks it is put under all of them too.
        """
        desk = self._acts.desk

        def pin(context: Context) -> None:
            names = [source.name for _e, source in context.proofs if source]
            if names and not desk.pinned and self._rows.selected_count() > 1:
                desk.pinned = names[-1]
                self._acts.run(bulk.attach_many, names[-1], done=pinned)
            else:
                pin_last(desk, names)

        def pinned(count: int) -> None:
            words = _("{source} is pinned, and under all {count} selected checks now.")
            desk.told.emit(words.format(source=desk.pinned, count=grouped(count)))

        self._with(pin)

    def on_history(self) -> None:
        """See what happened to the current check, or its passage again."""
        self._with(lambda _context: self._pane.toggle_history())

    def on_remove(self) -> None:
        """Take the selected checks away with their marks."""

        def removed(count: int) -> None:
            if count > 1:
                words = _("{count} checks were removed; Ctrl+Z takes that back.")
                self._acts.desk.told.emit(words.format(count=grouped(count)))

        self._acts.run(bulk.remove_many, done=removed)

    def on_tags(self) -> None:
        """Choose tags for the marks of the selected checks."""

        def choose(context: Context) -> None:
            have = context.mark.tags if context.mark is not None else ()
            article = context.article.id

            def chosen(tags: tuple[str, ...]) -> None:
                gone = tuple(tag for tag in have if tag not in tags)
                self._acts.run(bulk.tag_many, tags, gone)

            def show(known: list[str]) -> None:
                choices = [Choice(tag, tag) for tag in known]
                how = {"several": True, "ticked": have, "read": read_tag}
                self._acts.offer(_("Tags"), choices, chosen, **how)

            self._acts.ask(
                lambda store: sorted({t for m in store.annotations(article) for t in m.tags}), show
            )

        self._with(choose)

    def on_same(self) -> None:
        """Choose the check that the selected ones are the same as, here or in another article."""
        acts = self._acts
        self._with(
            lambda context: offer_alike(
                acts.desk,
                context.check,
                acts.offer,
                lambda other: acts.run(bulk.same_many, other.id),
            )
        )

    def _with(self, act: Callable[[Context], None]) -> None:
        if self._acts.any_selected():
            self._feed.with_context(act)

"""What the keys of the queue do to the marks and threads of the selected rows."""

from __future__ import annotations

from editor.commands import bulk
from editor.i18n import _
from editor.ui.asking import About
from editor.ui.card_more import read_tag
from editor.ui.chooser import Choice
from editor.ui.desk import open_check, pin_last
from editor.ui.queue_acts import QueueActs
from editor.ui.queue_context import ContextPane
from editor.ui.queue_foot import grouped
from editor.ui.queue_table import QueueTable
from editor.ui.same_check import offer_alike
from editor.ui.source_acts import Resting


class QueueMarks:
    """Tags, threads, history and removal, on every selected check at once."""

    def __init__(self, acts: QueueActs, table: QueueTable, pane: ContextPane) -> None:
        """Acts through `acts` on what is selected in `table` and shown in `pane`."""
        self._acts, self._table, self._pane = acts, table, pane

    def resting(self) -> Resting | None:
        """The current check with what it rests on."""
        context = self._pane.context
        if context is None:
            return None
        return context.check, [(e, source) for e, source in context.proofs if source is not None]

    def asked_about(self) -> About | None:
        """The passages of the selected checks that belong to the current one's article."""
        context, table = self._pane.context, self._table
        if context is None:
            return None
        ids = set(table.selected_ids())
        rows = [table.queue.row(n) for n in table.queue.rows_of(ids)]
        article = context.article.id
        marks = [r.annotation for r in rows if r and r.annotation and r.check.article == article]
        return article, marks

    def on_worked_on(self) -> None:
        """Somebody writes about the current check: it is being checked from now on."""
        if self._pane.context is not None:
            open_check(self._acts.desk, self._pane.context.check)

    def on_edit(self) -> None:
        """Reword the current check's statement."""
        if self._pane.isEnabled():
            self._pane.statement.editor.setFocus()

    def on_reply(self) -> None:
        """Write in the current check's thread, or the same in those of all selected ones."""
        if self._pane.reply.isEnabled():
            self._pane.reply.editor.setFocus()

    def on_replied(self, annotation_id: str, text: str) -> None:
        """A reply was written; it goes to every selected check."""
        if self._table.selected_count() > 1:
            self._acts.run(bulk.reply_many, text)
        else:
            self._acts.desk.reply(annotation_id, text)

    def on_resolve(self) -> None:
        """Settle the threads of the selected checks; open them again where the current one is."""
        context = self._pane.context
        if context is not None and (context.replies or self._table.selected_count() > 1):
            open_ = not context.replies or any(not reply.resolved for reply in context.replies)
            self._acts.run(bulk.resolve_many, open_)

    def on_pin(self) -> None:
        """Pin the source that was put under the current check last; again to let it go."""
        desk, context = self._acts.desk, self._pane.context
        names = [source.name for _e, source in context.proofs if source] if context else []
        pin_last(desk, names)

    def on_history(self) -> None:
        """See what happened to the current check, or its passage again."""
        self._pane.toggle_history()

    def on_remove(self) -> None:
        """Take the selected checks away with their marks."""
        self._acts.run(bulk.remove_many, done=self._on_removed)

    def _on_removed(self, count: int) -> None:
        if count > 1:
            words = _("{count} checks were removed; Ctrl+Z takes that back.")
            self._acts.desk.told.emit(words.format(count=grouped(count)))

    def on_tags(self) -> None:
        """Choose tags for the marks of the selected checks."""
        context = self._pane.context
        if context is None or not self._table.selected_count():
            return
        have = context.mark.tags if context.mark is not None else ()
        article = context.article.id

        def chosen(tags: tuple[str, ...]) -> None:
            gone = tuple(tag for tag in have if tag not in tags)
            self._acts.run(bulk.tag_many, tags, gone)

        def show(known: list[str]) -> None:
            choices = [Choice(tag, tag) for tag in known]
            self._acts.offer(_("Tags"), choices, chosen, several=True, ticked=have, read=read_tag)

        self._acts.ask(
            lambda store: sorted({tag for m in store.annotations(article) for tag in m.tags}), show
        )

    def on_same(self) -> None:
        """Choose the check that the selected ones are the same as, here or in another article."""
        context = self._pane.context
        if context is not None:
            acts = self._acts
            offer_alike(
                acts.desk,
                context.check,
                acts.offer,
                lambda other: acts.run(bulk.same_many, other.id),
            )

"""The pane beside rows of checks: everything one looks at to settle the current one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from db.kinds import Kind, Risk, State
from db.records import Annotation, Evidence, Source
from editor.i18n import _, label, term
from editor.times import left, moment
from editor.ui.context_reading import Context, history_lines
from editor.ui.elided import own_way
from editor.ui.fields import KeptField
from editor.ui.mentions import Mentions
from editor.ui.pills import StatePill
from editor.ui.queue_columns import priority_words
from editor.ui.theme import current
from editor.ui.typist import Typist
from editor.ui.writer import Writer

PASSAGE = 16
"""Pixels of the passage's type."""

REPLY = "reply"
"""The name under which an unsent reply is kept, here as on a mark's card."""

NO_PASSAGE = "No passage of this draft stands for this check."

LONGEST = 2_000
"""Code points of a passage or excerpt shown."""


class ContextPane(QWidget):
    """Shows one check; the statement can be reworded and the thread answered here."""

    reply_sent = Signal(str, str)
    """Annotation id and text."""
    left = Signal()
    """The keyboard should go back to the rows."""
    finished = Signal()
    """Ctrl+Enter: what was typed is saved and the person goes on."""

    def __init__(self, typist: Typist) -> None:
        """An empty pane, whose typed texts `typist` keeps and saves."""
        super().__init__()
        self.context: Context | None = None
        self._typist = typist
        self._now = 0
        self._past = QTextCursor()
        self.pill = StatePill()
        self.facts = QLabel()
        self.statement = KeptField(typist, "statement", _("Statement"))
        self.body = QTextBrowser()
        self.reply = KeptField(typist, REPLY, _("Reply"), one_line=True)
        assert isinstance(self.reply.editor, QLineEdit)
        self.mentions = Mentions(self.reply.editor)
        self._lay_out()
        self.clear()

    def show_context(self, context: Context, now: int) -> None:
        """Show a check at a time (ms UTC); typed text of it is kept."""
        other = self.context is None or self.context.check.id != context.check.id
        if other:
            self.commit()
        self.context, self._now = context, now
        self._show_parts(True)
        self.pill.set_state(context.check.state)
        self.facts.setText(facts_line(context, now))
        self.statement.show_record(context.check)
        self.mentions.set_persons(context.persons)
        self.reply.setEnabled(context.mark is not None)
        if context.mark is not None:
            self.reply.show_record(context.mark)
        else:
            self.reply.forget_record()
        self._write(context, keep_place=not other)

    def clear(self) -> None:
        """Show that no check is current."""
        self.context = None
        self._show_parts(False)
        self.facts.setText(_("No check selected"))
        self.statement.forget_record()
        self.reply.forget_record()
        self.body.clear()

    def _show_parts(self, shown: bool) -> None:
        self.setEnabled(shown)
        for part in (self.pill, self.statement, self.body, self.reply):
            part.setVisible(shown)

    def say_replies(self, count: int) -> None:
        """Say whether a reply goes to this check alone or to `count` selected ones."""
        words = _("Reply to {count} checks").format(count=count) if count > 1 else _("Reply (R)")
        self.reply.editor.setPlaceholderText(words)

    def toggle_history(self) -> None:
        """Bring what happened to the check into view, or its passage again."""
        bar = self.body.verticalScrollBar()
        at = self.body.cursorRect(self._past).top() + bar.value() - PASSAGE
        bar.setValue(0 if bar.value() >= min(max(at, 1), bar.maximum()) else at)

    def commit(self) -> None:
        """Save the statement that was typed."""
        self.statement.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves a field and keeps its text, Enter sends a reply."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if watched is self.reply.editor:
                    self._send()
                    return True
            if event.key() == Qt.Key.Key_Escape:
                self.commit()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def take_back(self, mark: Annotation, text: str) -> None:
        """A reply was not taken by the store: it is typed here again."""
        self._typist.type_again(mark, REPLY, text)
        if self.context is not None and self.context.mark is not None:
            self.reply.show_record(self.context.mark)

    def _send(self) -> None:
        mark, text = self.context.mark if self.context else None, self.reply.text().strip()
        if text and mark is not None:
            self._typist.forget(mark.id, REPLY)
            self.reply.show_record(mark)
            self.reply_sent.emit(mark.id, text)
            self.left.emit()

    def _write(self, context: Context, keep_place: bool) -> None:
        bar = self.body.verticalScrollBar()
        place = bar.value() if keep_place else 0
        self.body.clear()
        page = Writer(self.body.textCursor())
        _passage(page, context)
        _quote(page, context)
        _evidence(page, context, self._now)
        _thread(page, context, self._now)
        self._past = self.body.textCursor()
        self._past.movePosition(QTextCursor.MoveOperation.End)
        self._past.setKeepPositionOnInsert(True)
        _history(page, context, self._now)
        self.body.moveCursor(QTextCursor.MoveOperation.Start)
        bar.setValue(place)

    def _lay_out(self) -> None:
        self.body.setAccessibleName(_("Passage, evidence, thread and history"))
        self.body.setOpenLinks(False)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.viewport().setAutoFillBackground(False)
        self.body.document().setDocumentMargin(0)
        self.body.setUndoRedoEnabled(False)
        for field, key in ((self.statement, ""), (self.reply, _("Reply (R)"))):
            field.title.hide()
            field.editor.setPlaceholderText(key)
            field.editor.installEventFilter(self)
            field.finished.connect(self.finished)
        self.facts.setWordWrap(True)
        self.facts.setProperty("quiet", "true")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QHBoxLayout()
        top.addWidget(self.pill)
        top.addWidget(self.facts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.statement)
        column.addWidget(self.body, 1)
        column.addWidget(self.reply)
        column.addStretch()


def facts_line(context: Context, now: int) -> str:
    """Risk, priority, assignee, closing time and thin, as far as they say something."""
    check = context.check
    parts = [
        label(check.risk) if check.risk is not Risk.NORMAL else "",
        priority_words(check.priority) if check.priority != 2 else "",
        context.name(check.assignee),
        _("thin") if check.thin else "",
        check.verdict,
    ]
    if closing := moment(check.close, now):
        parts.append(_("close {when} ({left})").format(when=closing, left=left(check.close, now)))
    return " · ".join(part for part in parts if part)


def _passage(page: Writer, context: Context) -> None:
    where = [
        own_way(context.article.slug),
        _("draft {number}").format(number=context.article.draft),
    ]
    if context.paragraph:
        where.append(_("paragraph {number}").format(number=context.paragraph))
    if context.places > 1:
        where.append(_("{count} passages").format(count=context.places))
    page.title(" · ".join(where))
    if context.mark is None:
        page.words(_(NO_PASSAGE), "muted")
        return
    plain = page.reading(PASSAGE, "muted")
    tint = current().states[context.check.state]
    strong = page.on(page.reading(PASSAGE), tint.fill)
    page.line(
        [(context.before, plain), (context.passage[:LONGEST], strong), (context.after, plain)],
        leading=140,
    )
    if context.check.state is State.UNCHECKED and context.check.reopened:
        words = context.check.reopened[0][:LONGEST]
        told = _("To be checked again. Before: {words}").format(words=own_way(words))
        page.words(told, "danger")
    if context.mark.start is None:
        page.words(_("This passage is not in the newest draft."), "danger")
    if context.mark.note:
        page.words(context.mark.note)
    if context.mark.change:
        page.words(_("Proposed: {words}").format(words=own_way(context.mark.change)))


def _quote(page: Writer, context: Context) -> None:
    mark = context.mark
    if mark is None or mark.kind is not Kind.QUOTE:
        return
    said = [mark.speaker or _("no speaker"), mark.role, mark.attribution, term(mark.quote_type)]
    said += [term(mark.terms), term(mark.verbatim)]
    page.title(_("Quote"))
    page.words(" · ".join(part for part in said if part))
    if mark.original:
        of = f"{mark.original_language} {mark.translator}".strip()
        page.words(f"{mark.original}  ({of})" if of else mark.original, "muted")


def _evidence(page: Writer, context: Context, now: int) -> None:
    page.title(_("Evidence"))
    if not context.proofs:
        page.words(_("None yet. V attaches the pinned source."), "muted")
    for item, source in context.proofs:
        name = source.name if source else _("a source that was removed")
        told = evidence_words(item, source, context, now)
        page.line([(name, page.letters(bold=True)), (told, page.letters("muted"))], above=6)
        if item.excerpt:
            page.words(f"“{own_way(item.excerpt[:LONGEST])}”")


def evidence_words(item: Evidence, source: Source | None, context: Context, now: int) -> str:
    """What a piece of evidence is, where in its source, and who saw it when."""
    parts = [item.locator or (source.locator if source else "")]
    parts += [term(item.stance), term(item.method)]
    if item.seen_at:
        parts.append(
            _("seen by {who}, {when}").format(
                who=context.name(item.seen_by) or _("somebody"), when=moment(item.seen_at, now)
            )
        )
    else:
        parts.append(_("not seen yet"))
    return "".join(f" · {part}" for part in parts if part)


def _thread(page: Writer, context: Context, now: int) -> None:
    if not context.replies:
        return
    page.title(_("Thread"))
    for reply in context.replies:
        role = "muted" if reply.resolved else "text"
        who = f"{context.name(reply.author)}, {moment(reply.at, now)}  "
        page.line([(who, page.letters("muted")), (reply.text, page.letters(role))], above=5)


def _history(page: Writer, context: Context, now: int) -> None:
    if lines := history_lines(context, now):
        page.title(_("History"))
        for line in lines:
            page.words(line, "muted")

"""What an annotated copy will make, shown before it does; each row can be left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.kinds import Kind
from db.records import Document
from editor.commands.annotated import Planned
from editor.i18n import _
from editor.ui.dialogs.fit import fit

ORIGINS = {
    "comment": "Comment",
    "footnote": "Footnote",
    "endnote": "Endnote",
    "change": "Tracked change",
    "placeholder": "Placeholder",
    "spelling": "Spelling vouched for",
}
COLUMNS = ("What", "Passage", "Note", "By", "Sources it points to")
PASSAGE_LIMIT = 120
"""Code points of a passage or note shown in a row."""


class AnnotatedDialog(QDialog):
    """One row per mark; `chosen` carries those left ticked, none when only the text is wanted."""

    chosen = Signal(list)
    """list[Planned]."""

    def __init__(
        self, document: Document, planned: Sequence[Planned], parent: QWidget | None = None
    ) -> None:
        """Show what `document` would bring along."""
        super().__init__(parent)
        self._document, self._planned = document, list(planned)
        self._ticks: list[QTableWidgetItem] = []
        self.setWindowTitle(_("The author's annotated copy"))
        fit(self, 980, 560)
        self.headline = QLabel(document.headline or document.name)
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        self.headline.setWordWrap(True)
        self.table = QTableWidget(len(self._planned), len(COLUMNS))
        self.summary = QLabel()
        self.buttons = QDialogButtonBox()
        self._fill()
        self._lay_out()
        self.table.itemChanged.connect(self._summarise)
        self._summarise()

    def ticked(self) -> list[Planned]:
        """The rows that will be made, in text order."""
        pairs = zip(self._planned, self._ticks, strict=True)
        return [one for one, tick in pairs if tick.checkState() is Qt.CheckState.Checked]

    def on_make(self) -> None:
        """File the article with the ticked marks."""
        self.chosen.emit(self.ticked())
        self.accept()

    def on_text_only(self) -> None:
        """File the article without any mark."""
        self.chosen.emit([])
        self.accept()

    def _lay_out(self) -> None:
        box = QDialogButtonBox.ButtonRole
        self.make = self.buttons.addButton(_("Make them"), box.AcceptRole)
        text_only = self.buttons.addButton(_("Only the text"), box.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.make.setDefault(True)
        self.make.clicked.connect(self.on_make)
        text_only.clicked.connect(self.on_text_only)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self.headline, self.table, self.summary, self.buttons):
            column.addWidget(part)

    def _fill(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([_(name) for name in COLUMNS])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.setWordWrap(True)
        for row, one in enumerate(self._planned):
            for column, words in enumerate(self._words(one)):
                item = QTableWidgetItem(words)
                table.setItem(row, column, item)
                if column == 0:
                    item.setCheckState(Qt.CheckState.Checked)
                    self._ticks.append(item)
        header = table.horizontalHeader()
        for column, width in enumerate((150, 240, 260, 120)):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        table.resizeRowsToContents()

    def _words(self, one: Planned) -> tuple[str, ...]:
        passage = _("(no place in the text)")
        if one.start is not None and one.end is not None:
            passage = self._document.text[one.start : one.end]
        note = one.note
        if one.kind is Kind.CHANGE:
            note = f"{one.before or _('(nothing)')} → {one.after}"
        if one.replies:
            note += "\n" + _("{count} replies").format(count=len(one.replies))
        if one.resolved:
            note += "\n" + _("resolved")
        sources = "\n".join(f"{c.name}, {c.place}" if c.place else c.name for c in one.cited)
        return (_(ORIGINS[one.origin]), _short(passage), _short(note), one.author, sources)

    def _summarise(self) -> None:
        made = self.ticked()
        words = _(
            "{checks} checks, {changes} proposed wordings, {sources} sources (pointers from the "
            "writer: they raise no state until a checker has opened them), {people} people."
        )
        self.summary.setText(
            words.format(
                checks=sum(one.kind is not Kind.CHANGE for one in made),
                changes=sum(one.kind is Kind.CHANGE for one in made),
                sources=len({(c.kind, c.name) for one in made for c in one.cited}),
                people=len({one.author for one in made if one.author}),
            )
        )
        self.summary.setWordWrap(True)
        self.make.setEnabled(bool(made))


def _short(words: str) -> str:
    words = words.strip()
    return words if len(words) <= PASSAGE_LIMIT else words[: PASSAGE_LIMIT - 1] + "…"

"""What is known about an article: names, desk, writers, times, stage; saved field by field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from db.records import NEVER, Article
from editor.commands import articles, passes
from editor.i18n import _, term
from editor.session import now_ms
from editor.settings import desk as desk_setting
from editor.times import moment
from editor.ui.check_choices import due_choices, read_due
from editor.ui.chip import Chip
from editor.ui.chooser import Choice, Chooser
from editor.ui.closing_head import STAGES
from editor.ui.desk import Desk
from editor.ui.dialogs.fit import fit, scrolling
from editor.ui.fields import KeptField, completer
from editor.ui.keeper import Kept
from editor.ui.opened import Reading

FIELDS = {
    "headline": "Headline",
    "slug": "Slug",
    "desk": "Desk",
    "language": "Language",
    "source": "Source",
    "published": "Published",
}
"""Fields that are typed, and what people call them."""


class DetailsDialog(QDialog):
    """Follows the article that `desk` reads; each field is an act when it is left."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """A dialog over `parent` about the article that is open."""
        super().__init__(parent)
        self.setWindowTitle(_("About the article"))
        self._desk = desk
        self._article: Article | None = None
        self.fields = {
            name: KeptField(desk.typist, name, _(title), one_line=True)
            for name, title in FIELDS.items()
        }
        self.writers = QLineEdit()
        self._kept_writers = Kept(desk.typist.keeper, self.writers, "writers typed")
        self.stage, self.close_at = Chip(_("Stage")), Chip(_("Close"))
        self.embargo = Chip(_("Embargo until"))
        self._lay_out()
        self.writers.editingFinished.connect(self._on_writers)
        for chip, choose in (
            (self.stage, self._choose_stage),
            (self.close_at, lambda: self._choose_time(self.close_at, "close", NEVER)),
            (self.embargo, lambda: self._choose_time(self.embargo, "embargo", 0)),
        ):
            chip.clicked.connect(choose)
        desk.article_read.connect(self._show)
        if desk.reading is not None:
            self._show(desk.reading)
        desk.ask(lambda store: desk_names(store), self._offer_desks)

    def done(self, result: int) -> None:
        """Save what was typed, and close."""
        for field in self.fields.values():
            field.commit()
        self._on_writers()
        self._desk.article_read.disconnect(self._show)
        super().done(result)

    def _show(self, reading: Reading) -> None:
        self._article = article = reading.article
        for field in self.fields.values():
            field.show_record(article)
        self._kept_writers.show(article.id, ", ".join(article.writers))
        now = now_ms()
        self.stage.say(term(article.stage))
        self.close_at.say("" if article.close == NEVER else moment(article.close, now))
        self.embargo.say(moment(article.embargo, now))

    def _offer_desks(self, names: list[str]) -> None:
        if not isValid(self):
            return  # it was closed while this was read
        editor = self.fields["desk"].editor
        if isinstance(editor, QLineEdit):
            editor.setCompleter(completer(names, self))

    def _edit(self, **fields: Any) -> None:
        if self._article is not None:
            self._desk.run(articles.edit_article, self._article, **fields)

    def _on_writers(self) -> None:
        names = tuple(" ".join(name.split()) for name in self.writers.text().split(","))
        names = tuple(name for name in names if name)
        if self._article is not None and names != self._article.writers:
            self._edit(writers=names)
            self._kept_writers.give()

    def _choose_stage(self) -> None:
        article = self._article
        if article is not None:
            choices = [Choice(stage, term(stage)) for stage in STAGES]
            chooser = Chooser(_("Stage"), choices, self.stage, ticked=[article.stage])
            chooser.chosen.connect(lambda stage: self._desk.run(passes.set_stage, article, stage))
            self._pop(chooser, self.stage)

    def _choose_time(self, chip: Chip, field: str, none: int) -> None:
        """Offer times for a field in which `none` stands for no time."""
        choices = [
            Choice(none if choice.value == NEVER else choice.value, choice.text)
            for choice in due_choices(now_ms())
        ]
        chooser = Chooser(chip.accessibleName(), choices, chip, read=read_due)
        chooser.chosen.connect(lambda at: self._edit(**{field: none if at == NEVER else at}))
        self._pop(chooser, chip)

    def _pop(self, chooser: Chooser, chip: Chip) -> None:
        chip.setChecked(not chip.isChecked())
        chooser.popup_at(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _lay_out(self) -> None:
        known = QWidget()
        form = QFormLayout(known)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, field in self.fields.items():
            field.title.hide()
            form.addRow(_(FIELDS[name]), field)
            if name == "headline":
                form.addRow(_("Writers"), self.writers)
        self.writers.setAccessibleName(_("Writers"))
        self.writers.setPlaceholderText(_("Names, separated by commas"))
        for chip in (self.stage, self.close_at, self.embargo):
            form.addRow("", chip)
        note = QLabel(_("Each field is saved when it is left; Ctrl+Z in the window takes it back."))
        note.setProperty("quiet", "true")
        note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        form.addRow(note)
        column = QVBoxLayout(self)
        column.addWidget(scrolling(known))
        column.addWidget(buttons)
        fit(self, 520, 480)


def desk_names(store: Any) -> list[str]:
    """The desks of the house: those named in the settings, and those articles have."""
    named = list(desk_setting(store, "names.desks"))
    used = sorted({article.desk for article in store.articles() if article.desk})
    return list(dict.fromkeys([*named, *used]))

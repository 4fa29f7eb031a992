"""What a draft was read from: the file, its reader, what was left out, and the file itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from db.records import Article, Revision
from editor.commands.receiving import Said, local_time
from editor.i18n import _
from editor.remarks import remark
from editor.ui.dialogs.fit import fit


class AboutFileDialog(QDialog):
    """Tells of one draft's file; `saving` names where a person wants it saved, unchanged."""

    saving = Signal(object)
    """Path."""

    def __init__(
        self, article: Article, revision: Revision, said: Said, size: int, parent: QWidget
    ) -> None:
        """`size` is the file's, in bytes, 0 where the draft was typed or pasted."""
        super().__init__(parent)
        self.setWindowTitle(_("About this file"))
        fit(self, 560, 360)
        self._name = Path(revision.name).name or "draft"
        form = QFormLayout()
        for name, words in _facts(article, revision, size):
            if words:
                form.addRow(name, _label(words))
        self.lost = _label(_lines(said.lost) or _("Nothing was left out."))
        self.warnings = _label(_lines(said.warnings) or _("None."))
        form.addRow(_("Left out"), self.lost)
        form.addRow(_("Warnings"), self.warnings)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = buttons.addButton(_("Save the file…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setEnabled(size > 0)
        self.save.clicked.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)

    def _on_save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the file"), self._name)
        if name:
            self.saving.emit(Path(name))


def _facts(article: Article, revision: Revision, size: int) -> Iterable[tuple[str, str]]:
    from editor.reading.formats import TABLE  # every reader, which a start does not wait for

    kinds = {row.name: row.label for row in TABLE}
    yield _("File"), revision.name
    yield _("Format"), _(kinds.get(revision.format, revision.format))
    yield _("Read by"), revision.reader
    yield _("Size"), _("{count} bytes").format(count=f"{size:,}") if size else ""
    yield _("Published"), article.published
    yield _("From"), article.source
    yield _("Service"), article.service
    yield _("Embargo"), local_time(article.embargo) if article.embargo else ""


def _lines(said: Iterable[str]) -> str:
    return "\n".join(remark(one) for one in said)


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

"""The dialog says what an annotated copy will make; what is ticked is made, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.kinds import Kind
from editor.commands.annotated import plan
from editor.reading.reader import read_file
from editor.ui.dialogs.annotated import AnnotatedDialog

FERRY = Path(__file__).parents[2] / "data" / "reading" / "ferry.docx"


@pytest.fixture
def dialog(qtbot):
    document = read_file(FERRY)
    made = AnnotatedDialog(document, plan(document))
    qtbot.addWidget(made)
    made.show()
    return made


def row_of(dialog, words):
    rows = range(dialog.table.rowCount())
    return next(r for r in rows if words in dialog.table.item(r, 1).text())


def test_every_mark_is_a_row_with_its_note_author_and_sources(dialog):
    row = row_of(dialog, "412 passengers")
    told = [dialog.table.item(row, column).text() for column in range(5)]
    assert told[0] == "Comment" and told[3] == "Nora Lindqvist"
    assert told[4] == "Harbour office log, p. 12"
    change = row_of(dialog, "2028")
    assert dialog.table.item(change, 2).text() == "2027 → 2028"
    assert dialog.summary.text().startswith("6 checks, 3 proposed wordings, 6 sources")


def test_only_ticked_rows_are_chosen(dialog, qtbot):
    row = row_of(dialog, "412 passengers")
    dialog.table.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.summary.text().startswith("5 checks")
    with qtbot.waitSignal(dialog.chosen) as heard:
        qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    chosen = heard.args[0]
    assert len(chosen) == 8 and sum(one.kind is Kind.CHANGE for one in chosen) == 3


def test_with_nothing_ticked_only_the_text_can_be_taken(dialog, qtbot):
    for row in range(dialog.table.rowCount()):
        dialog.table.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.make.isEnabled()
    with qtbot.waitSignal(dialog.chosen) as heard:
        dialog.on_text_only()
    assert heard.args[0] == []

"""An article goes through drafts at the window: a typo, a quote rewritten, a paragraph moved, one
deleted that comes back. Each mark says what became of it, and undo takes each draft back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from db.kinds import Kind, PlacementStatus, State
from editor.ui.drafts_bar import CHANGES, EYES

KEPT, MOVED, CHANGED = PlacementStatus.KEPT, PlacementStatus.MOVED, PlacementStatus.CHANGED
CUT = PlacementStatus.CUT

HEAD = "The lock that nobody would own"
PIER = "Tarn Lock was dug by hand in 1888, amid a longstanding quarrel of two towns over coal."
QUOTE = "“We were promised a keeper,” said Runa Falk, who runs the only boat yard above it."
CREW = "Nine men from the yard cleared the silt each winter, and the county gave them coal."
END = "A spokesman for the canal trust declined to say whether the lock could be saved this year."
OTHER = "“We were never given a keeper,” said Runa Falk, who runs the only boat yard above it."
TYPO = PIER.replace("longstanding", "long-standing")

DRAFTS = [
    [HEAD, PIER, QUOTE, CREW, END],
    [HEAD, TYPO, QUOTE, CREW, END],
    [HEAD, TYPO, OTHER, CREW, END],
    [HEAD, END, TYPO, OTHER, CREW],
    [HEAD, END, TYPO, OTHER],
    [HEAD, END, TYPO, OTHER, CREW],
]
PASSAGES = {
    "a longstanding quarrel": Kind.FACT,
    "“We were promised a keeper,”": Kind.QUOTE,
    "Nine men from the yard cleared the silt each winter": Kind.FACT,
    "whether the lock could be saved this year": Kind.CLAIM,
}
BECAME = {
    2: (CHANGED, KEPT, KEPT, KEPT),
    3: (KEPT, CHANGED, KEPT, KEPT),
    4: (KEPT, KEPT, KEPT, MOVED),
    5: (KEPT, KEPT, CUT, KEPT),
    6: (KEPT, KEPT, KEPT, KEPT),
}


@pytest.fixture
def files(tmp_path):
    made = []
    for number, parts in enumerate(DRAFTS, 1):
        path = tmp_path / f"draft-{number}.txt"
        path.write_text("\n\n".join(parts) + "\n", "utf-8")
        made.append(path)
    return made


@pytest.fixture
def article(window, qtbot, files):
    """The first draft in the window, with its marks all confirmed; their ids in order."""
    window.desk.filing.open_file(files[0])
    qtbot.waitUntil(lambda: window.desk.reading.article.headline == HEAD)
    qtbot.waitUntil(lambda: PIER in window.desk.reading.revision.text)
    made = []
    for words, kind in PASSAGES.items():
        start = window.desk.reading.revision.text.index(words)
        window.desk.mark(start, start + len(words), kind)
        qtbot.waitUntil(lambda known=(*made,): len(window.desk.reading.by_id) > len(known))
        made.append(next(id_ for id_ in window.desk.reading.by_id if id_ not in made))
    window.desk.set_state([c for c in window.desk.reading.checks], State.CONFIRMED)
    qtbot.waitUntil(lambda: states(window, made) == [State.CONFIRMED] * 4)
    return made


def drafts(window):
    return window.pages.page("drafts")


def states(window, marks):
    checks = window.desk.reading.checks
    return [checks[window.desk.reading.find(id_).check].state for id_ in marks]


def new_draft(window, qtbot, monkeypatch, file, number):
    """Choose the file of a draft in the window, and wait until the drafts page shows it."""
    chosen = (str(file), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_names: chosen)
    window.keys["new_draft"].trigger()
    wait_for(window, qtbot, number)


def wait_for(window, qtbot, number):
    def came():
        page = drafts(window)
        return (
            page.isVisible()
            and page.reading is not None
            and page.reading.new.number == number
            and page.reading.log is not None
            and window.desk.reading.article.draft == number
        )

    qtbot.waitUntil(came)


def became(window, marks):
    reading = drafts(window).reading
    return tuple(reading.item_of(id_).status for id_ in marks)


def test_four_drafts_keep_every_mark_and_undo_takes_each_back(
    window, qtbot, monkeypatch, files, article
):
    confirmed, open_, cut = State.CONFIRMED, State.UNCHECKED, State.CUT
    expected = {
        2: [confirmed] * 4,
        3: [confirmed, open_, confirmed, confirmed],
        4: [confirmed, open_, confirmed, confirmed],
        5: [confirmed, open_, cut, confirmed],
        6: [confirmed, open_, confirmed, confirmed],
    }
    for number, wanted in expected.items():
        new_draft(window, qtbot, monkeypatch, files[number - 1], number)
        assert became(window, article) == BECAME[number], number
        qtbot.waitUntil(lambda wanted=wanted: states(window, article) == wanted)
        assert drafts(window).bar.showing == (CHANGES if number == 2 else EYES)
    for number in (5, 4, 3, 2):
        window.keys["undo"].trigger()
        wait_for(window, qtbot, number)
        qtbot.waitUntil(lambda n=number: states(window, article) == expected[n])
        assert became(window, article) == BECAME[number], number
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: drafts(window).reading is None)
    qtbot.waitUntil(lambda: states(window, article) == [confirmed] * 4)
    assert drafts(window).body.currentWidget() is drafts(window).body.lone


def test_a_rewritten_quote_is_on_top_of_the_queue_and_still_holds_with_one_key(
    window, qtbot, monkeypatch, files, article
):
    window.desk.set_state([window.desk.reading.find(article[0]).check], State.UNCHECKED)
    qtbot.waitUntil(lambda: states(window, article)[0] is State.UNCHECKED)
    new_draft(window, qtbot, monkeypatch, files[2], 2)
    page = drafts(window)
    assert ">promised<" in page.detail.before.text()
    assert ">never given<" in page.detail.after.text()
    window.on_page("queue")
    queue = window.pages.page("queue")
    model = queue.model
    qtbot.waitUntil(lambda: model.rowCount() == 2 and model.row(0) is not None)
    again = window.desk.reading.find(article[1]).check
    qtbot.waitUntil(lambda: model.row(0).check.id == again)
    qtbot.waitUntil(lambda: queue.pane.context is not None)
    qtbot.waitUntil(lambda: "promised a keeper" in queue.pane.body.toPlainText())
    window.on_page("drafts")
    qtbot.waitUntil(lambda: page.tray.item is not None and page.tray.item.mark.id == article[1])
    window.keys["still_holds"].trigger()
    qtbot.waitUntil(lambda: states(window, article)[1] is State.CONFIRMED)
    qtbot.waitUntil(lambda: page.bar.chips[EYES].text() == "Needs eyes: 0")

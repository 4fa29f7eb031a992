"""The drafts page walks through a new draft: each mark's fate, both wordings, a person's word."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from db.kinds import Kind, PlacementStatus, State
from editor.commands import articles, checks, marks
from editor.commands.drafts import add_draft
from editor.reading.reader import read_text
from editor.ui.desk import Desk
from editor.ui.drafts_bar import CHANGES, EYES
from editor.ui.drafts_looks import FILLS
from editor.ui.drafts_page import DraftsPage
from editor.ui.theme import current

STORY = """The Weir That Failed Twice

The weir at Ostrava Mill was built in 1921 for 310,000 crowns. It held for six years.

“We heard it go before we saw it,” said Petra Malik, who ran the mill. Nobody was hurt.

The town paid for both repairs. The second took eleven months.

In 1936 the river moved its bed. The mill closed within a year.
"""
NEW = STORY.replace("310,000", "340,000").replace(" It held for six years.", "")


@pytest.fixture
def session(working):
    return working


@pytest.fixture
def article(session):
    """The story with five marks; three of their checks are confirmed."""
    made, revision = session.run(articles.import_document, read_text(STORY)).result(10)
    for words in (
        "310,000 crowns",
        "It held for six years.",
        "Nobody was hurt.",
        "eleven months",
        "Petra Malik",
    ):
        at = revision.text.index(words)
        session.run(marks.mark, made.id, at, at + len(words), Kind.FACT).result(10)
    ids = [c.id for c in session.ask(lambda store: store.checks(made.id)).result(10)][:3]
    session.run(checks.set_checks, ids, state=State.CONFIRMED).result(10)
    return made


@pytest.fixture
def page(session, article, qtbot):
    desk = Desk(session)
    desk.show_article(article.id)
    made = DraftsPage(session, desk)
    desk.changed.connect(lambda _change: made.refresh())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.show_article(article.id)
    qtbot.waitUntil(lambda: desk.reading is not None)
    yield made
    desk.close()


def shown(page, qtbot, text, session, article, **how):
    """Add a draft and wait until the page shows it."""
    session.run(add_draft, article.id, read_text(text), **how).result(10)
    number = page.reading.new.number if page.reading else 1
    qtbot.waitUntil(lambda: page.reading is not None and page.reading.new.number > number)


def rows(page):
    return [(row.status, row.before) for row in page.tray.model.rows]


def check_of(session, page, words):
    item = next(i for i in page.reading.items if i.before == words)
    return session.ask(lambda store: store.check(item.mark.check)).result(10)


def test_an_article_with_one_draft_says_how_the_next_one_comes(page, qtbot):
    qtbot.waitUntil(lambda: "dropping" in page.body.lone.text())
    assert page.body.currentWidget() is page.body.lone
    assert page.bar.add.isVisible() and not page.bar.old.isVisible()


def test_without_an_article_it_says_so(session, qtbot):
    desk = Desk(session)
    alone = DraftsPage(session, desk)
    qtbot.addWidget(alone)
    alone.show()
    alone.on_paste()
    alone.on_edit_draft()
    assert "Choose an article" in alone.body.lone.text() and not alone.bar.add.isVisible()
    desk.close()


def test_what_needs_eyes_comes_first_with_both_wordings(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    assert rows(page) == [
        (PlacementStatus.CHANGED, "310,000 crowns"),
        (PlacementStatus.CUT, "It held for six years."),
    ]
    counts = {status.value: n for status, n in page.reading.counts.items() if n}
    assert counts == {"kept": 3, "changed": 1, "cut": 1}
    assert page.bar.chips["kept"].text() == "Kept: 3"
    assert "310,000" in page.detail.before.text() and "340,000" in page.detail.after.text()
    assert page.detail.holds_button.isVisible()


def test_the_list_shows_one_status_or_every_change(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    page.bar.chips["kept"].click()
    assert [row.before for row in page.tray.model.rows] == [
        "Petra Malik",
        "Nobody was hurt.",
        "eleven months",
    ]
    page.bar.show_rows(CHANGES)
    told = [(row.difference.kind, row.before, row.after) for row in page.tray.model.rows]
    assert told == [("changed", "310,000", "340,000"), ("deleted", "It held for six years.", "")]
    page.on_step("next")
    assert "deleted" in page.detail.why.text() and "Ada Moreau" in page.detail.why.text()


def test_the_words_that_differ_are_painted_in_both_drafts(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    page.bar.show_rows(CHANGES)
    for view, kind in ((page.sides.old, "deleted"), (page.sides.new, "changed")):
        fill = QColor(current().states[FILLS[kind]].fill)
        picture = view.viewport().grab().toImage()
        found = any(
            picture.pixelColor(x, y) == fill
            for y in range(0, picture.height(), 3)
            for x in range(0, picture.width(), 3)
        )
        assert found, kind


def test_still_holds_brings_the_state_back(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    assert check_of(session, page, "310,000 crowns").state is State.UNCHECKED
    page.checks.on_still_holds()
    qtbot.waitUntil(lambda: check_of(session, page, "310,000 crowns").state is State.CONFIRMED)


def test_what_was_looked_at_needs_no_eyes_any_more(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    page.on_step("next")
    page.settling.on_accept()
    qtbot.waitUntil(lambda: len(page.tray.model.rows) == 1)
    page.checks.on_still_holds()
    page.settling.on_accept()
    qtbot.waitUntil(lambda: not page.tray.model.rows)
    assert page.detail.why.text() == "Nothing needs eyes here."


def test_a_state_key_sets_the_check_of_the_row(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    page.on_state(State.CHANGE_NEEDED)
    wanted = State.CHANGE_NEEDED
    qtbot.waitUntil(lambda: check_of(session, page, "310,000 crowns").state is wanted)


def test_declared_gone_is_cut(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    page.settling.on_dismiss()
    qtbot.waitUntil(lambda: page.reading.counts[PlacementStatus.CUT] == 2)
    assert check_of(session, page, "310,000 crowns").state is State.CUT


def test_a_mark_is_placed_at_the_selection(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    page.on_step("next")
    at = page.reading.new.text.index("within a year")
    page.sides.new.select(at, at + 13)
    page.settling.on_edit()
    qtbot.waitUntil(lambda: page.reading.counts[PlacementStatus.CUT] == 0)
    item = next(i for i in page.reading.items if i.before == "It held for six years.")
    assert item.after == "within a year" and item.reopened


def test_candidates_are_offered_and_one_is_chosen(page, qtbot, session, article):
    other = "\n\n".join(
        [
            "Quite another beginning.",
            "Nobody was hurt.",
            "Quite another middle, and long enough.",
            "Nobody was hurt.",
            "Quite another end.",
        ]
    )
    shown(page, qtbot, other, session, article, anyway=True)
    item = next(i for i in page.reading.items if i.before == "Nobody was hurt.")
    assert item.status is PlacementStatus.REVIEW and page.tray.model.rows[0] == item
    buttons = page.detail.candidates.findChildren(type(page.detail.accept_button))
    assert len(buttons) == 2
    buttons[1].click()
    second = item.place.candidates[1]
    assert page.sides.new.selected_range() == (second.start, second.end)
    page.settling.on_accept()
    qtbot.waitUntil(lambda: page.reading.counts[PlacementStatus.REVIEW] == 0)
    settled = page.reading.item_of(item.mark.id)
    assert (settled.status, settled.place.start) == (PlacementStatus.KEPT, second.start)


def test_older_drafts_are_compared_but_not_settled(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    shown(page, qtbot, NEW.replace("eleven", "twelve"), session, article)
    drafts = page.reading.drafts
    page.bar.old.setCurrentIndex(0)
    page.bar.new.setCurrentIndex(1)
    page.bar.drafts_chosen.emit(drafts[0].id, drafts[1].id)
    qtbot.waitUntil(lambda: page.reading.new.number == 2)
    assert page.reading.old.number == 1 and not page.detail.accept_button.isVisible()
    page.settling.on_dismiss()
    qtbot.waitUntil(lambda: page.reading.counts[PlacementStatus.CUT] == 1)


def test_a_click_on_a_mark_stands_on_its_row(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    item = next(i for i in page.reading.items if i.before == "Petra Malik")
    page.sides.new.mark_clicked.emit(item.mark.id)
    assert page.bar.showing == "kept"
    assert page.tray.model.rows[page.tray.list.currentIndex().row()] == item


def test_the_drafts_stay_at_the_same_passage(page, qtbot, session, article):
    long = STORY + "\n\n".join(f"Paragraph {n} stays as it is." for n in range(60))
    shown(page, qtbot, long, session, article)
    shown(page, qtbot, "A new line.\n\n" * 12 + long, session, article)
    old, new = page.sides.old, page.sides.new
    at = [draft.text.index("Paragraph 40") for draft in (page.reading.old, page.reading.new)]
    new.verticalScrollBar().setValue(round(new.anchor_of(at[1])) - 100)
    assert abs(old.top_of(at[0]) - new.top_of(at[1])) < 40


def test_pasted_text_is_the_next_draft(page, qtbot, session, article):
    QApplication.clipboard().setText(NEW)
    page.on_paste()
    qtbot.waitUntil(lambda: page.reading is not None)
    assert page.reading.new.number == 2 and page.bar.showing == EYES
    assert not page.bar.cancel.isVisible()


def test_a_chosen_file_is_the_next_draft(page, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "next.txt"
    path.write_text(NEW, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    page.on_new_draft()
    qtbot.waitUntil(lambda: page.reading is not None)
    assert page.reading.new.name == "next.txt"


def worded(text):
    data = QMimeData()
    data.setText(text)
    return data


def dropped(page, **what):
    data = QMimeData()
    if "path" in what:
        data.setUrls([QUrl.fromLocalFile(str(what["path"]))])
    else:
        data.setText(what["text"])
    event = QDropEvent(
        QPoint(50, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    return data


def test_a_file_or_words_dropped_on_the_page_are_the_next_draft(page, qtbot, tmp_path):
    path = tmp_path / "next.txt"
    path.write_text(NEW, "utf-8")
    dropped(page, path=path)
    qtbot.waitUntil(lambda: page.reading is not None)
    dropped(page, text=NEW.replace("eleven", "twelve"))
    qtbot.waitUntil(lambda: page.reading.new.number == 3)


def test_text_typed_in_place_is_the_next_draft(page, qtbot, session, article):
    page.on_edit_draft()
    qtbot.waitUntil(lambda: page.editor is not None)
    first = page.editor
    words = first.words()
    first.text.setPlainText(words.replace("310,000", "340,000"))
    first.on_save()
    qtbot.waitUntil(lambda: page.reading is not None)
    assert [row.before for row in page.tray.model.rows] == ["310,000 crowns"]
    with qtbot.waitSignal(page.failed) as heard:
        page.draft.from_words(page.reading.old, words.replace("six", "nine"))
    assert heard.args[0].code == "stale_edit"


def test_what_is_cancelled_leaves_nothing(page, qtbot, session, article, worker):
    worker.patient = True
    page.draft.from_data(article.id, worded(NEW))
    assert page.bar.cancel.isVisible() and not page.bar.add.isEnabled()
    page.bar.cancel.click()
    assert not page.bar.cancel.isVisible() and page.bar.add.isEnabled()
    drafts = session.ask(lambda store: store.revisions(article.id)).result(10)
    assert len(drafts) == 1


def test_the_same_text_is_said_to_be_the_same(page, qtbot, article):
    with qtbot.waitSignal(page.failed) as heard:
        page.draft.from_data(article.id, worded(STORY))
    assert heard.args[0].code == "same_text"


OTHER = "\n\n".join(
    f"Line {n} tells of trams, tunnels and timetables in another town by another sea."
    for n in "one two three four five six seven eight".split()
)


@pytest.mark.parametrize(
    ("button", "drafts", "filed"), [("File it by itself", 1, 2), ("Next draft anyway", 2, 1)]
)
def test_another_article_is_said_to_be_one(page, qtbot, session, article, button, drafts, filed):
    page.draft.from_data(article.id, worded(OTHER))
    qtbot.waitUntil(lambda: page.draft.question is not None)
    box = page.draft.question
    qtbot.waitUntil(box.isVisible)
    next(b for b in box.buttons() if b.text() == button).click()

    def counted():
        return session.ask(
            lambda store: (len(store.revisions(article.id)), len(store.articles()))
        ).result(10)

    qtbot.waitUntil(lambda: counted() == (drafts, filed))


@pytest.mark.parametrize(
    ("kind", "suffix"), [("Web page (*.html)", "html"), ("JSON (*.json)", "json")]
)
def test_the_comparison_is_exported(
    page, qtbot, session, article, tmp_path, monkeypatch, kind, suffix
):
    shown(page, qtbot, NEW, session, article)
    path = tmp_path / f"out.{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), kind))
    page.on_export()
    qtbot.waitUntil(path.exists)
    text = path.read_text("utf-8")
    assert "340,000" in text
    if suffix == "json":
        assert len(json.loads(text)["differences"]) == 2


def test_the_passage_is_asked_for(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    with qtbot.waitSignal(page.passage_requested) as heard:
        page.settling.on_passage()
    assert heard.args[0] == article.id


def test_only_the_newer_draft_shows_where_there_is_little_room(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    page.resize(560, 600)
    assert not page.sides.old.isVisible() and page.sides.new.isVisible()
    page.resize(1000, 600)
    assert page.sides.old.isVisible()


def test_both_drafts_zoom_together(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    page.on_zoom("in")
    assert page.sides.old.zoom_factor() == page.sides.new.zoom_factor() > 0.9
    page.on_zoom("reset")
    assert page.sides.old.zoom_factor() == 1.0


def test_undo_takes_the_whole_draft_back(page, qtbot, session, article):
    shown(page, qtbot, NEW, session, article)
    session.undo()
    qtbot.waitUntil(lambda: page.reading is None)
    assert page.body.currentWidget() is page.body.lone

"""Work by source: entered, edited, kept, pinned, called; every act taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from db.kinds import State
from editor.commands import sources
from editor.ui.sources_page import SourcesPage
from tests.ui.hands import all_named, popup, type_line, undone


@pytest.fixture
def made(session, add_marks):
    """Two facts rest on the log book, one of them on Lene too."""
    made = add_marks((28, 44))
    book = session.run(sources.add_source, "document", "The log book").result(10)
    lene = session.run(sources.add_source, "person", "Lene Brandt", contact="555 0100").result(10)
    ids = [check.id for _mark, check in made]
    session.run(sources.attach_source, ids, book.id, "p. 7").result(10)
    session.run(sources.attach_source, ids[:1], "Lene Brandt").result(10)
    return {"book": book, "lene": lene, "marks": made, "article": made[0][0].article}


@pytest.fixture
def page(shown, made, qtbot):
    page = shown(SourcesPage, 1000, 700)
    page.refresh()
    qtbot.waitUntil(lambda: page.source is not None)
    page.list.setFocus()
    return page


def names(page):
    return [use.source.name for use in page.list.uses]


def test_the_busiest_source_comes_first_with_what_rests_on_it(page, made):
    assert names(page) == ["The log book", "Lene Brandt"]
    assert page.list.item(0).text() == "The log book, document · 2 facts · 2 open"
    assert page.detail.facts_title.text() == "2 facts rest on it, in 1 article"
    assert [one.evidence.locator for one in page.facts.resting] == ["p. 7", "p. 7"]
    told = page.facts.item(0).text()
    assert told.startswith("unchecked: ") and "a-headline-for-the-harbour · p. 7" in told


def test_steps_go_through_sources_or_facts(page, qtbot):
    page.on_step("next")
    qtbot.waitUntil(lambda: page.source.name == "Lene Brandt")
    page.on_step("previous")
    qtbot.waitUntil(lambda: page.source.name == "The log book")
    page.facts.setFocus()
    page.on_step("next")
    assert page.facts.currentRow() == 1 and page.list.currentRow() == 0


def test_words_find_a_source_whatever_case_and_accents(page, qtbot):
    page.on_find()
    qtbot.keyClicks(page.search, "BRÁNDT")
    qtbot.waitUntil(lambda: names(page) == ["Lene Brandt"])
    qtbot.waitUntil(lambda: page.source.name == "Lene Brandt")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    page.search.setText("zebra")
    qtbot.waitUntil(lambda: page.source is None)
    assert not page.detail.isEnabled()
    told = (page.detail.facts_title, page.detail.attempts_title, page.foot.counts)
    assert not any(label.text() for label in told), "nothing of the one before stays"


def test_a_source_is_entered_by_kind_and_name(page, qtbot):
    page._left.add.click()
    qtbot.keyClick(popup(qtbot).list, "3")
    type_line(page, qtbot, "Tape of the council")
    qtbot.waitUntil(lambda: page.source is not None and page.source.kind == "recording")
    assert page.source.name == "Tape of the council"
    undone(page, qtbot, lambda: len(names(page)) == 2)


def test_a_field_is_saved_when_it_is_left(page, qtbot):
    field = page.detail.fields["contact"]
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "harbour office")
    page.list.setFocus()
    qtbot.waitUntil(lambda: page.source.contact == "harbour office")
    undone(page, qtbot, lambda: page.source.contact == "")
    assert field.text() == ""


def test_enter_renames_the_source(page, qtbot):
    page.on_edit()
    editor = page.detail.fields["name"].editor
    assert editor.hasFocus()
    editor.setText("Log book, volume two")
    page.leave()
    qtbot.waitUntil(lambda: "Log book, volume two" in names(page))


def test_kind_and_confidence_are_set_at_once(page, qtbot):
    page.detail.kind.setCurrentIndex(page.detail.kind.findData("data"))
    page.detail.kind.activated.emit(page.detail.kind.currentIndex())
    qtbot.waitUntil(lambda: page.source.kind == "data")
    qtbot.mouseClick(page.detail.confidential, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.source.confidential)
    undone(page, qtbot, lambda: not page.source.confidential)
    undone(page, qtbot, lambda: page.source.kind == "document")


def test_a_file_is_kept_and_comes_back_byte_for_byte(page, qtbot, tmp_path, monkeypatch):
    (tmp_path / "log.pdf").write_bytes(b"%PDF-1.7 \x00\xff")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *args: (str(tmp_path / "log.pdf"), "")
    )
    page.detail.file.click()
    qtbot.waitUntil(lambda: page.detail.file.text() == "log.pdf")
    copy = tmp_path / "copy.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(copy), ""))
    with qtbot.waitSignal(page.acts.written):
        page.detail.save_file.click()
    assert copy.read_bytes() == b"%PDF-1.7 \x00\xff"
    undone(page, qtbot, lambda: page.source.file == "")
    assert not page.detail.save_file.isVisible()


def test_a_file_that_is_gone_is_said(page, qtbot, tmp_path):
    with qtbot.waitSignal(page.failed):
        page.acts.keep_file(page.source, tmp_path / "none.pdf")


def test_a_digit_settles_the_fact_and_goes_on(page, session, made, qtbot):
    page.facts.setFocus()
    page.checks.on_state(State.CONFIRMED)
    assert page.facts.currentRow() == 1
    first = made["marks"][0][1].id
    state = lambda: session.ask(lambda store: store.check(first).state).result(10)  # noqa: E731
    qtbot.waitUntil(lambda: state() is State.CONFIRMED)
    qtbot.waitUntil(lambda: page.list.item(0).text().endswith("2 facts · 1 open"))
    undone(page, qtbot, lambda: state() is State.UNCHECKED)


def test_enter_on_a_fact_says_where_it_stands(page, qtbot):
    page.facts.setFocus()
    page.on_edit()
    type_line(page, qtbot, "p. 9")
    qtbot.waitUntil(lambda: page.facts.resting[0].evidence.locator == "p. 9")
    undone(page, qtbot, lambda: page.facts.resting[0].evidence.locator == "p. 7")


def test_del_takes_evidence_away_only_where_the_facts_have_the_keyboard(page, qtbot):
    page.on_remove()
    page.facts.setFocus()
    page.on_remove()
    qtbot.waitUntil(lambda: len(page.facts.resting) == 1)
    undone(page, qtbot, lambda: len(page.facts.resting) == 2)


def test_the_passage_of_a_fact_is_asked_for(page, made, qtbot):
    mark = made["marks"][0][0]
    with qtbot.waitSignal(page.passage_requested) as signal:
        page.on_passage()
    assert signal.args == [mark.article, mark.id]
    with qtbot.waitSignal(page.passage_requested):
        page.facts.itemDoubleClicked.emit(page.facts.item(0))


def test_a_pinned_source_is_known_to_the_desk_and_let_go(page, qtbot):
    with qtbot.waitSignal(page.desk.told) as signal:
        page.on_pin()
    assert "V attaches The log book" in signal.args[0]
    assert page.desk.pinned == "The log book" and page.list.item(0).text().endswith("pinned")
    page.detail.pin.click()
    assert page.desk.pinned == "" and "pinned" not in page.list.item(0).text()


def test_attempts_are_logged_newest_first(page, qtbot):
    page.on_step("next")
    qtbot.waitUntil(lambda: page.source.name == "Lene Brandt")
    detail = page.detail
    for note, result in (("rang out", "no_answer"), ("she calls back", "left_message")):
        detail.way.setText("phone")
        detail.result.setCurrentIndex(detail.result.findData(result))
        detail.note.setText(note)
        qtbot.keyClick(detail.note, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda note=note: any(a.note == note for a in detail.view.attempts))
    assert "phone · left a message · she calls back · Ada Moreau" in detail.attempts.item(0).text()
    assert detail.attempts_title.text() == "2 attempts to reach it"
    undone(page, qtbot, lambda: len(detail.view.attempts) == 1)


@pytest.mark.parametrize(("ending", "words"), [(".html", b"<h1>The log book"), (".md", b"# The")])
def test_a_call_sheet_is_written(page, qtbot, tmp_path, monkeypatch, ending, words):
    path = tmp_path / f"call{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    with qtbot.waitSignal(page.acts.written):
        page.detail.sheet.click()
    data = path.read_bytes()
    assert words in data and b"The pier" in data


def test_only_a_source_nothing_rests_on_is_removed(page, session, qtbot):
    assert not page.detail.remove.isEnabled()
    session.run(sources.add_source, "data", "An empty table").result(10)
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    page.list.setCurrentRow(names(page).index("An empty table"))
    qtbot.waitUntil(lambda: page.source.name == "An empty table")
    page.detail.remove.click()
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    undone(page, qtbot, lambda: len(names(page)) == 3)


def test_a_thin_fact_is_told(page, session, made, qtbot):
    def on_the_authors_word(store, person, now):
        check = store.check(made["marks"][0][1].id)
        with store.act(person, now, "trust") as act:
            act.change_all(store.evidence_of(check.id), method="author_says")
            act.change(check, state=State.CONFIRMED)

    session.run(on_the_authors_word).result(10)
    qtbot.waitUntil(lambda: "thin" in page.list.item(0).text())
    qtbot.waitUntil(lambda: "thin" in page.facts.item(0).text())


def test_rows_are_painted(page):
    for widget in (page.list, page.facts):
        picture = widget.viewport().grab().toImage()
        colours = {
            picture.pixelColor(x, y).name() for x in range(0, 200, 3) for y in range(0, 50, 3)
        }
        assert len(colours) > 4


def test_everything_that_takes_the_keyboard_has_a_name(page):
    assert all_named(page)

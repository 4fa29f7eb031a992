"""Tracked changes become proposals with what stood there before."""

from __future__ import annotations

from db.kinds import SpanKind
from db.records import Span
from editor.text.tracked import Edit, edits

INS, DEL, MOVED = SpanKind.INSERTED, SpanKind.DELETED, SpanKind.MOVED


def test_a_replacement_an_insertion_a_deletion_and_a_move():
    text = "It cost 71 million. New line. Moved words."
    spans = [
        Span(8, 8, DEL, author="Ada", text="48", when="2024-05-03"),
        Span(8, 10, INS, author="Ada", when="2024-05-03"),
        Span(18, 18, DEL, author="Tom", text=" kronor"),
        Span(19, 29, INS, author="Tom"),
        Span(29, 29, DEL, "move1", "Tom", "Moved words."),
        Span(30, 42, MOVED, "move1", "Tom"),
        Span(19, 20, INS, author="Zoe"),
    ]
    assert edits(text, spans) == [
        Edit(8, 10, "48", "71", "Ada", "2024-05-03"),
        Edit(11, 18, "million kronor", "million", "Tom"),
        Edit(20, 29, "", "New line.", "Tom"),
        Edit(30, 42, "", "Moved words.", "Tom", moved=True),
    ]


def test_a_deletion_at_a_paragraphs_start_takes_the_word_behind_it():
    assert edits("One\n\nTwo", [Span(5, 5, DEL, text="Not ")]) == [Edit(5, 8, "Not Two", "Two")]
    assert edits("", [Span(0, 0, DEL, text="gone")]) == []

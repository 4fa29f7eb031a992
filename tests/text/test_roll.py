"""Who is quoted: counts by speaker."""

from __future__ import annotations

from editor.text.roll import Quoted, roll


def test_a_line_for_each_speaker_most_words_first_nobody_last():
    lines = roll(
        [
            Quoted("1", "", "", "a b c d e f", True),
            Quoted("2", "Ben Ortega", "", "one two", False),
            Quoted("3", "Ada Moreau", "mayor", "one two three", True),
            Quoted("4", "ada  moreau", "", "four", False),
            Quoted("", "Ada Moreau", "", "five six", True),
        ]
    )
    assert [line.speaker for line in lines] == ["Ada Moreau", "Ben Ortega", ""]
    ada = lines[0]
    assert (ada.role, ada.quotes, ada.words, ada.unchecked, ada.suggested) == ("mayor", 2, 4, 1, 1)
    assert ada.ids == ("3", "4")


def test_nothing_quoted_is_nobody():
    assert roll([]) == []

"""Furniture is marked, never deleted, and prose is not taken for it."""

from __future__ import annotations

import pytest

from db.kinds import BlockKind
from editor.reading.reader import read_bytes, read_text

PROSE = "A long sentence about the pier and the harbour that people like. " * 4


def kinds(text):
    return [block.kind for block in read_text(text).blocks]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Moreau", ("Ada Moreau",)),
        ("Ada Moreau and Tom Reyes", ("Ada Moreau", "Tom Reyes")),
        ("by Ursula von der Aa, J. R. Smith and Élodie Brun", None),
    ],
)
def test_bylines_near_the_top_name_the_writers(line, names):
    document = read_text(f"The pier opens\n{line}\n{PROSE}\n{PROSE}")
    assert document.blocks[1].kind is BlockKind.BYLINE
    assert document.writers == (names or ("Ursula von der Aa", "J. R. Smith", "Élodie Brun"))


def test_a_label_that_ends_in_a_stop_is_no_byline():
    body = "The pier opened in 1931, the harbour office said, and it has been shut twice since."
    assert BlockKind.BYLINE not in kinds(f"The pier opens\nFULL TEXT.\n{body}")


def test_a_name_amid_the_prose_is_no_byline():
    body = "\n".join([PROSE] * 6)
    assert BlockKind.BYLINE not in kinds(f"The pier opens\n{body}\nPort Lume\n{body}")


def test_long_sentences_that_begin_like_prompts_stay():
    line = (
        "Subscribe is what the town did, and the share on offer sold out, said the mayor on Monday."
    )
    assert BlockKind.NOT_ARTICLE not in kinds(f"The pier opens\n{PROSE}\n{line}\n{PROSE}")


def test_a_label_above_the_article_opens_no_tail():
    assert kinds(f"Pier\nPolitics\n{PROSE}\n{PROSE}")[2:] == [BlockKind.PARAGRAPH] * 2


def test_a_marked_subhead_that_sounds_like_a_section_is_a_subhead():
    text = f"# Pier\n\n{PROSE}\n\n{PROSE}\n\n## Economy\n\n{PROSE}"
    found = [b.kind for b in read_bytes(text.encode(), "a.md").blocks]
    assert found[-2:] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_every_mark_has_a_reason_and_the_text_is_whole():
    tail = "Most read\n-\nAnother story\n© 2024 The Post. All rights reserved.\nLeave a comment"
    document = read_text(f"Pier\n{PROSE}\n{PROSE}\n{tail}")
    marked = [b for b in document.blocks if b.kind is BlockKind.NOT_ARTICLE]
    assert [b.reason for b in marked] == [
        "section label",
        "bullet",
        "teaser",
        "copyright line",
        "prompt",
    ]
    assert all(line in document.text for line in tail.split("\n"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "We use cookies and similar technologies to improve this site. See our policy.",
            "cookie text",
        ),
        ("By continuing you give your consent to the use of cookies.", "cookie text"),
        ("Read more: How the first pier was lost", "related link"),
        ("Lesen Sie auch: Der erste Pier", "related link"),
        ("Kommentare (12)", "prompt"),
    ],
)
def test_furniture_amid_the_article_is_told_by_its_words(line, reason):
    document = read_text(f"The pier opens\n{PROSE}\n{line}\n{PROSE}")
    assert document.blocks[2].reason == reason
    assert document.blocks[3].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "line",
    [
        "We use the pier daily, said the mayor, and nobody asked for our consent to close it.",
        "Read more books, the mayor told the pupils on Monday.",
        "By clicking his fingers the magician opened the pier.",
    ],
)
def test_sentences_that_begin_alike_stay(line):
    document = read_text(f"The pier opens\n{PROSE}\n{line}\n{PROSE}")
    assert document.blocks[2].kind is BlockKind.PARAGRAPH


def test_a_box_about_the_author_is_offered_and_helpers_are_named():
    text = (
        f"The pier opens\n{PROSE}\n{PROSE}\nAdditional reporting by Tom Reyes\n"
        "Ada Moreau is a reporter in Port Lume, where she covers the harbour."
    )
    blocks = read_text(text).blocks
    assert blocks[3].kind is BlockKind.CONTRIBUTOR_LINE
    assert (blocks[4].kind, blocks[4].reason) == (BlockKind.PARAGRAPH, "author box")

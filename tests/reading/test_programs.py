"""One story as other programs write it is the same in every format; see data/reading/README.md."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from db.kinds import BlockKind, SpanKind
from editor.commands.annotated import plan
from editor.reading.reader import read_file
from tests.reading.make_files import ANSWERED, SETTLED, WEEKS, log_text

DATA = Path(__file__).parents[1] / "data" / "reading"
SUFFIXES = ("md", "docx", "odt", "rtf", "epub", "html", "mhtml", "pdf")
"""Markdown by hand, pandoc's files, and what Chromium made of pandoc's page."""
ALIKE = SUFFIXES[:-1]
"""Those that say what is a list, a table, a note."""


@pytest.fixture(scope="module")
def read():
    made = {}

    def once(suffix):
        if suffix not in made:
            made[suffix] = read_file(DATA / f"log.{suffix}")
        return made[suffix]

    return once


def blocks(document):
    found = [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]
    return [one for one in found if not one[2].startswith("On day")]


def test_the_file_is_the_text_the_script_makes():
    assert (DATA / "log.md").read_text("utf-8") == log_text()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_word_is_lost_or_comes_twice(read, suffix):
    body = re.sub(r"(?s)^---.*?---|\[\^1\].*?$|\(http\S+?\)", " ", log_text(), flags=re.M)
    wanted = Counter(re.findall(r"\w+", body.split("[^1]:")[0].replace("---", "")))
    got = Counter(re.findall(r"\w+", read(suffix).text))
    assert wanted - got == Counter()
    assert [
        n
        for n in range(1, 41)
        if f"On day {n} the log names {n * 7 + 3} boats" in read(suffix).text
    ] == list(range(1, 41))


@pytest.mark.parametrize("suffix", ALIKE)
def test_structure_survives(read, suffix):
    document = read(suffix)
    found = blocks(document)
    assert document.headline == "The Log of the Harbour"
    assert document.writers == ("Nora Lindqvist",)
    assert (BlockKind.HEADING, 2, "What it holds") in found
    items = [one for one in found if one[0] is BlockKind.LIST_ITEM]
    assert items == [
        (BlockKind.LIST_ITEM, 0, "1. The paper took the most."),
        (BlockKind.LIST_ITEM, 0, "2. The ink took the rest."),
        (BlockKind.LIST_ITEM, 1, "• and a little more"),
        (BlockKind.LIST_ITEM, 1, "• and the binding"),
    ]
    quoted = BlockKind.PARAGRAPH if suffix == "rtf" else BlockKind.BLOCK_QUOTE
    assert (quoted, 0, "Nobody reads it, and everybody needs it in the end.") in found
    (table,) = (text for kind, _level, text in found if kind is BlockKind.TABLE)
    cells = [[cell.strip() for cell in row.split("\t")] for row in table.split("\n")]
    assert cells == [["Year", "Boats"], ["1887", "31"], ["1931", "412"]]
    links = {document.text[s.start : s.end]: s.target for s in document.spans if s.target}
    assert links["the scans"] == "https://harbour.example/log"
    runs = {document.text[s.start : s.end]: s.kind for s in document.spans}
    assert (runs["never"], runs["any"]) == (SpanKind.EMPHASIS, SpanKind.STRONG)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_footnote_hangs_on_its_word_and_its_number_is_not_in_the_text(read, suffix):
    document = read(suffix)
    (note,) = document.notes
    assert note.kind in ("footnote", "endnote")
    assert document.text[: note.start].endswith("a log of every boat.")
    assert document.text[note.start :].startswith(" It was begun")
    assert note.text.replace("\xa0", " ").startswith("Harbour office, file 12, ")
    (planned,) = (one for one in plan(document) if one.origin == note.kind)
    assert "The harbour office of Lume keeps" in document.text[planned.start : planned.end]
    assert [(c.locator, c.place.replace("\xa0", " ")) for c in planned.cited] == [
        ("https://harbour.example/file/12", "p. 4")
    ]


def test_a_word_file_with_25_comments_answers_and_changes():
    document = read_file(DATA / "threads.docx")
    passages = [document.text[n.start : n.end] for n in document.notes]
    assert passages == [f"carried {399 + week} people" for week in range(1, WEEKS + 1)]
    weeks = list(zip(range(1, WEEKS + 1), document.notes, strict=True))
    answers = {week: [(r.author, r.text) for r in n.replies] for week, n in weeks if n.replies}
    assert answers == {week: [(who, f"Seen, week {week}.")] for week, who in ANSWERED.items()}
    assert [week for week, note in weeks if note.resolved] == list(SETTLED)
    assert [n.author for n in document.notes[:3]] == ["Nora Lindqvist"] * 2 + ["Sam Osei"]
    changes = [p for p in plan(document) if p.origin == "change"]
    assert [(p.before, p.after) for p in changes] == [
        ("5", "6"),
        ("", "It was cold."),
        *((str(week - 1), str(week)) for week in (12, 18, 24)),
    ]

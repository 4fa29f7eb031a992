"""What a site repeats on its pages is learnt from the articles already stored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.kinds import BlockKind
from db.records import Block, Document
from editor.commands.articles import import_document
from editor.commands.people import add_person
from editor.commands.repeats import REPEATED

NOW = 1_800_000_000_000
FOOT = "Get the harbour letter in your inbox every morning"


@pytest.fixture
def store(file_store):
    return file_store


@pytest.fixture
def ben(store):
    return add_person(store, "Ben", NOW).id


def page(number, *more, source="lume.example"):
    parts = (f"Headline number {chr(97 + number)}", f"Story {chr(97 + number)} is told.", *more)
    blocks, at = [], 0
    for index, part in enumerate(parts):
        kind = BlockKind.PARAGRAPH if index else BlockKind.HEADLINE
        blocks.append(Block(at, at + len(part), kind))
        at += len(part) + 2
    text = "\n\n".join(parts)
    return Document(text, tuple(blocks), source=source, format="html", original=text.encode())


def reasons(store, ben, document):
    _article, revision = import_document(store, ben, NOW, document)
    return [block.reason for block in revision.blocks]


def test_a_paragraph_on_two_other_pages_is_the_sites(store, ben):
    assert reasons(store, ben, page(0, FOOT)) == ["", "", ""]
    assert reasons(store, ben, page(1, FOOT)) == ["", "", ""]
    assert reasons(store, ben, page(2, FOOT)) == ["", "", REPEATED]
    assert reasons(store, ben, page(3, f"{FOOT} (12)", "Short one")) == ["", "", REPEATED, ""]


def test_other_sites_and_files_are_not_compared(store, ben):
    for number in range(2):
        reasons(store, ben, page(number, FOOT))
    assert reasons(store, ben, page(2, FOOT, source="other.example")) == ["", "", ""]
    assert reasons(store, ben, replace(page(3, FOOT), format="docx")) == ["", "", ""]
    assert reasons(store, ben, replace(page(4, FOOT), source="")) == ["", "", ""]


def test_the_same_page_again_teaches_nothing(store, ben):
    same = page(0, FOOT)
    for _time in range(3):
        assert reasons(store, ben, same) == ["", "", ""]

"""A text that comes in and resembles an article is known for one of its drafts."""

from __future__ import annotations

import pytest

from editor.commands.articles import import_document
from editor.commands.kin import resembling
from editor.commands.people import add_person
from editor.reading.reader import read_text

NOW = 1_800_000_000_000
SUBJECTS = ("harbour dredging", "orchard frost", "tramway timetable")


def story(subject: str, extra: str = "") -> str:
    return "\n\n".join(
        [
            f"What became of the {subject} scheme",
            f"The {subject} committee published seventeen recommendations before Christmas.",
            f"Councillor Margarethe Lindblad described the {subject} budget as unworkable.{extra}",
            f"Engineers measuring {subject} conditions returned without instruments on Thursday.",
        ]
    )


@pytest.fixture
def articles(store):
    person = add_person(store, "Ben Ortega", NOW).id
    return [import_document(store, person, NOW, read_text(story(s)))[0] for s in SUBJECTS]


def test_an_edited_draft_is_known(store, articles):
    text = story("orchard frost", " She resigned on Friday.").replace("seventeen", "eighteen")
    kin = resembling(store, read_text(text))
    assert kin.article.id == articles[1].id and kin.share > 0.8


def test_another_text_is_not(store, articles):
    text = "A lighthouse keeper remembers.\n\nHis grandmother painted watercolours of steamships."
    assert resembling(store, read_text(text)) is None


def test_an_empty_store_knows_nothing(store):
    assert resembling(store, read_text(story("orchard frost"))) is None

"""The same words find the same things on both engines."""

from __future__ import annotations

import pytest

from db.kinds import Kind
from db.records import Annotation, Article, Block, Check, Document, QueueFilter, new_id
from db.search import fold, words

NOW = 1_800_000_000_000
ADA = new_id(NOW)

FOUND = [
    ("harbour", ["article", "annotation", "revision"]),
    ("HARBOUR", ["article", "annotation", "revision"]),
    ("harb", ["article", "annotation", "revision"]),
    ("cafe", ["check"]),
    ("Café", ["check"]),
    ("cafe moreau", []),
    ("moreau", ["annotation"]),
    ("zoe", ["annotation"]),
    ("élè 40", ["revision"]),
    ("eleve", ["revision"]),
    ("harbour-slug", ["article"]),
    ("it's", ["revision"]),
    ("мэр", ["revision"]),
    ("МЭРА", ["revision"]),
    ("bolts", ["revision"]),
    ("older", []),
    ("arbour", []),
    ("😀", []),
    ("\"'*()-:", []),
    ("", []),
]


@pytest.fixture
def article(store):
    with store.act(ADA, NOW, "add") as act:
        made = act.add(Article(new_id(NOW), "harbour-slug", "The harbour"))
        for text in ("an older draft", "It's 40 m, said l'élève. Мэра harbour 😀 bolts_and nuts"):
            act.add_revision(made.id, Document(text, (Block(0, len(text)),)))
        act.add(Check(new_id(NOW), made.id, Kind.FACT, "The Café opened in 1931"))
        mark = Annotation(
            new_id(NOW), made.id, Kind.QUOTE, "the harbour", note="Moreau", speaker="Zoë"
        )
        act.add(mark)
    return made


@pytest.mark.parametrize(("text", "kinds"), FOUND, ids=[repr(text) for text, _ in FOUND])
def test_words_are_found_by_their_beginning_whatever_case_and_diacritics(
    store, article, text, kinds
):
    hits = store.search(text)
    assert [hit.kind for hit in hits] == kinds
    for hit in hits:
        assert hit.article == article.id and hit.headline == "The harbour"
        shown = [fold(hit.text[start:end]) for start, end in hit.found]
        wanted = words(text)
        assert shown and all(any(word.startswith(w) for w in wanted) for word in shown)


def test_what_is_gone_or_changed_is_not_found_until_it_is_back(store, article):
    with store.act(ADA, NOW, "edit") as act:
        act.change(store.checks(article.id)[0], statement="The kiosk opened")
        act.remove(store.annotations(article.id)[0])
    assert store.search("cafe") == store.search("moreau") == []
    assert [hit.text for hit in store.search("kiosk")] == ["The kiosk opened"]
    store.undo(ADA, NOW)
    assert len(store.search("cafe")) == len(store.search("moreau")) == 1
    store.undo(ADA, NOW)
    assert store.search("harbour") == []
    store.redo(ADA, NOW)
    assert len(store.search("harbour")) == 3 and store.verify() == []


def test_a_queue_is_filtered_by_words(store, article):
    def found(text):
        return [c.statement for c in store.queue(QueueFilter(text=text)).checks]

    assert found("CAFÉ 19") == ["The Café opened in 1931"]
    assert found("cafe 1932") == [] and len(found("?!")) == 1


def test_a_piece_of_a_long_text_is_shown_around_the_first_word(store):
    text = "x " * 5000 + "the Ünder-water bridge " + "y " * 5000
    with store.act(ADA, NOW, "add") as act:
        made = act.add(Article(new_id(NOW), "pier", "Pier"))
        act.add_revision(made.id, Document(text, (Block(0, len(text)),)))
    (hit,) = store.search("under")
    assert [hit.text[s:e] for s, e in hit.found] == ["Ünder"] and len(hit.text) < 200


def test_many_words_and_very_long_ones_can_be_kept(store):
    text = " ".join(f"word{n}" for n in range(60_000)) + " " + "z" * 5000
    with store.act(ADA, NOW, "add") as act:
        made = act.add(Article(new_id(NOW), "pier", "Pier"))
        act.add_revision(made.id, Document(text, (Block(0, len(text)),)))
    assert len(store.search("word10")) == 1

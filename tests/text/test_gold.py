"""Quotes and resolved names on articles of our own, in every style of quotation marks."""

from __future__ import annotations

import pytest

from editor.text.language import guess
from editor.text.quotes import quotes
from tests.gold import STYLES, articles, parsed, restyled, score


def test_thirty_articles_are_marked_and_say_the_same_without_their_marks():
    assert len(articles()) >= 30
    for marked in articles():
        text, found = parsed(marked)
        assert "{" not in text and "}" not in text
        assert all(text[q.start : q.end] in marked for q in found)


def test_full_names_are_right_for_nine_of_ten_direct_quotes():
    result = score(articles(), quotes)
    assert result.named >= 0.90 * result.gold
    assert result.found >= 0.97 * result.gold
    assert result.found >= 0.97 * result.predicted
    assert result.told_found >= 0.80 * result.told
    assert result.told_named >= 0.75 * result.told


@pytest.mark.parametrize("style", STYLES)
def test_the_glyphs_make_little_difference(style):
    result = score((restyled(marked, style) for marked in articles()), quotes)
    assert result.found >= 0.95 * result.gold
    assert result.found >= 0.95 * result.predicted
    assert result.named >= 0.90 * result.gold


@pytest.mark.parametrize("language", ["de", "fr", "es", "ru", "az"])
def test_other_languages_are_read_by_their_files(language):
    texts = articles(language)
    assert texts and {guess(parsed(marked)[0]) for marked in texts} == {language}
    result = score(texts, quotes)
    assert result.found >= 0.95 * result.gold and result.found >= 0.95 * result.predicted
    assert result.named >= 0.90 * result.gold
    assert result.told_named >= 0.75 * result.told

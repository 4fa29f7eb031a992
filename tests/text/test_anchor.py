"""A passage described by its words and their surroundings."""

from __future__ import annotations

import pytest

from editor.text.anchor import CONTEXT, describe


def test_a_description_holds_the_passage_and_its_surroundings():
    text = "x" * 40 + "the pier" + "y" * 40
    selector = describe(text, 40, 48)
    assert selector == ("the pier", "x" * CONTEXT, "y" * CONTEXT, 40)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2), (0, 99)])
def test_an_empty_or_outlying_passage_is_refused(start, end):
    with pytest.raises(ValueError):
        describe("the pier", start, end)

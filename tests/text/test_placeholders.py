"""TK, XX and 00 where a figure is missing, and only there; [CQ] and the name it vouches for."""

from __future__ import annotations

import pytest

from editor.text.placeholders import placeholders, vouched


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost TK million, TKTK said.", ["TK", "TKTK"]),
        ("XX people came on XXX.", ["XX", "XXX"]),
        ("It cost $00 million and 00,000 came.", ["$00", "00,000"]),
        ("In 2000 flight TK 1953 left at 00:30; 1,000 and 0.00 are figures, XXL is a size.", []),
        ("The XX century, agent 007.", []),
    ],
)
def test_placeholders(text, found):
    assert [text[a:b] for a, b in placeholders(text)] == found


def test_a_name_is_vouched_for():
    text = "said Jon Szymanowska-Smythe [CQ] of Qaanaaq (CQ). The CQ code stays."
    assert [text[a:b] for a, b in vouched(text)] == ["Jon Szymanowska-Smythe", "Qaanaaq"]

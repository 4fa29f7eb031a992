"""What misleads the eye is told; what only looks foreign is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.unusual import unusual


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\u202eb", [("\u202e", "direction")]),
        ("one\u200btwo", [("\u200b", "invisible")]),
        ("soft\u00adhyphen", [("\u00ad", "invisible")]),
        ("p\u0430ypal and pier", [("p\u0430ypal", "mixed_scripts")]),
        ("o\u200cn", [("\u200c", "invisible")]),
        ("Café, Straße, Пирс, γλώσσα, 日本語, नमस्ते", []),
        ("می\u200cخواهم and 👩\u200d🚒", []),
        ("plain", []),
    ],
)
def test_finds(text, found):
    assert [(text[u.start : u.end], u.kind) for u in unusual(text)] == found


@given(st.text())
def test_any_text(text):
    assert all(0 <= u.start < u.end <= len(text) for u in unusual(text))

"""What notes cite, and what they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.cited import Cited, cited

HARBOUR = "https://harbour.example/log?day=1"


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (
            f"Harbour office log, p. 12, {HARBOUR}.",
            [Cited("web_page", "Harbour office log", HARBOUR, "", "p. 12")],
        ),
        (
            "See https://a.example/x.csv; http://www.b.example/y.pdf p. 3",
            [
                Cited("data", "a.example/x.csv", "https://a.example/x.csv"),
                Cited("document", "b.example/y.pdf", "http://www.b.example/y.pdf", "", "p. 3"),
            ],
        ),
        (
            "doi:10.1000/xyz123 and call +46 8 555 0100",
            [
                Cited("document", "doi:10.1000/xyz123", "https://doi.org/10.1000/xyz123"),
                Cited("person", "+46 8 555 0100", "", "+46 8 555 0100"),
            ],
        ),
        (
            "https://doi.org/10.1234/abc.def",
            [Cited("document", "doi:10.1234/abc.def", "https://doi.org/10.1234/abc.def")],
        ),
        (
            "Anna Berg, anna@x.example, 08-555 0100 22",
            [Cited("person", "Anna Berg", "", "anna@x.example, 08-555 0100 22")],
        ),
        ("interview 3 May", [Cited("person", "Interview 3 May", place="interview 3 May")]),
        (
            "Interview with Ola Brekke, 3 May 2024",
            [Cited("person", "Ola Brekke", place="interview 3 May 2024")],
        ),
        ("Spoke to Ada Moreau on May 4", [Cited("person", "Ada Moreau", place="spoke May 4")]),
        ("Council minutes 2018, p. 44", [Cited("document", "Council minutes 2018", place="p. 44")]),
        ("Brekke tape, 12:31", [Cited("recording", "Brekke tape", place="12:31")]),
        ("Source: Statistics Office", [Cited("document", "Statistics Office")]),
    ],
)
def test_a_note_names_its_sources(note, found):
    assert list(cited(note)) == found


@pytest.mark.parametrize(
    "note",
    [
        "Are we sure? The budget says 51.",
        "I like this. Nice line!",
        "check the years 2018-2019",
        "12/05/2024 00:00",
        "[CQ]",
        "p. 12",
        "Ask Tom?",
        "",
    ],
)
def test_a_remark_names_none(note):
    assert cited(note) == ()


def test_a_footnote_is_a_citation_and_links_hide_addresses():
    assert cited("Smith, The Ferry Years (1999), pp. 12-14", (), True) == (
        Cited("document", "Smith, The Ferry Years (1999)", place="pp. 12-14"),
    )
    assert cited("the log", ("https://x.org/a", "mailto:ola@x.org")) == (
        Cited("web_page", "x.org/a", "https://x.org/a"),
        Cited("person", "ola@x.org", "", "ola@x.org"),
    )


@given(st.text(), st.booleans())
def test_any_note_is_taken(note, is_footnote):
    for source in cited(note, ("http://[", note), is_footnote):
        assert source.name and source.kind in (
            "person",
            "document",
            "recording",
            "data",
            "web_page",
        )

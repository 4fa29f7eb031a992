"""Fact sheets of other programs: rows, dates, columns by heading, letter or number."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from editor.reading.errors import ReadError
from editor.reading.limits import DEFAULT, Limits
from editor.reading.sheet import guessed, mapped, rows_of

FACTS = Path(__file__).parents[1] / "data" / "reading" / "facts.xlsx"
HEADING = ["Fact", "Status", "Source", "Notes", "Checked on"]


def test_a_workbook_of_another_program():
    rows = rows_of(FACTS.read_bytes(), "facts.xlsx", DEFAULT)
    assert rows[0] == HEADING
    assert rows[1] == [
        "The pier opened in 1931",
        "verified",
        "Harbour log, p. 3",
        "seen at the office",
        "2024-05-03",
    ]
    assert rows[3] == ["The mayor was absent", "open"] and len(rows) == 5


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('Fact;State\n"“a; b”";x\n', "utf-8"),
        ('Fact,State\n"“a; b”",x\n', "cp1252"),
        ("Fact\tState\r\n“a; b”\tx\r\n", "utf-16"),
        ("Fact,State\n'=1+1,x\n", "utf-8"),
    ],
)
def test_tables_of_any_separator_and_encoding(text, encoding):
    rows = rows_of(text.encode(encoding), "a.csv", DEFAULT)
    assert rows[0] == ["Fact", "State"] and rows[1][1] == "x"
    assert rows[1][0] in ("“a; b”", "=1+1")


def test_columns_are_told_by_their_headings_or_said():
    assert guessed(HEADING) == {"statement": 0, "state": 1, "source": 2, "note": 3}
    assert guessed(["Line in story", "Claim", "Checked by", "URL"]) == {
        "passage": 0,
        "statement": 1,
        "source": 3,
        "checker": 2,
    }
    assert mapped("statement=Fact, state=B,note=4", HEADING, "a") == {
        "statement": 0,
        "state": 1,
        "note": 3,
    }
    for wrong in ("poem=Fact", "statement=Z", "statement", "state=99"):
        with pytest.raises(ReadError) as refused:
            mapped(wrong, HEADING, "a")
        assert refused.value.code == "unmapped"


def workbook(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(f"xl/{name}.xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b",,\n", "empty"),
        (b'a,"b' + b"x" * 200_000, "damaged"),
        (b"a," * 600_000, "too_large"),
        (bytes(500), "binary"),
        (workbook(other="<x/>"), "unknown_format"),
        (workbook(workbook="<w><sheets><sheet/></sheets></w>"), "damaged"),
        (
            workbook(
                **{
                    "workbook": "<w><sheets><sheet/></sheets></w>",
                    "worksheets/sheet1": '<s><sheetData><row><c r="XFD9" t="s"><v>7</v></c></row>'
                    "</sheetData></s>",
                }
            ),
            "empty",
        ),
    ],
)
def test_what_is_no_sheet_is_refused(data, code):
    with pytest.raises(ReadError) as refused:
        rows_of(data, "a", Limits(cells=500_000))
    assert refused.value.code == code

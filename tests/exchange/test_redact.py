import io
import json
import zipfile
import zlib
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import Kind
from db.records import Annotation, Article, Block, Check, Evidence, Revision, Source
from editor.exchange import EXPORTERS, ExchangeError, Records, Report, ReportOptions, assemble
from editor.exchange import render as render_report
from editor.exchange.leaks import Secret, leaks
from editor.exchange.options import Redaction
from editor.exchange.redact import redact, secrets_of

NAME = "Åse Kolstad-Viken"
SOURCE = Source(
    "s", "person", NAME, "Pier 3, hut", "ase@pier.example, +47 22 33 44 55", "met twice",
    "f" * 64, "ase tape.mp3", confidential=True,
)  # fmt: skip
OPEN = Source("o", "document", "Council minutes")
TEXT = f"The bolts, said {NAME}, were cracked. Kolstad-Viken left."
TOLD = f"{NAME.upper()} or Kolstad-Viken's lawyer, ase@pier.example, +47 22 33 44 55, ase  tape.mp3"


def report(options=None, original=b""):
    start = TEXT.index("said")
    mark = Annotation(
        "m", "a", Kind.QUOTE, TEXT[start:36], TEXT[:start], TEXT[36:], note=TOLD, check="c",
        speaker=NAME, revision="r", start=start, end=36,
    )  # fmt: skip
    records = Records(
        Article("a", "bolts", "Bolts", revision="r", draft=1),
        Revision("r", "a", 1, TEXT, (Block(0, len(TEXT)),), (), "f" * 64, "md", "md"),
        marks=[mark],
        checks=[Check("c", "a", Kind.QUOTE, f"Asked {NAME}")],
        sources=[SOURCE, OPEN],
        evidence=[Evidence("e", "c", "s", excerpt=TOLD), Evidence("f", "c", "o")],
        original=original,
        files={"f" * 64: b"the tape", "0" * 64: b"minutes"},
    )
    options = options or ReportOptions()
    return redact(Report((assemble(records, options),), 1, options=options))


ELSEWHERE = ("galley", "marked-pdf")
"""Forms that refuse this report: one hides nothing, one needs the article's own PDF."""


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name not in ELSEWHERE])
def test_nothing_of_a_confidential_source_leaves(name):
    data = render_report(name, report())
    for secret in (NAME, "Kolstad", "ase@pier", "22 33 44", "tape.mp3", "hut"):
        assert leaks(data, [Secret(secret)]) == ()


def test_one_source_has_one_letter_everywhere_and_the_rest_stays():
    item = report().articles[0]
    line = item.checks[0]
    assert line.check.statement == "Asked source A"
    assert line.marks[0].mark.note.startswith("source A or source A's lawyer, source A, source A")
    assert item.sources[0].name == "source A" and item.sources[0].contact == ""
    assert item.sources[1] == OPEN
    assert set(item.files) == {"0" * 64}


def test_offsets_in_the_text_stay():
    item = report().articles[0]
    assert len(item.revision.text) == len(TEXT) and "Kolstad" not in item.revision.text
    mark = item.marks[0].mark
    assert item.revision.text[mark.start : mark.end] == mark.exact


def test_nothing_is_hidden_where_nobody_asked():
    kept = report(ReportOptions(redaction=Redaction.NONE))
    assert kept.secrets == () and kept.articles[0].sources[0] == SOURCE
    every = report(ReportOptions(redaction=Redaction.SOURCES))
    assert [s.name for s in every.articles[0].sources] == ["source A", "source B"]


def test_the_authors_file_goes_when_it_names_the_source():
    assert report(original=b"a letter").articles[0].original == b"a letter"
    assert report(original=f"from {NAME}".encode()).articles[0].original == b""


def test_a_form_that_would_reveal_is_not_written(monkeypatch):
    def careless(_report):
        return zipped(NAME.encode("utf-16-le"))

    monkeypatch.setitem(EXPORTERS, "html", replace(EXPORTERS["html"], write=careless))
    with pytest.raises(ExchangeError) as caught:
        render_report("html", report())
    assert caught.value.code == "would_reveal"


def zipped(data, name="a.xml"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        f"by {NAME}.".encode(),
        f"by {NAME}.".encode("utf-16-le"),
        NAME.upper().encode(),
        "A\u030ase Kolstad-Viken".encode(),
        b"<w:t>\xc3\x85se Kol</w:t><w:t>stad-Viken</w:t>",
        b"&#197;se&#160;Kolstad-Viken",
        json.dumps(NAME).encode(),
        "Åse Kolstad\\-Viken".encode(),
        zipped(NAME.encode()),
        zipped(zipped(NAME.encode())),
        zipped(b"x", f"{NAME}.txt"),
    ],
)
def test_a_name_is_found_in_every_wrapping(data):
    assert leaks(data, [Secret(NAME), Secret("Brekke")]) == (NAME,)


def test_a_part_of_a_longer_word_is_no_find():
    assert leaks(b"Kolstadveien", [Secret("Kolstad")]) == ()


def test_secrets_are_what_would_tell_who_it_is():
    words = {secret.words for secret in secrets_of(SOURCE)}
    assert {NAME, "Åse", "Kolstad-Viken", "ase@pier.example", "+47 22 33 44 55"} <= words
    assert secrets_of(OPEN) == (Secret("Council minutes"),)


def test_a_common_word_that_is_also_a_name_stays():
    assert leaks(b"a fitter", secrets_of(replace(SOURCE, name="Ole Fitter"))) == ()
    assert leaks(b"Mr Fitter", secrets_of(replace(SOURCE, name="Ole Fitter"))) == ("Fitter",)


def test_the_article_of_a_description_is_no_part_of_a_name():
    told = {secret.words for secret in secrets_of(Source("s", "person", "The Fitter"))}
    assert "Fitter" in told and "The" not in told
    assert "Das" in {secret.words for secret in secrets_of(Source("s", "person", "Anil Das"))}


SAYS_NOTHING = {
    "queries-html", "queries-docx", "queries-xlsx", "corrections-html", "corrections-docx",
    "corrections-xlsx", "claimreview", "claimreview-page", "conll",
}  # fmt: skip
"""Forms in which the name would not stand as it is, even if nothing were hidden."""


@pytest.mark.parametrize("name", [n for n in EXPORTERS if n not in {*ELSEWHERE, *SAYS_NOTHING}])
def test_the_check_sees_the_name_in_every_form_that_hides_nothing(name):
    data = EXPORTERS[name].write(report(ReportOptions(redaction=Redaction.NONE)))
    assert leaks(data, [Secret(NAME)]) == (NAME,)


def empty_pdf():
    out = io.BytesIO()
    empty = pypdfium2.PdfDocument.new()
    empty.new_page(50, 50)
    empty.save(out)
    return out.getvalue()


PDF = empty_pdf()


@pytest.mark.parametrize(
    "string",
    [
        b"(ask \xc5se Kolstad-Viken (again))",
        b"(\xfe\xff" + NAME.encode("utf-16-be") + b")",
        b"<FEFF" + NAME.encode("utf-16-be").hex().encode() + b">",
        b"(\\305se Kol\\\nstad\\-Viken)",
        b"(\xef\xbb\xbf" + NAME.encode() + b")",
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_name_is_found_in_the_strings_of_a_pdf(string, packed):
    own = b"<</Contents " + string + b">>"
    told = b"stream\r\n" + zlib.compress(own) if packed else own
    data = PDF.replace(b"%%EOF", b"\n9 0 obj " + told + b"\nendobj\n%%EOF")
    assert leaks(data, [Secret(NAME), Secret("Brekke")]) == (NAME,)
    assert leaks(PDF, [Secret(NAME)]) == ()


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd_for_the_check(data):
    odd = b"(" + data.replace(b"(", b"\\") + b")"
    assert leaks(b"%PDF-1.7 " + odd + PDF, [Secret(NAME)]) == ()


def test_what_follows_a_backslash_stands_for_itself():
    assert leaks(b"(\\8 \\9 Bo\\b\\154ts)" + PDF, [Secret("Bolts")]) == ()
    assert leaks(b"%PDF (\\8 \\9 B\\157\\154ts)" + PDF, [Secret("Bolts")]) == ("Bolts",)

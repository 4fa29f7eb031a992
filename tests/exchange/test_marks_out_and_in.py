"""Open formats of marks: what goes out comes back, foreign files are read, the doubtful told."""

import io
import json
import zipfile
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import resources
from db.kinds import Kind, PlacementStatus, State
from editor.exchange import (
    ExchangeError,
    ReportOptions,
    hypothesis,
    qdpx,
    render,
    w3c,
)
from editor.exchange.importers import incoming
from editor.text.incoming import Incoming, code_points_to_utf16, settle, utf16_to_code_points
from tests.exchange.marked_reports import ALL, TEXT, report_of, told, went


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)), min_size=1, max_size=6),
    st.text(max_size=20),
)
def test_web_annotations_come_back_as_they_went(places, note):
    ranges = [(a, min(a + n, len(TEXT))) for a, n in places]
    report = report_of(ranges, [note])
    back = w3c.read(w3c.write(report))
    assert [told(m) for m in back] == went(report)
    lines = {line.check.id: line.check for line in report.articles[0].checks}
    for mark, found in zip(back, report.articles[0].marks, strict=True):
        check = lines.get(found.mark.check)
        assert mark.id == found.mark.id and mark.speaker == found.mark.speaker
        assert mark.change == found.mark.change
        assert mark.state is (check.state if check else State.UNCHECKED)
        assert [r.text for r in mark.replies] == [r.text for r in found.thread]
        assert mark.resolved == found.resolved


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


@pytest.mark.parametrize(
    "name, read",
    [
        ("hypothesis", lambda data, text: incoming(data, "h.json", text)),
        ("qdpx", lambda data, text: incoming(data, "p.qdpx", text)),
        ("w3c", lambda data, text: incoming(data, "w.jsonld", text)),
    ],
)
@settings(max_examples=30, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), min_size=1, max_size=6),
    note=WORDS,
    more=WORDS,
    language=st.sampled_from(["", "ru"]),
)
def test_any_marks_come_back_with_threads_and_states(name, read, places, note, more, language):
    text = TEXT + " 😀 e\u0301 " + "".join(more.split())
    ranges = [(min(a, len(text) - 1), min(a + n, len(text))) for a, n in places]
    report = report_of(ranges, [note.strip()], text)
    report = replace(report, options=ReportOptions(language=language))
    back = {mark.id: mark for mark in read(render(name, report), text)}
    lines = {line.check.id: line.check for line in report.articles[0].checks}
    assert len(back) == len(ranges)
    for found in report.articles[0].marks:
        mark = back[found.mark.id]
        assert (mark.start, mark.end) == (found.mark.start, found.mark.end)
        assert mark.exact == text[found.mark.start : found.mark.end]
        assert (mark.kind, mark.note) == (found.mark.kind, found.mark.note)
        check = lines.get(found.mark.check)
        assert mark.state is (check.state if check else State.UNCHECKED)
        assert [r.text for r in mark.replies] == [r.text for r in found.thread]
        assert [r.id for r in mark.replies] == [r.id for r in found.thread]
        assert mark.resolved is found.resolved


def test_web_annotations_meet_the_models_musts():
    report = report_of(ALL)
    data = json.loads(w3c.write(report))
    schema = json.loads(resources.text("schemas/web-annotation.json"))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    checker.validate(data)
    with pytest.raises(jsonschema.ValidationError):
        checker.validate(data | {"first": data["first"] | {"partOf": ""}})
    items = data["first"]["items"]
    assert len(items) == data["total"] == 10
    assert data["first"]["partOf"] == data["id"] and data["last"] == data["first"]["id"]
    for item in items:
        checker.validate(item)
    for wrong in (
        {"target": None},
        {"@context": "http://elsewhere.example"},
        {"id": "no iri"},
        {"type": "Note"},
        {"created": "yesterday"},
        {"bodyValue": "both"},
        {"target": {"source": "no iri"}},
        {"modified": ["2024-02-03T04:05:06Z", "2024-02-03T04:05:06Z"]},
        {"generated": "2024-02-03"},
        {"canonical": ["urn:a", "urn:b"]},
        {"rights": "mine"},
        {"motivation": "wondering"},
        {"creator": {"type": "Robot", "name": "R"}},
        {"target": items[0]["target"] | {"value": "x"}},
        {"body": {"type": "TextualBody", "value": "x", "source": "urn:a"}},
        {"via": ["urn:a", 1]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            checker.validate({k: v for k, v in (items[0] | wrong).items() if v is not None})
    position = items[0]["target"]["selector"][1]
    assert position["galley:unit"] == "code point"


FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/anno1",
    "type": "Annotation",
    "motivation": ["commenting"],
    "creator": {"type": "Person", "nickname": "zoe"},
    "created": "2024-02-03T04:05:06+01:00",
    "body": {"type": "TextualBody", "value": "is it?"},
    "target": {
        "source": "http://example.org/page",
        "selector": {"type": "FragmentSelector", "value": "x", "refinedBy": {
            "type": "TextQuoteSelector", "exact": "212 Meter", "prefix": "ist "}},
    },
}  # fmt: skip


@pytest.mark.parametrize(
    "shape",
    [FOREIGN, [FOREIGN], {"type": "AnnotationPage", "items": [FOREIGN]}, {"@graph": [FOREIGN]}],
)
def test_foreign_annotations_are_read(shape):
    (mark,) = w3c.read(json.dumps(shape).encode())
    assert (mark.author, mark.note, mark.exact) == ("zoe", "is it?", "212 Meter")
    assert mark.at == 1_706_929_506_000 and mark.kind is Kind.COMMENT
    found = settle(TEXT, mark)
    assert (found.status, TEXT[found.start : found.end]) == (PlacementStatus.KEPT, "212 Meter")


@pytest.mark.parametrize(
    "shape",
    [{}, [], 7, "x", {"type": "Annotation"}, {"items": [{"type": ["Note"]}]}, [[[[[[[[{}]]]]]]]]],
)
@pytest.mark.parametrize("reader", [w3c.read, hypothesis.read])
def test_files_without_marks_are_said(shape, reader):
    for data in (json.dumps(shape).encode(), b"\xff{", b"[" * 100_000):
        with pytest.raises(ExchangeError):
            reader(data)


def test_broken_values_are_left_out():
    odd = {
        "type": "Annotation", "target": [{"selector": [1, None, {"type": "TextQuoteSelector"}]}],
        "creator": [], "created": 5, "body": ["x", 1, {"value": 3, "purpose": [2]}], "id": 4,
    }  # fmt: skip
    (mark,) = w3c.read(json.dumps(odd).encode())
    assert mark == Incoming("")
    (mark,) = hypothesis.read(json.dumps({"rows": [{"uri": 3, "target": "x", "tags": 4}]}).encode())
    assert mark.exact == ""


def test_the_doubtful_are_offered_and_never_placed():
    twice = settle(TEXT, Incoming("Der"))
    assert twice.status is PlacementStatus.REVIEW and twice.start is None
    assert [TEXT[c.start : c.end] for c in twice.candidates] == ["Der", "Der"]
    like = settle(TEXT, Incoming("ist 221 Meter lang"))
    assert like.status is PlacementStatus.REVIEW
    assert "212 Meter" in TEXT[like.candidates[0].start : like.candidates[0].end]
    assert settle(TEXT, Incoming("nothing of the kind whatsoever")).candidates == ()
    second = TEXT.rindex("Der")
    kept = settle(TEXT, Incoming("Der", start=second, end=second + 3))
    assert (kept.start, kept.status) == (second, PlacementStatus.KEPT)
    wrong = settle(TEXT, Incoming("Der", prefix="zzz", start=second, end=second + 3))
    assert wrong.status is PlacementStatus.REVIEW


@given(st.text(), st.integers(0, 50))
def test_utf16_units_and_code_points_are_inverses(text, at):
    at = min(at, len(text))
    assert utf16_to_code_points(text, code_points_to_utf16(text, at)) == at


def test_hypothesis_rows_come_back_in_their_units():
    report = report_of(ALL[:4])
    data = hypothesis.write(report)
    row = json.loads(data)["rows"][0]
    position = row["target"][0]["selector"][0]
    assert (position["start"], position["end"]) == (4, 11)
    assert row["uri"] == "https://news.example/pier"
    back = incoming(data, "h.json", TEXT)
    assert [told(m) for m in back] == went(report)
    assert [[r.text for r in m.replies] for m in back] == [["re 0"], ["re 1"], ["re 2"], ["re 3"]]


def test_a_qualitative_project_comes_back_and_fits_its_schema():
    report = report_of(ALL)
    data = qdpx.write(report)
    (coded,) = qdpx.read(data)
    assert coded.text == TEXT and coded.name == "Der Pier"
    assert [told(m) for m in coded.marks] == went(report)
    states = [m.state for m in coded.marks if m.kind in (Kind.FACT, Kind.QUOTE, Kind.CLAIM)]
    assert states == [line.check.state for line in report.articles[0].checks]
    schema = etree.XMLSchema(etree.parse(str(resources.path("schemas/refi-qda.xsd"))))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        schema.assertValid(etree.fromstring(package.read("project.qde")))


def test_projects_of_other_programs_and_hostile_ones():
    def project(inside, name="Sources/T.txt", text="one\r\ntwo"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("project.qde", inside)
            package.writestr(name, text)
        return out.getvalue()

    body = (
        f'<Project xmlns="{qdpx.SPACE}" name="x"><CodeBook><Codes><Code guid="c" name="Claim"/>'
        '</Codes></CodeBook><Sources><TextSource guid="g" name="T" plainTextPath='
        '"internal://t.txt"><PlainTextSelection guid="s" startPosition="4" endPosition="7">'
        '<Coding guid="k"><CodeRef targetGUID="c"/></Coding></PlainTextSelection>'
        '<PlainTextSelection guid="t" startPosition="4" endPosition="99"/></TextSource></Sources>'
        "</Project>"
    )
    (coded,) = qdpx.read(project(body))
    assert [(m.exact, m.tags) for m in coded.marks] == [("two", ("Claim",))]
    for wrong in (
        b"no zip",
        project("<!DOCTYPE a [<!ENTITY b 'c'>]>" + body),
        project(body.replace("t.txt", "../../etc/passwd")),
        project("<a"),
    ):
        with pytest.raises(ExchangeError):
            qdpx.read(wrong)

import json

import jsonschema
import pytest

import resources

ID = "0" * 32
CHECK = {
    "id": ID,
    "article": ID,
    "kind": "fact",
    "statement": "s",
    "state": "unchecked",
    "verdict": "",
    "risk": "legal",
    "priority": 2,
    "assignee": "",
    "close": None,
    "thin": False,
    "places": [{"annotation": ID, "start": 1, "end": 2}],
    "start": 1,
    "end": 2,
}
VALID = {
    "add": {
        "articles": [],
        "sources": [],
        "sheets": [],
        "errors": [{"input": "a", "code": "c", "message": "m"}],
    },
    "blocks": {"article": ID, "draft": 1, "blocks": [], "spans": []},
    "parts": {"parts": [{"number": 1, "title": "a", "detail": "", "name": "a.txt"}]},
    "original": {"file": "a", "name": "b", "bytes": 3},
    "articles": {"articles": []},
    "archive": {
        "checks": [{"id": ID, "statement": "s", "verdict": ""}],
        "same": 0,
        "errors": [{"input": "a", "code": "c", "message": "m"}],
    },
    "show": {
        "article": {"id": ID, "slug": "a", "headline": "A"},
        "draft": {"number": 1, "sha256": "a" * 64},
        "annotations": [],
        "checks": [CHECK, CHECK | {"places": [], "start": None, "end": None}],
    },
    "suggest": {"suggestions": []},
    "queue": {"checks": [CHECK], "next": None, "counts": {"query": 3}},
    "annotate": {"annotation": {"id": ID}, "check": None},
    "set": {"checks": [CHECK]},
    "history": {"history": []},
    "formats": {
        "formats": [{"name": "csv", "label": "Table", "suffix": ".csv"}],
        "readers": [{"name": "text", "label": "Text", "suffixes": ["txt"], "loses": "nothing"}],
        "marks": [{"name": "w3c", "label": "Web Annotation"}],
    },
    "doctor": {"galley": "1", "python": "3", "platform": "p", "store": "s", "libraries": {}},
}


@pytest.mark.parametrize("verb", VALID)
def test_schema_takes_its_shape_and_nothing_less(verb):
    schema = json.loads(resources.text(f"schemas/{verb}.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(VALID[verb], schema)
    for missing in VALID[verb]:
        rest = {key: value for key, value in VALID[verb].items() if key != missing}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(rest, schema)


def test_schema_refuses_a_wrong_check():
    schema = json.loads(resources.text("schemas/set.json"))
    for wrong in ({"state": "done"}, {"start": -1}, {"close": "tomorrow"}, {"id": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"checks": [CHECK | wrong]}, schema)


def test_the_sample_holds_its_flaws():
    text = resources.text("samples/bridge-1.md")
    for flaw in ("Tuesday, March 14, 2022", "Zielack", "TK people", "Leave a review"):
        assert flaw in text
    assert 800 < len(text.split()) < 1100


def test_names_that_lead_outside_are_refused():
    with pytest.raises(ValueError):
        resources.path("../db/records.py")

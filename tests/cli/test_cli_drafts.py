"""Drafts on the command line: other people's passages carried, line by line."""

from __future__ import annotations

import json

import jsonschema

import resources
from editor.cli.main import main

OLD = "The weir was built in 1921. It failed twice. The town paid for both repairs."
NEW = "The weir was built in 1922. The town paid for both repairs."


def span(passage: str) -> dict[str, object]:
    start = OLD.index(passage)
    return {"id": passage, "start": start, "end": start + len(passage)}


def test_remap_answers_each_line_with_its_passages(tmp_path, capsys):
    case = {"id": 7, "old": OLD, "new": NEW}
    case["spans"] = [span("in 1921"), span("It failed twice."), span("both repairs")]
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(case) + "\n\n" + json.dumps({**case, "id": "b"}) + "\n", "utf-8")
    assert main(["remap", "--jsonl", str(path)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [7, "b"]
    schema = json.loads(resources.path("schemas/remap.json").read_text("utf-8"))
    for line in lines:
        jsonschema.validate(line, schema)
        found = {s["id"]: (s["status"], s["range"]) for s in line["spans"]}
        assert found["in 1921"] == ("anchored", [19, 26])
        assert found["It failed twice."] == ("orphan", None)
        start, end = found["both repairs"][1]
        assert NEW[start:end] == "both repairs"


def test_a_bad_line_is_named_and_the_others_are_answered(tmp_path, capsys):
    good = {"id": 1, "old": OLD, "new": NEW, "spans": []}
    outside = {**good, "spans": [{"id": 1, "start": 0, "end": 999}]}
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(["{", json.dumps(outside), json.dumps(good)]), "utf-8")
    assert main(["remap", "--jsonl", str(path)]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["id"] == 1
    assert "line 1" in printed.err and "line 2" in printed.err

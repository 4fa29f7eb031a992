"""`suggest` and `speakers` from outside: offsets, scores, kinds, batches, who is quoted."""

from __future__ import annotations

import json

import jsonschema
import pytest

import resources
from editor.cli.main import main

STORY = (
    "A headline for the harbour\n\n"
    "\u201cThe pier is 40 metres long,\u201d said Ada Moreau, the mayor. Ben Ortega said it was "
    "new.\n\n\u201cIt will be 50 metres next year,\u201d Moreau said. Ada Moreau praised the "
    "council.\n"
)


def test_offsets_of_a_file_are_those_of_its_text(galley, story):
    _, values, _ = galley("suggest", story)
    text = STORY
    assert [s["text"] for s in values["suggestions"]] == [
        text[s["start"] : s["end"]] for s in values["suggestions"]
    ]
    said = [s["type"] for s in values["suggestions"] if s["kind"] == "quote"]
    assert set(said) == {"direct", "indirect"}
    assert {"date", "person"} <= {s["type"] for s in values["suggestions"]}
    assert ("Ada Moreau", "mayor") in {(s["speaker"], s["role"]) for s in values["suggestions"]}


def test_a_least_score_and_kinds_leave_others_out(galley, story):
    _, everything, _ = galley("suggest", story)
    _, sure, _ = galley("suggest", story, "--min-score", "0.9")
    assert 0 < len(sure["suggestions"]) < len(everything["suggestions"])
    assert all(s["score"] >= 0.9 for s in sure["suggestions"])
    _, facts, _ = galley("suggest", story, "--kinds", "comment")
    assert facts["suggestions"] == []


def test_a_kind_there_is_not_is_wrong_usage(galley, story):
    with pytest.raises(SystemExit) as stopped:
        galley("suggest", story, "--kinds", "rumour")
    assert stopped.value.code == 2


def test_the_speakers_of_an_article(galley, story, tmp_path, capsys):
    assert main(["add", "--json", "--db", str(tmp_path / "desk.db"), "--as", "Ben", story]) == 0
    slug = json.loads(capsys.readouterr().out)["articles"][0]["slug"]
    _, before, _ = galley("speakers", slug)
    assert {s["speaker"]: s["suggested"] for s in before["speakers"]} == {
        "Ada Moreau": 2,
        "Ben Ortega": 1,
    }
    galley("suggest", slug, "--accept")
    galley("suggest", slug, "--accept")
    _, after, _ = galley("speakers", slug)
    ada = after["speakers"][0]
    assert (ada["speaker"], ada["role"], ada["quotes"], ada["unchecked"]) == (
        "Ada Moreau",
        "mayor",
        2,
        2,
    )
    assert ada["words"] == 13 and ada["suggested"] == 0 and len(ada["annotations"]) == 2


def test_a_batch_needs_no_store_and_writes_a_line_for_a_line(tmp_path, capsys):
    path = tmp_path / "in.jsonl"
    path.write_text(
        json.dumps({"id": 7, "text": STORY}) + "\n\nnot json\n" + json.dumps({"id": "b"}) + "\n",
        "utf-8",
    )
    assert main(["suggest", "--db", str(tmp_path / "no" / "desk.db"), "--jsonl", str(path)]) == 1
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    values = json.loads(line)
    jsonschema.validate(values, json.loads(resources.text("schemas/suggest-line.json")))
    assert values["id"] == 7 and values["quotes"][0]["speaker"] == "Ada Moreau"
    assert printed.err.count("not an object") == 2
    assert not (tmp_path / "no").exists()

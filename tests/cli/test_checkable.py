"""`facts`, `worth` and `coverage` from outside: files, articles and batches."""

from __future__ import annotations

import io
import json

from editor.cli.main import main

STORY = (
    "A headline for the harbour\n\n"
    "Ada Moreau opened the pier in 2019. It cost $4 million. Nobody came.\n\nLeave a review\n"
)


def test_facts_of_a_file_and_of_an_article_are_the_same(galley, story, slug):
    _, of_file, _ = galley("facts", story)
    _, of_article, _ = galley("facts", slug)
    assert of_file == of_article
    assert [(f["type"], f["text"]) for f in of_file["facts"]] == [
        ("person", "Ada Moreau"),
        ("date", "2019"),
        ("money", "$4 million"),
    ]


def test_facts_of_a_german_file_are_read_by_german_rules(galley, tmp_path):
    path = tmp_path / "bau.txt"
    path.write_text(
        "Der Bau kostete am 3. März 2021 rund 3 Millionen Euro, sagte Uwe Rehm.", "utf-8"
    )
    _, values, _ = galley("facts", str(path))
    assert [(f["type"], f["text"]) for f in values["facts"]] == [
        ("date", "3. März 2021"),
        ("money", "3 Millionen Euro"),
        ("person", "Uwe Rehm"),
    ]


def test_sentences_stand_by_how_much_they_are_worth_checking(galley, story):
    _, values, _ = galley("worth", story)
    texts = [s["text"] for s in values["sentences"]]
    assert texts.index("It cost $4 million.") < texts.index("Nobody came.")
    assert values["sentences"][0]["cues"]


def test_coverage_counts_and_names_what_is_open(galley, slug):
    galley("annotate", slug, "--kind", "fact", "--quote", "Ada Moreau")
    galley("annotate", slug, "--kind", "fact", "--quote", "It cost $4 million.")
    code, values, _ = galley("coverage", slug)
    assert code == 0
    counts = values["counts"]
    assert (counts["marked"], counts["partly_marked"], counts["unmarked"]) == (1, 1, 2)
    assert counts["not_article"] == 1
    assert [f["text"] for f in values["open"]] == ["2019"]
    assert [s["state"] for s in values["sentences"]][1:4] == [
        "partly_marked",
        "marked",
        "unmarked",
    ]


def test_batches_answer_line_by_line_and_tell_what_is_no_text(tmp_path, capsys):
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "text": "It cost $4."}\nnot json\n\n{"id": 2, "text": ""}\n')
    assert main(["facts", "--jsonl", str(path)]) == 1
    printed = capsys.readouterr()
    rows = [json.loads(line) for line in printed.out.splitlines()]
    assert [row["id"] for row in rows] == [1, 2]
    assert rows[0]["facts"][0]["text"] == "$4" and rows[1]["facts"] == []
    assert ":2:" in printed.err


def test_a_batch_may_come_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": "a", "text": "He voted no in 2019."}\n'))
    assert main(["worth", "--jsonl"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["id"] == "a" and 0 < row["score"] < 1
    assert {"date", "acts"} <= {cue["cue"] for cue in row["cues"]}


def test_learning_needs_answers_and_forgetting_does_not(galley, slug):
    code, values, said = galley("worth", "--learn")
    assert (code, values) == (1, None) and "20 sentences" in said
    assert galley("worth", "--forget")[:2] == (0, {"learnt": {"marked": 0, "free": 0}})

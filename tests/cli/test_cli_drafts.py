"""Drafts on the command line: other people's passages carried, line by line."""

from __future__ import annotations

import json

import jsonschema
import pytest

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


STORY = """The Weir That Failed Twice

The weir at Ostrava Mill was built in 1921 for 310,000 crowns. It held for six years.

“We heard it go before we saw it,” said Petra Malik, who ran the mill.
"""


def written(tmp_path, text, name="next.txt"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


@pytest.fixture
def slug(galley, slug):
    """The story with a confirmed fact and another one."""
    galley("annotate", slug, "--kind", "fact", "--quote", "310,000 crowns")
    check = galley("show", slug)[1]["checks"][0]["id"]
    galley("set", check, "--state", "confirmed")
    galley("annotate", slug, "--kind", "fact", "--quote", "It held for six years.")
    return slug


def test_revise_says_what_became_of_each_mark(galley, slug, tmp_path):
    new = STORY.replace("310,000", "340,000").replace(" It held for six years.", "")
    code, values, _ = galley("revise", slug, written(tmp_path, new))
    assert (code, values["draft"]) == (0, 2)
    first, second = values["placements"]
    assert (first["status"], first["reopened"]) == ("changed", True)
    assert (first["before"], first["after"]) == ("310,000 crowns", "340,000 crowns")
    assert (second["status"], second["start"], second["after"]) == ("cut", None, "")
    states = {c["statement"]: c["state"] for c in galley("show", slug)[1]["checks"]}
    assert states == {"310,000 crowns": "unchecked", "It held for six years.": "cut"}
    galley("undo")
    assert galley("show", slug)[1]["draft"]["number"] == 1


def test_add_of_a_file_that_resembles_an_article_offers_the_next_draft(galley, slug, tmp_path):
    path = written(tmp_path, STORY.replace("310,000", "340,000"))
    code, values, said = galley("add", path)
    assert (code, values["articles"][0]["resembles"]) == (0, slug)
    assert values["articles"][0]["slug"] != slug
    assert f"a draft of {slug}" in said and "--as-draft" in said
    galley("undo")
    code, values, said = galley("add", "--as-draft", path)
    assert (code, values["articles"][0]["slug"], values["articles"][0]["draft"]) == (0, slug, 2)
    assert values["articles"][0]["resembles"] == "" and "resembles" not in said
    assert galley("show", slug)[1]["checks"][0]["state"] == "unchecked"
    code, values, _ = galley("add", "--as-draft", path)
    assert (code, values["errors"][0]["code"]) == (1, "same_text")
    assert galley("add", "--as-new", path)[1]["articles"][0]["resembles"] == ""


def test_revise_refuses_the_same_text_and_another_article(galley, slug, tmp_path):
    code, values, said = galley("revise", slug, written(tmp_path, STORY))
    assert (code, values) == (1, None) and "draft 1" in said
    other = " ".join(f"Nothing here speaks of number {n} or of any river." for n in range(12))
    code, values, said = galley("revise", slug, written(tmp_path, other))
    assert (code, values) == (1, None) and slug in said
    assert galley("revise", slug, written(tmp_path, other), "--anyway")[0] == 0
    assert galley("revise", slug, written(tmp_path, " \n"))[0] == 1


def test_compare_names_every_change_and_its_check(galley, slug, tmp_path):
    galley("revise", slug, written(tmp_path, STORY.replace("310,000", "340,000")))
    code, values, _ = galley("compare", slug)
    assert code == 0 and (values["from"]["number"], values["to"]["number"]) == (1, 2)
    (only,) = values["differences"]
    assert (only["before"], only["after"], only["substance"]) == ("310,000", "340,000", ["numbers"])
    assert len(only["checks"]) == 1 and only["who"] == "Ben"
    assert galley("compare", slug, "2", "1")[1]["differences"][0]["before"] == "340,000"
    assert galley("compare", slug, "1", "7")[0] == 1


def test_compare_writes_a_page_that_runs_nothing(galley, slug, tmp_path):
    evil = STORY.replace("310,000", "<script>340,000</script>")
    galley("revise", slug, written(tmp_path, evil))
    page = tmp_path / "out.html"
    store = ["--db", str(tmp_path / "desk.db"), "--as", "Ben"]
    assert main(["compare", *store, slug, "1", "2", "--format", "html", "-o", str(page)]) == 0
    text = page.read_text("utf-8")
    assert "<script>" not in text and "&lt;script&gt;" in text
    assert "default-src 'none'" in text and "Draft 2" in text


def test_they_speak_to_people_too(galley, slug, tmp_path, capsys):
    store = ["--db", str(tmp_path / "desk.db"), "--as", "Ben"]
    path = written(tmp_path, STORY.replace("310,000", "340,000"))
    assert main(["revise", *store, slug, path]) == 0
    assert "to be checked again" in capsys.readouterr().out
    assert main(["compare", *store, slug]) == 0
    assert "'310,000' → '340,000'" in capsys.readouterr().out

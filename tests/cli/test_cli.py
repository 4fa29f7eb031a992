"""The command line from outside: one JSON object, one sentence for an error, exit codes."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor.cli.main import main
from editor.reading.docx import ACCEPTED

STORY = (
    "A headline for the harbour\n\n"
    "“The pier is 40 metres long,” said Ada Moreau, the mayor. It opened in 1931.\n\n"
    "“It will be 50 metres next year,” Moreau said.\n"
)


def test_a_walk_from_file_to_report(galley, slug, tmp_path):
    _, values, _ = galley("suggest", slug, "--accept", "--kinds", "quote")
    assert [s["speaker"] for s in values["suggestions"]] == ["Ada Moreau", "Ada Moreau"]
    _, values, _ = galley("annotate", slug, "--kind", "fact", "--quote", "1931")
    check = values["check"]["id"]
    _, values, _ = galley("set", check, "--state", "confirmed", "--close", "2030-01-01")
    assert values["checks"][0]["state"] == "confirmed"
    _, values, _ = galley("queue", "--state", "unchecked")
    assert len(values["checks"]) == 2 and values["counts"]["confirmed"] == 1
    code, values, _ = galley("report", slug, "--format", "html", "-o", str(tmp_path / "r.html"))
    assert code == 0 and "1931" in (tmp_path / "r.html").read_text("utf-8")
    _, values, _ = galley("show", slug)
    assert len(values["annotations"]) == 3 and len(values["checks"]) == 3


def test_undo_and_redo_over_runs(galley, slug):
    galley("suggest", slug, "--accept", "--kinds", "quote")
    galley("undo")
    assert galley("show", slug)[1]["annotations"] == []
    galley("redo")
    assert len(galley("show", slug)[1]["annotations"]) == 2
    assert galley("history")[1]["history"]
    assert galley("check-store")[1]["problems"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "nobody"),
        ("set", "nobody", "--state", "confirmed"),
        ("annotate", "{slug}", "--kind", "fact", "--range", "0:99999"),
        ("annotate", "{slug}", "--kind", "fact", "--range", "a:b"),
        ("annotate", "{slug}", "--kind", "fact", "--quote", "metres"),
        ("annotate", "{slug}", "--kind", "fact", "--quote", "not in it"),
        ("redo",),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(galley, slug, arguments):
    before = galley("history")[1]
    code, values, err = galley(*(a.format(slug=slug) for a in arguments))
    assert (code, values) == (1, None)
    assert err.startswith("galley: ") and err.count("\n") == 1
    assert galley("history")[1] == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["annotate", "x", "--kind", "poem", "--quote", "a"],
        ["fly"],
        ["set", "x", "--state", "maybe"],
    ],
)
def test_wrong_usage_is_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff\xfe\x00" * 50, b"PK\x03\x04 cut off"])
def test_a_bad_file_is_reported_and_the_others_come_in(galley, tmp_path, data):
    bad, good = tmp_path / "bad.docx", tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(STORY, "utf-8")
    code, values, _ = galley("add", str(bad), str(good))
    assert code == 1
    assert len(values["articles"]) == 1 and values["errors"][0]["input"] == str(bad)


def test_a_foreign_store_is_refused(tmp_path, capsys):
    store = tmp_path / "desk.db"
    store.write_bytes(b"this is no store at all\n" * 100)
    assert main(["articles", "--db", str(store)]) == 1
    assert capsys.readouterr().err.startswith("galley: ")
    assert store.read_bytes().startswith(b"this is no store")


def test_demo_writes_what_it_names(tmp_path, capsys):
    assert main(["demo", "--json", "-o", str(tmp_path / "out")]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert len(files) >= 4
    for name in files:
        assert Path(name).stat().st_size > 0


FERRY = Path(__file__).parents[1] / "data" / "reading" / "ferry.docx"


def test_an_annotated_copy_goes_to_the_queue_and_plain_adding_says_what_stayed_out(galley):
    code, values, err = galley("add", str(FERRY))
    article = values["articles"][0]
    assert (code, article["checks"]) == (0, 0)
    assert article["lost"] == ["Comments and notes: 6 (add --annotated takes them)."]
    code, values, _ = galley("add", "--annotated", str(FERRY))
    article = values["articles"][0]
    assert (code, article["checks"], article["sources"], article["lost"]) == (0, 6, 6, [])
    assert article["not_article"] == []
    assert len(galley("queue")[1]["checks"]) == 6


def test_reports_of_several_articles_and_forms_go_to_a_folder(galley, slug, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Another story\n\nIt is short.\n", "utf-8")
    galley("add", str(other))
    galley("annotate", slug, "--kind", "fact", "--quote", "1931")
    folder = tmp_path / "out"
    forms = ("--format", "docx", "--format", "csv")
    code, values, err = galley("report", "--all", *forms, "-o", f"{folder}/")
    assert code == 0 and values["articles"] == 2 and values["errors"] == []
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(
        f"{name}{suffix}" for name in (slug, "another-story") for suffix in (".docx", ".csv")
    )
    assert "4/4" in err
    code, _, err = galley("report", slug, "--format", "nothing", "-o", str(tmp_path / "x"))
    assert code == 1 and "There is no report format" in err
    code, _, err = galley("report", "--filter", "none", "-o", str(tmp_path / "x"))
    assert code == 1 and "There is no saved filter" in err
    code, _, err = galley("report", "-o", str(tmp_path / "x"))
    assert code == 1 and "There is no article" in err


@pytest.mark.parametrize(
    "where, told",
    [("none/r.html", "no folder for it"), ("x" * 300 + ".html", "longer than"), ("f/r", "folder")],
)
def test_a_place_where_nothing_can_be_written_is_one_sentence(galley, slug, tmp_path, where, told):
    (tmp_path / "f").write_text("a file", "utf-8")
    code, _, err = galley("report", slug, "-o", str(tmp_path / where))
    assert code == 1 and told in err and "Traceback" not in err and ".part" not in err
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_full_disk_leaves_the_old_report(galley, slug, tmp_path, monkeypatch):
    target = tmp_path / "r.html"
    target.write_text("old", "utf-8")

    def full(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("editor.files.os.fsync", full)
    code, _, err = galley("report", slug, "-o", str(target))
    assert code == 1 and "r.html could not be written: the disk is full." in err
    assert target.read_text("utf-8") == "old" and not (tmp_path / "r.html.part").exists()


def test_report_options_choose_what_is_in_it(galley, slug, tmp_path):
    galley("annotate", slug, "--kind", "fact", "--quote", "1931", "--note", "a note")
    target = tmp_path / "r.json"
    options = ("--format", "json", "--comments", "none", "--no-history", "-o", str(target))
    assert galley("report", slug, *options, "--state", "query")[0] == 0
    article = json.loads(target.read_text("utf-8"))["articles"][0]
    assert article["checks"] == [] and article["left_out"] == 1


def test_marks_of_another_programs_file_are_taken_in(galley, slug, tmp_path):
    foreign = {
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "sure?"},
        "target": {"selector": {"type": "TextQuoteSelector", "exact": "opened in 1931"}},
    }
    file = tmp_path / "marks.jsonld"
    file.write_text(json.dumps([foreign, foreign | {"target": {}}]), "utf-8")
    code, values, _ = galley("take-in", slug, str(file))
    assert code == 0 and len(values["added"]) == 1 and len(values["doubtful"]) == 1
    file.write_text("nothing", "utf-8")
    code, _, err = galley("take-in", slug, str(file))
    assert code == 1 and "no marks in this file" in err


def test_published_fact_checks_are_archived_with_what_failed_beside(galley, tmp_path):
    page, other = tmp_path / "page.html", tmp_path / "other.json"
    told = {"@type": "ClaimReview", "claimReviewed": "It is dear.", "url": "https://f.example/1"}
    page.write_text(f'<script type="application/ld+json">{json.dumps(told)}</script>', "utf-8")
    other.write_text("{}", "utf-8")
    code, values, err = galley("archive", str(page), str(other))
    assert code == 1 and [c["statement"] for c in values["checks"]] == ["It is dear."]
    assert values["errors"][0]["code"] == "not_fact_checks" and "other.json" in err
    code, values, _ = galley("archive", str(page))
    assert (code, values["checks"], values["same"]) == (0, [], 1)


def test_25_comments_made_elsewhere_come_in_on_their_passages_and_go_to_the_queue(galley):
    code, values, _ = galley("add", "--annotated", str(FERRY.with_name("winter.docx")))
    article = values["articles"][0]
    assert (code, article["checks"]) == (0, 25)
    _, shown, _ = galley("show", article["slug"])
    marks = [mark for mark in shown["annotations"] if mark["check"]]
    assert [mark["text"] for mark in marks] == [
        f"carried {400 + n} passengers in its first winter" for n in range(25)
    ]
    assert sum(any(reply["resolved"] for reply in mark["thread"]) for mark in marks) == 5
    changes = [mark for mark in shown["annotations"] if mark["kind"] == "change"]
    assert [mark["text"] for mark in changes] == [
        "for 6 days",
        "for 12 days",
        "for 17 days",
        "It was cold.",
    ]
    assert len(galley("queue")[1]["checks"]) == 25


def test_answers_and_resolved_threads_of_25_comments_and_their_sources_come_along(galley):
    code, values, _ = galley("add", "--annotated", str(FERRY.with_name("threads.docx")))
    article = values["articles"][0]
    assert (code, article["checks"], article["warnings"]) == (0, 25, [ACCEPTED])
    _, shown, _ = galley("show", article["slug"])
    marks = [mark for mark in shown["annotations"] if mark["check"]]
    assert [mark["text"] for mark in marks] == [f"carried {400 + n} people" for n in range(25)]
    threads = {n: mark["thread"] for n, mark in enumerate(marks, 1) if mark["thread"]}
    assert {n: [r["resolved"] for r in thread][-1] for n, thread in threads.items()} == {
        **{3: False, 5: True, 9: True, 17: False, 20: True, 24: False},
    }
    assert threads[9][0]["text"] == "Seen, week 9."
    assert [m["text"] for m in shown["annotations"] if m["kind"] == "change"] == [
        *("6", "It was cold.", "12", "18", "24"),
    ]
    queue = galley("queue")[1]["checks"]
    assert len(queue) == 25 and {check["state"] for check in queue} == {"unchecked"}
    assert article["sources"] == 15


def test_a_preset_is_kept_for_the_desk(galley, slug, tmp_path):
    target = str(tmp_path / "r.json")
    choice = ("--format", "json", "-o", target)
    assert galley("report", slug, *choice, "--no-text", "--save-preset", "short")[0] == 0
    assert galley("report", slug, *choice, "--preset", "short")[0] == 0
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert report["options"]["preset"] == "short" and report["options"]["text"] is False
    code, _, err = galley("report", slug, *choice, "--preset", "nothing")
    assert code == 1 and "There is no preset" in err
    assert galley("report", slug, *choice, "--save-preset", "desk")[0] == 1


def test_a_reader_who_has_enough_is_no_error():
    command = [sys.executable, "-m", "editor", "formats"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        assert running.stderr.read() == b""

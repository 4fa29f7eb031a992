"""Training data: what was accepted and what was dismissed, in the shapes of other tools."""

import json

import pytest

from editor.exchange import training
from tests.exchange.marked_reports import TEXT, report_of


def test_training_data_holds_the_accepted_and_the_dismissed():
    report = report_of([(0, 3), (4, 10), (0, 10)])
    (task,) = json.loads(training.write_label_studio(report))
    spans = [r["value"] for r in task["annotations"][0]["result"]]
    assert [(s["start"], s["end"], s["labels"]) for s in spans] == [
        (0, 3, ["fact"]),
        (4, 10, ["quote"]),
    ]
    assert all(task["data"]["text"][s["start"] : s["end"]] == s["text"] for s in spans)
    (row,) = (json.loads(line) for line in training.write_doccano(report).splitlines())
    assert row["label"] == [[0, 3, "fact"], [4, 10, "quote"]]
    rows = [json.loads(line) for line in training.write_jsonl(report).splitlines()]
    assert [(r["label"], r["wanted"]) for r in rows] == [
        ("fact", True),
        ("quote", False),
        ("quote", True),
    ]
    assert rows[2]["text"][rows[2]["start"] : rows[2]["end"]] == "😀 Pier"


def test_words_and_tags_lose_no_word_and_begin_each_mark_once():
    lines = training.write_conll(report_of([(0, 3), (4, 10), (11, 18)])).decode().splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line]
    assert rows[:6] == [
        ("Der", "B-fact"),
        ("😀", "B-quote"),
        ("Pier", "I-quote"),
        ("ist", "O"),
        ("212", "O"),
        ("Meter", "O"),
    ]
    assert "".join(word for word, _ in rows) == "".join(TEXT.split())


@pytest.mark.parametrize(
    "text",
    [
        "पुल|की|लागत|12|.|4|थी|,|मेयर",
        "Don|’|t|e\u0301te\u0301|(|ok|)",
        "می\u200cروم|👩\u200d👩|x",
        "ไม่|มี",
        "",
    ],
)
def test_vowel_signs_and_joiners_are_part_of_their_word(text):
    wanted = text.split("|") if text else []
    for gap in (" ", "  \n"):
        whole = gap.join(wanted)
        found = [whole[a:b] for a, b in training.words(whole, 0, len(whole))]
        assert found == wanted
    assert [(2, 5)] == list(training.words("a bcd", 2, 5))

"""check-store, backup and restore from outside: they enter nobody and touch nothing damaged."""

from __future__ import annotations

import pytest


@pytest.fixture
def galley(anybody):
    return anybody


@pytest.fixture
def filled(galley, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("The pier\n\nIt opened in 1931.", "utf-8")
    assert galley("add", str(story))[0] == 0
    return tmp_path / "desk.db"


def test_a_store_is_checked_backed_up_and_restored(galley, filled):
    code, values, _ = galley("check-store")
    assert code == 0 and values["problems"] == []
    _, saved, _ = galley("backup")
    assert saved["made"] and saved["head"] == values["head"]
    assert galley("backup")[1] == {**saved, "made": False}
    filled.write_bytes(filled.read_bytes()[:5000])
    code, _, said = galley("check-store")
    assert code == 1 and said.count("\n") == 1
    code, values, _ = galley("restore")
    assert code == 0 and values["backup"] == saved["file"] and ".damaged-" in values["old"]
    assert galley("check-store")[1]["head"] == saved["head"]
    assert [a["slug"] for a in galley("articles")[1]["articles"]] == ["the-pier"]


def test_what_is_not_there_is_not_made(galley, tmp_path):
    for verb in ("check-store", "backup", "restore"):
        code, _, said = galley(verb)
        assert code == 1 and said.startswith("galley: There is no")
    assert list(tmp_path.iterdir()) == []

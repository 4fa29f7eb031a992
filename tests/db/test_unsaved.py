"""Unsaved texts on a real file."""

from __future__ import annotations

from db.unsaved import Unsaved


def test_a_text_survives_closing_and_the_last_one_counts(tmp_path):
    path = str(tmp_path / "unsaved.db")
    first = Unsaved(path)
    first.keep("desk", "a1", "note", 1, "Caf", 10)
    first.keep("desk", "a1", "note", 2, "Café 😀", 20)
    first.close()
    again = Unsaved(path)
    assert again.get("desk", "a1", "note") == ("Café 😀", 2)
    assert again.get("other", "a1", "note") is None
    again.close()


def test_dropping_one_leaves_the_others(tmp_path):
    kept = Unsaved(str(tmp_path / "unsaved.db"))
    kept.keep("desk", "a1", "note", 1, "one", 10)
    kept.keep("desk", "a1", "speaker", 1, "two", 20)
    kept.drop("desk", "a1", "note")
    assert [k.text for k in kept.all()] == ["two"]
    kept.close()


def test_a_damaged_file_is_set_aside_and_typing_goes_on(tmp_path):
    path = tmp_path / "unsaved.db"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    kept = Unsaved(str(path))
    kept.keep("desk", "a1", "note", 1, "one", 10)
    assert kept.get("desk", "a1", "note") == ("one", 1)
    kept.close()
    assert (tmp_path / "unsaved.db.damaged").read_bytes().endswith(b"xxx")

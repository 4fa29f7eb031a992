"""The set-up knows when there is nothing to do."""

from __future__ import annotations

from importlib import metadata

from editor.bootstrap import ensure, environment


def test_importable_pins_need_no_set_up(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text(f"pytest=={metadata.version('pytest')} \\\n    --hash=sha256:0\n")
    assert ensure.satisfied(lock)


def test_another_version_or_an_absent_library_does(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text("pytest==0.0.1 \\\n")
    assert not ensure.satisfied(lock)
    lock.write_text("no-such-library==1 \\\n")
    assert not ensure.satisfied(lock)


def test_the_stamp_follows_the_lock(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text("a==1\n")
    before = environment.stamp(lock)
    lock.write_text("a==2\n")
    assert environment.stamp(lock) != before


def test_only_files_on_a_screen_want_a_window(tmp_path, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_text("x")
    monkeypatch.setenv("DISPLAY", ":9")
    assert ensure.wants_window([]) and ensure.wants_window([str(file)])
    assert not ensure.wants_window(["demo"])
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not ensure.wants_window([])


def test_a_library_that_left_no_folder_is_asked_for_by_name(tmp_path, monkeypatch):
    (tmp_path / "Some_Library.egg-info").write_text("Name: Some_Library\nVersion: 2.1\n")
    monkeypatch.syspath_prepend(tmp_path)
    lock = tmp_path / "lock"
    lock.write_text("some-library==2.1 \\\n    --hash=sha256:0\n")
    assert ensure.satisfied(lock)
    lock.write_text("some-library==2.2 \\\n")
    assert not ensure.satisfied(lock)

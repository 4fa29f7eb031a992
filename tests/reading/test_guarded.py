"""Hostile files, read as the program reads them: one plain refusal each, soon, and nobody left.

Every file is made here; none may take ten seconds, 500 MB, a socket or a file beside it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time

import pytest

from db.records import Setting, new_id
from db.store import Store
from editor.commands.people import add_person
from editor.intake import Intake, limits_of
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from tests.reading.hostile_files import CASES, HELLO, W, packed


def read(data, name, limits=None):
    """What reading ends in, within how many seconds, and the process's greatest size in bytes."""
    with Intake(limits or Limits()) as intake:
        began = time.monotonic()
        try:
            ended = intake.read_bytes(data, name)
        except ReadError as error:
            ended = error
        taken = time.monotonic() - began
    return ended, taken


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_refused_in_time(case):
    name, make, code = CASES[case]
    ended, taken = read(make(), name)
    assert isinstance(ended, ReadError) and ended.code == code
    assert ended.values["name"] == name
    assert taken < 10


def test_time_is_up_for_what_never_ends():
    page = b"<p>word</p>" * 400_000
    ended, taken = read(page, "a.html", Limits(seconds=0.5, memory=4_000_000_000))
    assert isinstance(ended, ReadError) and ended.code == "timeout" and taken < 8


def test_memory_is_refused_beyond_the_limit():
    text = b"*a " * 400_000
    ended, _taken = read(text, "a.md", Limits(memory=100_000_000, seconds=60))
    assert isinstance(ended, ReadError) and ended.code == "memory"


def test_no_process_stays_and_none_grew_over_500_mb():
    with Intake() as intake:
        for name, make, _code in CASES.values():
            with pytest.raises(ReadError):
                intake.read_bytes(make(), name)
        assert intake.worker.submit("tests.reading.audit:peak").result(30) < 500_000_000
    assert multiprocessing.active_children() == []


def test_what_is_read_opens_no_other_file_and_no_socket(tmp_path):
    """Seen by the interpreter's own audit, once the libraries are loaded."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    page = tmp_path / "a.html"
    address = secret.as_uri()
    page.write_text(
        f"<html><head><base href='{tmp_path.as_uri()}/'><link rel=stylesheet href='{address}'>"
        f"<style>@import url({address}); p {{ background: url({address}) }}</style>"
        f"<script src='{address}'></script></head><body><article><h1>Pier</h1>"
        f"<img src='{address}'><iframe src='http://127.0.0.1:9/'></iframe>"
        f"<object data='{address}'></object>"
        f"{'<p>The pier opened in 1931, the office said.</p>' * 9}</article>",
        "utf-8",
    )
    markdown = tmp_path / "a.md"
    markdown.write_text(f"# Pier\n\n![x]({address}) <img src='{address}'> opens.", "utf-8")
    document = tmp_path / "a.docx"
    document.write_bytes(
        packed(
            **{
                "word/document.xml": f"<w:document {W}><w:body>{HELLO * 3}</w:body></w:document>",
                "../../../../tmp/escaped.xml": "x",
                str(secret): "x",
            }
        )
    )
    with Intake() as intake:
        for path in (page, markdown, document):
            intake.read_file(path)
        intake.worker.submit("tests.reading.audit:start").result(30)
        for path in (page, markdown, document):
            intake.read_file(path)
        seen = intake.worker.submit("tests.reading.audit:noted").result(30)
    assert {path for path in seen if path not in (os.devnull, "/proc/self/status")} == {
        str(page),
        str(markdown),
        str(document),
    }


def test_limits_are_settings_of_the_desk(tmp_path):
    store = Store.open(str(tmp_path / "desk.db"))
    ada = add_person(store, "Ada", 1).id
    with store.act(ada, 2, "set") as act:
        for name, value in (("seconds", 3), ("pages", 12), ("text", "many")):
            act.add(Setting(new_id(2), f"reading.{name}", json.dumps(value)))
    assert limits_of(store) == Limits(seconds=3.0, pages=12)
    store.close()

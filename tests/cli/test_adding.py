"""Bringing things in from outside: folders, addresses, parts of files, wires, recordings."""

from __future__ import annotations

import io
import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from editor.address import Rules
from editor.cli import adding
from tests.workers import DirectWorker

STORY = "The pier opens\n\nThe pier opened in 1931, the harbour office said on Monday.\n"
MAIL = (
    "From: Ada <ada@lume.example>\nSubject: Draft\nDate: Fri, 3 May 2024 10:00:00 +0200\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=A\n\n--A\n\nSee the files.\n--A\n"
    'Content-Disposition: attachment; filename="pier.md"\n\n# Pier\n\nIt opened in 1931.\n--A\n'
    'Content-Disposition: attachment; filename="photo.jpg"\n\n\xff\xd8\xff\n--A--\n'
)
SRT = "1\n00:00:01,000 --> 00:00:02,000\nWe paid every bill.\n"


@pytest.fixture
def box(tmp_path):
    made = tmp_path / "box"
    made.mkdir()
    return made


def test_a_folder_brings_in_what_can_be_read_and_only_once(galley, box):
    (box / "deep").mkdir()
    (box / "deep" / "a.txt").write_text(STORY, "utf-8")
    (box / "b.md").write_text("# Two\n\nOther words of another story.", "utf-8")
    (box / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (box / ".hidden.txt").write_text(STORY, "utf-8")
    code, values, _ = galley("add", str(box))
    assert code == 0
    assert [a["headline"] for a in values["articles"]] == ["Two", "The pier opens"]
    assert galley("add", str(box))[1]["articles"] == []


def test_a_folder_with_nothing_to_read_is_said(galley, box):
    (box / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    code, values, _ = galley("add", str(box))
    assert (code, values["errors"][0]["code"]) == (1, "empty_folder")


def test_a_watched_folder_takes_a_file_once_it_is_whole(galley, box, monkeypatch):
    steps = iter(
        [
            lambda: (box / "a.txt").write_text("The pier", "utf-8"),
            lambda: (box / "a.txt").write_text(STORY, "utf-8"),
            lambda: (box / "bad.docx").write_bytes(b"no zip"),
            lambda: None,
            lambda: None,
            lambda: None,
        ]
    )

    def pause(_seconds):
        try:
            next(steps)()
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(adding.time, "sleep", pause)
    code, values, err = galley("add", "--watch", str(box))
    assert code == 1
    assert [a["headline"] for a in values["articles"]] == ["The pier opens"]
    assert [e["code"] for e in values["errors"]] == ["damaged"]
    assert "the-pier-opens" in err


def test_standard_input_is_told_by_its_content(galley, monkeypatch):
    page = b"<!doctype html><title>T</title><p>Some words of a page that is short.</p>"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page)))
    assert galley("add", "-")[1]["articles"][0]["format"] == "html"


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"<html><body><article><h1>Pier</h1><p>{STORY}</p></article></body></html>".encode()
        self.send_response(200 if self.path == "/pier" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def site(network):
    return network.serve(Page)


def test_an_address_is_read_and_a_private_one_refused(galley, site, monkeypatch):
    code, values, err = galley("add", f"{site}/pier")
    assert (code, values["errors"][0]["code"]) == (1, "url_port")
    assert err.count("\n") == 1
    monkeypatch.setattr(adding, "rules_of", lambda _store: Rules(private=True))
    monkeypatch.setattr("editor.intake.Worker", DirectWorker)  # the network is of this process
    code, values, _ = galley("add", f"{site}/pier", f"{site}/gone")
    assert values["articles"][0]["headline"] == "Pier"
    assert (code, values["errors"][0]["code"]) == (1, "url_status")


def test_parts_of_a_mail_are_listed_and_taken(galley, box):
    mail = box / "mail.eml"
    mail.write_bytes(MAIL.encode("latin-1"))
    _, values, _ = galley("parts", str(mail))
    assert [part["title"] for part in values["parts"]] == ["pier.md", "photo.jpg"]
    _, values, _ = galley("add", str(mail))
    assert values["articles"][0]["attachments"] == ["pier.md", "photo.jpg"]
    code, values, _ = galley("add", "--part", "1", str(mail))
    assert (code, values["articles"][0]["headline"]) == (0, "Pier")
    code, values, _ = galley("add", "--part", "all", str(mail))
    assert (code, values["errors"][0]["code"]) == (1, "binary") and len(values["articles"]) == 1
    assert galley("add", "--part", "9", str(mail))[1]["errors"][0]["code"] == "no_part"


def test_a_feed_says_that_there_is_a_choice(galley, box):
    feed = box / "feed.xml"
    entries = "".join(f"<item><title>{n}</title><description>w</description></item>" for n in "ab")
    feed.write_text(f"<rss><channel>{entries}</channel></rss>", "utf-8")
    code, values, err = galley("add", str(feed))
    assert (code, values["errors"][0]["code"]) == (1, "choose") and "2 articles" in err
    code, values, _ = galley("add", "--part", "1,2", str(feed))
    assert [a["headline"] for a in values["articles"]] == ["a", "b"]


def test_subtitles_are_kept_as_a_source(galley, box):
    (box / "brekke.srt").write_text(SRT, "utf-8")
    code, values, _ = galley("add", str(box / "brekke.srt"))
    assert (code, values["articles"]) == (0, [])
    assert [(s["name"], s["kind"]) for s in values["sources"]] == [("brekke", "recording")]


def wire(box, version, words, **more):
    path = box / f"wire-{version}.json"
    item = {"uri": "urn:lp:1", "version": version, "headline": "Pier", "body_text": words, **more}
    path.write_text(json.dumps(item), "utf-8")
    return str(path)


def test_a_wires_correction_offers_itself_as_the_next_draft(galley, box):
    first = wire(box, "1", "It opened in 1930, the harbour office said.", embargoed="2030-01-01")
    _, values, _ = galley("add", first)
    slug = values["articles"][0]["slug"]
    _, _, err = galley("report", slug, "--format", "html", "-o", str(box / "r.html"))
    assert "under embargo and may not run before 2030" in err
    galley("annotate", slug, "--kind", "fact", "--quote", "1930")
    second = wire(box, "2", "It opened in 1931, the harbour office said.", pubstatus="canceled")
    code, values, err = galley("add", second)
    assert (code, values["errors"][0]["code"]) == (1, "known_wire") and slug in err
    code, values, _ = galley("add", "--as-draft", second)
    assert (code, values["articles"][0]["slug"], values["articles"][0]["draft"]) == (0, slug, 2)
    assert "killed" in values["articles"][0]["warnings"][0]
    code, values, _ = galley("add", "--as-new", second)
    assert values["articles"][0]["slug"] != slug


def test_blocks_are_listed_and_taken_back_and_undone(galley, box):
    tail = "Most read\nAnother story altogether\nLeave a comment\n"
    (box / "a.txt").write_text(STORY * 3 + tail, "utf-8")
    article = galley("add", str(box / "a.txt"))[1]["articles"][0]
    apart = [one["start"] for one in article["not_article"]]
    assert len(apart) == 3
    slug = article["slug"]
    kinds = {b["start"]: b["kind"] for b in galley("blocks", slug)[1]["blocks"]}
    assert all(kinds[start] == "not_article" for start in apart)
    _, values, _ = galley("blocks", slug, "--take-back", str(apart[1]))
    kinds = [b["kind"] for b in values["blocks"]]
    assert kinds.count("not_article") == 2
    assert [b["kind"] for b in galley("blocks", slug, "--take-back", "all")[1]["blocks"]].count(
        "not_article"
    ) == 0
    galley("undo")
    galley("undo")
    kinds = [b["kind"] for b in galley("blocks", slug)[1]["blocks"]]
    assert kinds.count("not_article") == 3
    assert galley("blocks", slug, "--take-back", "7")[0] == 1


def test_the_file_is_saved_out_unchanged(galley, box):
    data = STORY.replace("\n", "\r\n").encode("utf-16")
    (box / "a.txt").write_bytes(data)
    slug = galley("add", str(box / "a.txt"))[1]["articles"][0]["slug"]
    out = box / "out.txt"
    code, values, _ = galley("original", slug, "-o", str(out))
    assert (code, values["name"]) == (0, "a.txt") and out.read_bytes() == data
    assert galley("original", slug, "--draft", "9", "-o", str(out))[0] == 1


def test_every_reader_is_listed_with_what_it_loses(galley):
    readers = {r["name"]: r for r in galley("formats")[1]["readers"]}
    assert len(readers) >= 14 and all(r["loses"] and r["label"] for r in readers.values())
    assert Path("a.docx").suffix.removeprefix(".") in readers["docx"]["suffixes"]


FACTS = Path(__file__).parents[1] / "data" / "reading" / "facts.xlsx"


def test_a_fact_sheet_goes_to_its_article_and_says_what_has_no_place(galley, box):
    (box / "a.txt").write_text(STORY + "It cost 48 million kronor. The mayor was absent.\n")
    slug = galley("add", str(box / "a.txt"))[1]["articles"][0]["slug"]
    code, values, _ = galley("add", str(FACTS))
    assert (code, values["errors"][0]["code"]) == (1, "sheet")
    code, values, _ = galley("add", "--to", slug, "--map", "poem=A", str(FACTS))
    assert (code, values["errors"][0]["code"]) == (1, "unmapped")
    code, values, _ = galley("add", "--to", slug, str(FACTS))
    sheet = values["sheets"][0]
    assert (code, sheet["checks"]) == (0, 4)
    assert sheet["columns"] == {
        "statement": "Fact",
        "state": "Status",
        "source": "Source",
        "note": "Notes",
    }
    assert [one["row"] for one in sheet["unmatched"]] == [5]
    checks = galley("show", slug)[1]["checks"]
    assert sorted(c["state"] for c in checks) == [
        "change_needed",
        "confirmed",
        "query",
        "unchecked",
    ]

"""Subtitles and transcripts: paragraphs by speaker, each cue with its time."""

from __future__ import annotations

import pytest

import resources
from db.kinds import SpanKind
from editor.reading.errors import ReadError
from editor.reading.reader import read_bytes, read_file

SRT = (
    "1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>We paid</i> every bill\r\n\r\n"
    "2\r\n00:00:03,600 --> 00:00:05,000 X1:10\r\non the day,\r\nall of them. 😀\r\n\r\n"
    "3\r\n01:00:20,000 --> 01:00:21,000\r\nLater then.\r\n"
)
VTT = (
    "WEBVTT - pier\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\n"
    "00:01.000 --> 00:03.000 align:start\n<v Ola Brekke>We paid <b>it</b>.</v>\n\n"
    "intro\n00:03.500 --> 00:05.000\n<v.loud Ada>All of it? <v Ola Brekke>Yes.\n"
)
PLAIN = (
    "[00:00:01] Ola Brekke: We paid it.\nAda: All of it?\nOla Brekke: Yes, on the day.\n"
    "And the day after.\nAda (00:12): Thank you.\n"
)


def cues(document):
    found = (s for s in document.spans if s.kind is SpanKind.CUE)
    return [(document.text[s.start : s.end], s.target, s.author) for s in found]


def test_subtitles_become_paragraphs_with_a_time_for_each_cue():
    document = read_bytes(SRT.encode(), "a.srt")
    assert document.text == "We paid every bill on the day, all of them. 😀\n\nLater then."
    assert cues(document) == [
        ("We paid every bill", "0:00:01.000-0:00:03.500", ""),
        ("on the day, all of them. 😀", "0:00:03.600-0:00:05.000", ""),
        ("Later then.", "1:00:20.000-1:00:21.000", ""),
    ]


def test_voices_are_speakers_and_what_is_no_speech_is_left_out():
    document = read_bytes(VTT.encode(), "a.vtt")
    assert document.text == "Ola Brekke: We paid it.\n\nAda: All of it?\n\nOla Brekke: Yes."
    assert cues(document) == [
        ("We paid it.", "0:00:01.000-0:00:03.000", "Ola Brekke"),
        ("All of it?", "0:00:03.500-0:00:05.000", "Ada"),
        ("Yes.", "0:00:03.500-0:00:05.000", "Ola Brekke"),
    ]


def test_a_plain_transcript_is_known_by_its_labels():
    document = read_bytes(PLAIN.encode(), "interview.txt")
    assert document.format == "transcript"
    assert cues(document) == [
        ("We paid it.", "0:00:01.000-0:00:01.000", "Ola Brekke"),
        ("All of it?", "", "Ada"),
        ("Yes, on the day.", "", "Ola Brekke"),
        ("And the day after.", "", "Ola Brekke"),
        ("Thank you.", "0:00:12.000-0:00:12.000", "Ada"),
    ]


def test_an_article_with_a_colon_here_and_there_is_none():
    text = "Pier opens\nNote: it is long.\nIt opened in 1931.\nNobody came.\nThe mayor: absent."
    assert read_bytes(text.encode(), "a.txt").format == "text"


def test_the_sample_recording_is_read():
    document = read_file(resources.path("samples/bridge-brekke.srt"))
    assert document.format == "transcript" and len(cues(document)) > 3


@pytest.mark.parametrize("data", [b"no time here", b"WEBVTT\n\nNOTE only\n", b"1\n00:0x --> y\nz"])
def test_a_file_without_a_cue_is_damaged(data):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, "a.srt")
    assert refused.value.code == "damaged"

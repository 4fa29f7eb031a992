"""SRT, WebVTT and plain transcripts: who said what, when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from db.kinds import SpanKind
from db.records import Span
from editor.reading.canonical import DocumentBuilder, Draft, canonical
from editor.reading.encodings import decode
from editor.reading.errors import ReadError
from editor.reading.limits import Limits

TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
ARROW = re.compile(rf"\s*{TIME}\s*-->\s*{TIME}(?:\s.*)?")
VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,80})>")
MARKUP = re.compile(r"</?(?:[biuc]|v|ruby|rt|lang|font)\b[^>]*>|<\d[\d:.]*>|\{\\[^}]*\}", re.I)
SPEAKER = re.compile(
    rf"(?:[\[(]?{TIME}[\])]?\s*[-–—]?\s*)?"
    r"((?:[^\W\d_][\w.'’-]*)(?: [^\W\d_][\w.'’-]*){0,4}|Speaker \d{1,2}|[QA])"
    rf"\s*(?:[\[(]{TIME}[\])])?\s*:\s+(?=\S)"
)
LABELLED_SHARE = 0.5
"""Share of a file's paragraphs that begin with a speaker's label in a transcript."""
LABELLED = 3
SAMPLE = 100_000
"""Bytes of a file looked at for labels."""
JOINED = 2.0
"""Seconds of silence within which one speaker's cues are one paragraph."""
SKIPPED = ("NOTE", "STYLE", "REGION", "WEBVTT", "X-TIMESTAMP-MAP")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of one speaker; `start` and `end` in seconds, -1 where no time is told."""

    start: float
    end: float
    speaker: str
    text: str


def read(data: bytes, name: str, _limits: Limits) -> Draft:
    """The Draft of subtitles or a transcript; raises ReadError `damaged` for neither."""
    text, warnings = decode(data, name)
    text = canonical(text)
    cues = list(timed(text)) or list(_labelled(_lines(text)))
    if not any(cue.speaker or cue.start >= 0 for cue in cues):
        raise ReadError("damaged", name=name)
    return replace(written(cues), warnings=warnings)


def is_labelled(data: bytes, name: str) -> bool:
    """Whether plain text is a transcript: most paragraphs begin with one of a few speakers."""
    lines = _lines(canonical(decode(data[:SAMPLE], name)[0]))
    labels = [match[5] for line in lines if (match := SPEAKER.match(line))]
    if len(labels) < max(LABELLED, LABELLED_SHARE * len(lines)):
        return False
    return 1 < len(set(labels)) <= max(12, len(labels) // 3) and len(set(labels)) < len(labels)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def timed(text: str) -> Iterator[Cue]:
    """The cues of SRT or WebVTT text."""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        at = next((n for n, line in enumerate(lines[:3]) if ARROW.match(line)), None)
        if at is None or lines[0].startswith(SKIPPED[:3]):
            continue
        match = ARROW.match(lines[at])
        assert match is not None
        start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
        yield from _voices(start, end, " ".join(lines[at + 1 :]))


def _voices(start: float, end: float, text: str) -> Iterator[Cue]:
    """A cue for each voice in one caption: told by a tag, a label or a dash."""
    speaker = ""
    for number, piece in enumerate(VOICE.split(text)):
        if number % 2:
            speaker = piece.strip()
            continue
        words = " ".join(MARKUP.sub("", piece).split())
        label = SPEAKER.match(words) if not speaker else None
        if label:
            speaker, words = label[5], words[label.end() :]
        if words:
            yield Cue(start, end, speaker, words)


def _labelled(lines: list[str]) -> Iterator[Cue]:
    for line in lines:
        match = SPEAKER.match(line)
        if match is None:
            yield Cue(-1, -1, "", line)
            continue
        told = match.groups()[:4] if match[2] else match.groups()[5:9]
        start = _seconds(told) if told[1] else -1
        yield Cue(start, start, match[5], line[match.end() :])


def _seconds(told: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = told
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + (int(part.ljust(3, "0")) / 1000 if part else 0)


def clock(seconds: float) -> str:
    """Seconds as h:mm:ss.mmm."""
    whole, part = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}.{part:03}"


def written(cues: list[Cue]) -> Draft:
    """Cues as paragraphs, one speaker's running words together; each cue a span with its time."""
    builder = DocumentBuilder()
    before: Cue | None = None
    speaker = ""
    for cue in cues:
        speaker = cue.speaker or speaker
        if before is not None and _parted(before, cue, speaker):
            builder.end()
        elif before is not None:
            builder.write(" ")
        if speaker and (before is None or _parted(before, cue, speaker)):
            builder.write(f"{speaker}: ")
        start = builder.point()
        builder.write(cue.text)
        told = f"{clock(cue.start)}-{clock(cue.end)}" if cue.start >= 0 else ""
        if told or speaker:
            like = Span(0, 0, SpanKind.CUE, told, speaker)
            builder.span_between(start, builder.point(), like)
        before = Cue(cue.start, cue.end, speaker, cue.text)
    return builder.finish()


def _parted(before: Cue, cue: Cue, speaker: str) -> bool:
    """Whether a cue begins a paragraph: another speaker, a silence, or a line of its own."""
    if speaker != before.speaker or cue.start < 0:
        return True
    return cue.start - before.end > JOINED

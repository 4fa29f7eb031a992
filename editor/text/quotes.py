"""Direct quotes with their speakers: rules over strings, standard library only.

A quote lies within one paragraph; each contiguous fragment is its own suggestion,
later fragments of a broken quote name the first by `part_of`. A speaker is looked for
beside the quote (verb and name after it, then before it), else the paragraph's
previous speaker stands; surnames are resolved to the fullest earlier mention.
"""

from __future__ import annotations

import re
from dataclasses import replace

from db.records import Block, BlockKind, Kind, Suggestion

MARKED = re.compile(
    '[\u201c\u201d\u201e\u201f"]([^\u201c\u201d\u201e\u201f"\n]{3,}?)[\u201c\u201d\u201f"](?!\\w)'
    "|\u00ab([^\u00ab\u00bb\n]{3,}?)\u00bb|\u00bb([^\u00ab\u00bb\n]{3,}?)\u00ab"
)
VERB = (
    r"(?:said|says|saying|told|tells|asked|asks|wrote|writes|added|adds|explained|explains|replied"
    r"|continued|noted|notes|declared|stated|responded|recalled|warned|warns|argued|argues"
    r"|insisted|insists|concluded|announced|admitted|claimed|went on to say)"
)
TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|President|Secretary|Minister|Mayor|Captain)"
NAME = (
    rf"(?:{TITLE}\.? )?[^\W\d_a-z][\w'\u2019-]*(?<!['\u2019]s)"
    r"(?: (?:de|van|von|der|al|bin|la|le|di|[^\W\d_a-z]\.|[^\W\d_a-z][\w'\u2019-]*))*"
)
PRONOUN = r"(?:he|she|they|He|She|They)"
AFTER = re.compile(
    rf"\s*[,\u2013\u2014-]?\s*(?:(?P<verb>{VERB}) (?P<name>{NAME})"
    rf"|(?P<subject>{NAME}|{PRONOUN})(?:, [^,\n]{{1,80}},)?(?: \w+ly| later| also)? "
    rf"(?P<cue>{VERB}))\b"
)
BEFORE = re.compile(
    rf"(?P<name>{NAME}|{PRONOUN})(?:, [^,\n]{{1,80}},)?(?: \w+ly| later| also)? (?P<cue>{VERB})"
    r"(?: [^.!?\n\u201c\u201d\"]{0,80})?[,:]?\s*$"
)
FULL_NAME = re.compile(NAME)
NOT_NAMES = frozenset(
    "The A An But And In On At Asked If It We He She They This That Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday".split()
)


def quotes(text: str, blocks: tuple[Block, ...] = ()) -> list[Suggestion]:
    """Direct quotes of `text` in its order; blocks that are not article are passed over.

    Offsets are code points of `text`; a quote's span includes its marks. Without
    `blocks` every line is a paragraph.
    """
    found: list[Suggestion] = []
    full: dict[str, str] = {}
    for start, end in _paragraphs(text, blocks):
        in_paragraph = _in_paragraph(text, start, end)
        _learn_names(text[start:end], full)
        found += _with_speakers(text, start, end, in_paragraph, full, len(found))
    return [replace(q, speaker=_resolve(q.speaker, full)) for q in found]


def _paragraphs(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    if not blocks:
        return [m.span() for m in re.finditer(r"[^\n]+", text)]
    skipped = (BlockKind.NOT_ARTICLE, BlockKind.HEADLINE)
    return [(b.start, b.end) for b in blocks if b.kind not in skipped]


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for match in MARKED.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        inches = match[0].startswith('"') and before.isdigit()
        words = match[0].strip('\u201c\u201d\u201e\u201f"\u00ab\u00bb').split()
        if not inches and (len(words) >= 3 or match[0][-2] in ".,!?\u2026"):
            spans.append(match.span())
    return spans


def _with_speakers(
    text: str,
    start: int,
    end: int,
    spans: list[tuple[int, int]],
    full: dict[str, str],
    base: int,
) -> list[Suggestion]:
    result: list[Suggestion] = []
    for index, (left, right) in enumerate(spans):
        until = spans[index + 1][0] if index + 1 < len(spans) else end
        since = spans[index - 1][1] if index else start
        mention, cue = _speaker(text, since, left, right, until)
        part_of = None
        if mention is None and result and text[since:left].strip(" ,.\u2013\u2014-"):
            last = result[-1]
            if last.speaker_start is not None:
                mention, cue = (last.speaker_start, last.speaker_end or 0), last.cue
        if result and text[result[-1].end - 2] == "," and text[since:left].rstrip()[-1:] == ",":
            part_of = result[-1].part_of if result[-1].part_of is not None else base + index - 1
        result.append(
            Suggestion(
                kind=Kind.QUOTE,
                type="direct",
                start=left,
                end=right,
                text=text[left:right],
                speaker=text[slice(*mention)] if mention else "",
                speaker_start=mention[0] if mention else None,
                speaker_end=mention[1] if mention else None,
                cue=cue,
                score=0.95 if mention else 0.6,
                part_of=part_of,
            )
        )
    return result


def _speaker(
    text: str, since: int, left: int, right: int, until: int
) -> tuple[tuple[int, int] | None, str]:
    after = AFTER.match(text, right, until)
    if after:
        group = "name" if after["name"] else "subject"
        if after[group].split()[0] not in NOT_NAMES or after[group] in ("He", "She", "They"):
            return after.span(group), after["verb"] or after["cue"]
    window = max(since, left - 240)
    before = list(re.finditer(BEFORE, text[window:left]))
    if before:
        a, b = before[-1].span("name")
        words = text[window + a : window + b].split()
        while len(words) > 1 and words[0] in NOT_NAMES:
            a += len(words.pop(0)) + 1
        return (window + a, window + b), before[-1]["cue"]
    return None, ""


def _learn_names(paragraph: str, full: dict[str, str]) -> None:
    """Surname to fullest first mention; a run that starts a sentence sheds what is no name."""
    for match in FULL_NAME.finditer(paragraph):
        words = [w for w in match[0].split() if not re.fullmatch(rf"{TITLE}\.?", w)]
        while words and words[0] in NOT_NAMES:
            words.pop(0)
        if len(words) >= 2:
            full.setdefault(words[-1], " ".join(words))


def _resolve(mention: str, full: dict[str, str]) -> str:
    words = [w for w in mention.split() if not re.fullmatch(rf"{TITLE}\.?", w)]
    if not words:
        return mention
    return full.get(words[-1], " ".join(words))

"""Sentences and values that every written form of a report shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime

from db.kinds import State
from db.records import NEVER, Annotation, Pass, Query
from editor.exchange.report import (
    Proof,
    ReportArticle,
    ReportCheck,
    ReportMark,
    StateChange,
)
from editor.i18n import _, label, term
from editor.text.tracked import stands

SHORT_HASH = 12
"""Hex digits of a draft's SHA-256 shown to people."""
UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
OPENING = frozenset("\"'“‘„‚«»‹›「『")
HIDDEN = re.compile("[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


def visible(text: str) -> str:
    """`text` as people may read it safely.

    Control characters become U+FFFD; characters that turn text about or show nothing are named,
    as `[U+202E]`. Joiners, soft hyphens and direction marks, which writing needs, stay.
    """
    return HIDDEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", UNSHOWABLE.sub("\ufffd", text))


def right_to_left(text: str, otherwise: bool = False) -> bool:
    """Whether the first letter that has a direction runs from right to left.

    `otherwise` is the answer where no letter has one.
    """
    for glyph in text:
        way = unicodedata.bidirectional(glyph)
        if way in ("L", "R", "AL"):
            return way != "L"
    return otherwise


def _moment(ms: int) -> datetime | None:
    if not 0 < ms < NEVER:
        return None
    try:
        return datetime.fromtimestamp(ms / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def when(ms: int) -> str:
    """A time in milliseconds as `2026-11-24 20:15 UTC`; empty for 0, NEVER and the unprintable."""
    moment = _moment(ms)
    return moment.strftime("%Y-%m-%d %H:%M UTC") if moment else ""


def rfc3339(ms: int) -> str | None:
    """A time in milliseconds as RFC 3339 in UTC; None for 0, NEVER and the unprintable."""
    moment = _moment(ms)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else None


def joined(words: Iterable[str]) -> str:
    """`a, b and c`."""
    listed = [word for word in words if word]
    if len(listed) < 2:
        return "".join(listed)
    return _("{most} and {last}").format(most=", ".join(listed[:-1]), last=listed[-1])


def short_hash(item: ReportArticle) -> str:
    """The first hex digits of the draft's SHA-256."""
    return item.revision.sha256[:SHORT_HASH]


def stamp(item: ReportArticle) -> str:
    """Which draft a page is about: slug, draft, short hash, and that there is a newer one."""
    told = _("{slug} · draft {number} · {hash}").format(
        slug=item.article.slug, number=item.revision.number, hash=short_hash(item)
    )
    newer = _("a newer draft, {number}, exists").format(number=item.newer) if item.newer else ""
    return " · ".join(part for part in (told, newer) if part)


def passage(item: ReportArticle, line: ReportCheck) -> str:
    """The words of the first place in the draft, else as they stood when they were marked."""
    if line.place is not None:
        return item.revision.text[line.place.start : line.place.end]
    return line.marks[0].mark.exact if line.marks else ""


def quoted(words: str) -> str:
    """Words in quotation marks, unless they bring their own."""
    return words if words[:1] in OPENING else f"“{words}”"


def other(words: str, statement: str) -> str:
    """The words of a passage, none where the statement is the same."""
    return "" if " ".join(words.split()) == " ".join(statement.split()) else words


def where(line: ReportCheck) -> str:
    """Which paragraph the check stands in, counted from 1, or that it has no place."""
    if line.paragraph is None:
        return _("not in this draft")
    if not line.paragraph:
        return _("outside the article")
    return _("paragraph {number}").format(number=line.paragraph)


def facts(item: ReportArticle, line: ReportCheck) -> list[str]:
    """State, verdict, kind, risk, place, thinness and assignee of a check, as people say them."""
    own = line.check
    named = [
        label(own.state),
        term(own.verdict),
        label(own.kind),
        "" if own.risk.value == "normal" else label(own.risk),
        where(line),
        _("thin") if own.thin else "",
        item.name(own.assignee),
    ]
    return [words for words in named if words]


def accepted(item: ReportArticle, line: ReportCheck) -> str:
    """Who let an unconfirmed check stand, and why."""
    if not line.accepted_by:
        return _("nobody has accepted this")
    told = _("accepted by {who}").format(who=item.name(line.accepted_by))
    return f"{told}: {line.check.reason}" if line.check.reason else told


def reopened(line: ReportCheck) -> str:
    """The old and new words of a check sent back by a change of substance, else empty."""
    if len(line.check.reopened) < 2:
        return ""
    before, after = line.check.reopened[0], line.check.reopened[1]
    return _("the words changed from {before} to {after}").format(
        before=quoted(before), after=quoted(after)
    )


def proof_line(item: ReportArticle, proof: Proof) -> str:
    """What was seen, where in it, by whom and when, and whether it is the writer's own."""
    seen, source = proof.evidence, proof.source
    parts = [
        source.name if source else _("a source that was removed"),
        seen.locator or (source.locator if source else ""),
        term(seen.stance),
        _("independent, {method}").format(method=term(seen.method))
        if proof.independent
        else _("supplied by the author"),
    ]
    if seen.seen_at and when(seen.seen_at):
        by = item.name(seen.seen_by) if seen.seen_by else _("somebody")
        parts.append(_("seen by {who} on {when}").format(who=by, when=when(seen.seen_at)))
    else:
        parts.append(_("not seen"))
    return " · ".join(part for part in parts if part)


def attempt_lines(item: ReportArticle, line: ReportCheck) -> list[str]:
    """Every attempt to reach the sources of a check, oldest first."""
    names = {source.id: source.name for source in item.sources}
    return [
        " · ".join(
            part
            for part in (
                when(attempt.at),
                names.get(attempt.source, ""),
                attempt.way,
                term(attempt.result),
                attempt.note,
                item.name(attempt.author),
            )
            if part
        )
        for attempt in line.attempts
    ]


def quote_line(report_mark: ReportMark) -> str:
    """Speaker, role, terms, translation and verbatim result of a quote; empty for other kinds."""
    mark = report_mark.mark
    speaker = ", ".join(part for part in (mark.speaker, mark.role) if part)
    original = mark.original
    if original and mark.original_language:
        original = f"{original} ({mark.original_language})"
    parts = [
        speaker,
        term(mark.quote_type),
        term(mark.terms),
        _("original: {words}").format(words=original) if original else "",
        _("translated by {who}").format(who=mark.translator) if mark.translator else "",
        _("against the recording: {result}").format(result=term(mark.verbatim))
        if mark.verbatim
        else "",
    ]
    return " · ".join(part for part in parts if part)


def tracked(mark: Annotation) -> str:
    """What a change did that the file's author tracked, and whose words stand in the draft."""
    if mark.original:
        return _("changed in the file from “{before}”").format(before=mark.original)
    return _("added in the file")


def spoken(item: ReportArticle, report_mark: ReportMark) -> list[str]:
    """What was said at one mark, a line each: its note, the proposed wording, the replies."""
    mark = report_mark.mark
    author = item.name(mark.author) or _("somebody")
    lines = [f"{author}: {mark.note}"] if mark.note else []
    if stands(mark):
        lines.append(f"{author}: {tracked(mark)}")
    elif mark.change:
        lines.append(_("{who} proposes: {words}").format(who=author, words=mark.change))
    for reply in report_mark.thread:
        who = " ".join(part for part in (item.name(reply.author), when(reply.at)) if part)
        lines.append(f"{who}: {reply.text}")
    if report_mark.resolved:
        lines.append(_("resolved"))
    return lines


def remark(item: ReportArticle, found: ReportMark, line: ReportCheck | None) -> list[str]:
    """What a comment at a mark says, line by line.

    Number, state and kind; the statement; the quote's details; the note; what was seen.
    """
    mark = found.mark
    told: list[str] = []
    if line is not None:
        state = " · ".join([label(line.check.state), *facts(item, line)[1:]])
        told.append(f"{line.number} · {state}")
        if line.check.statement != " ".join(mark.exact.split()):
            told.append(line.check.statement)
        told += [quote_line(found), line.check.reason, reopened(line)]
    if mark.note:
        told += mark.note.split("\n")
    if stands(mark):
        told.append(tracked(mark))
    elif mark.change:
        told.append(_("Proposed: {words}").format(words=mark.change))
    if line is not None and line.marks[0].mark.id == mark.id:
        told += [proof_line(item, proof) for proof in line.proofs]
    return [text for text in told if text] or [label(mark.kind)]


def step_line(item: ReportArticle, step: StateChange) -> str:
    """One step of a check's history: when, who, from which state to which."""
    before = _state(step.before) if step.before else ""
    states = f"{before} → {_state(step.after)}" if before else _state(step.after)
    return " · ".join(part for part in (when(step.at), item.name(step.person), states) if part)


def _state(key: str) -> str:
    return label(State(key)) if key in State.__members__.values() else key


def query_line(item: ReportArticle, query: Query) -> str:
    """A numbered question with its answer, on one line."""
    told = f"{query.number}. {query.addressee} ({term(query.addressee_role)}): {query.question}"
    if not query.answered_at:
        return f"{told} — {_('not answered')}"
    by = item.name(query.answered_by) or query.addressee
    return f"{told} — {by}, {when(query.answered_at)}: {query.answer}"


def pass_line(item: ReportArticle, done: Pass) -> str:
    """One reading: purpose, initials, who, which draft, when, remarks, and whether it stands."""
    numbers = {draft.revision.id: draft.revision.number for draft in item.drafts}
    number = numbers.get(done.revision)
    parts = [
        term(done.purpose),
        done.initials,
        item.name(done.person),
        _("draft {number}").format(number=number) if number else "",
        when(done.at),
        done.remarks,
        _("withdrawn on {when}").format(when=when(done.withdrawn)) if done.withdrawn else "",
    ]
    return " · ".join(part for part in parts if part)

"""Records joined and numbered into one article of a report; nothing is read or changed."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.kinds import BlockKind, Covered, State
from db.records import (
    Annotation,
    Article,
    Block,
    ChainLink,
    Check,
    ContactAttempt,
    Correction,
    Decision,
    Evidence,
    HistoryEntry,
    Overlay,
    Pass,
    Person,
    Placement,
    Query,
    Reply,
    Revision,
    Source,
)
from editor.exchange.options import INTERNAL_TAG, PRIVILEGED_TAG, Comments, ReportOptions
from editor.exchange.report import (
    Coverage,
    DraftFile,
    Proof,
    ReportArticle,
    ReportCheck,
    ReportMark,
    StateChange,
)
from editor.text.coverage import Coverage as Covering
from editor.text.coverage import owners
from editor.text.survey import as_shown, survey
from editor.text.unusual import unusual

AFTER_TEXT = 1 << 60
"""Sorts what has no place in the draft behind everything that has one."""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything stored about one article, in any order: what `assemble` joins."""

    article: Article
    revision: Revision
    marks: Sequence[Annotation] = ()
    checks: Sequence[Check] = ()
    replies: Sequence[Reply] = ()
    persons: Sequence[Person] = ()
    sources: Sequence[Source] = ()
    evidence: Sequence[Evidence] = ()
    attempts: Sequence[ContactAttempt] = ()
    queries: Sequence[Query] = ()
    passes: Sequence[Pass] = ()
    corrections: Sequence[Correction] = ()
    decisions: Sequence[Decision] = ()
    overlays: Sequence[Overlay] = ()
    placements: Mapping[str, Placement] = field(default_factory=dict)
    histories: Mapping[str, Sequence[HistoryEntry]] = field(default_factory=dict)
    original: bytes = b""
    drafts: Sequence[DraftFile] = ()
    links: Sequence[ChainLink] = ()
    stored: Sequence[Mapping[str, Any]] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


def assemble(records: Records, options: ReportOptions | None = None) -> ReportArticle:
    """One article of a report from its records; nothing is read or changed."""
    options = options or ReportOptions()
    marks = _marks(records, options)
    checks = _checks(records, marks)
    numbers = {line.check.id: line.number for line in checks}
    numbered = [replace(m, check=numbers.get(m.mark.check, 0)) for m in marks]
    wanted = [c for c in checks if _wanted(c, options)]
    shown = {line.number for line in wanted}
    item = ReportArticle(
        article=records.article,
        revision=records.revision,
        blocks=as_shown(records.revision.blocks, records.overlays),
        marks=tuple(m for m in numbered if _kept(m, options, shown)),
        checks=tuple(_numbered(line) for line in wanted),
        names={person.id: person.name for person in records.persons},
        persons=tuple(records.persons),
        sources=_sources(records),
        attempts=tuple(sorted(records.attempts, key=lambda a: (a.at, a.id))),
        queries=tuple(sorted(records.queries, key=lambda q: (q.number, q.id))),
        passes=tuple(sorted(records.passes, key=lambda p: (p.at, p.id))),
        corrections=tuple(sorted(records.corrections, key=lambda c: (c.at, c.id))),
        decisions=tuple(records.decisions),
        coverage=coverage(records),
        unusual=tuple(unusual(records.revision.text)),
        late=tuple(sorted((o for o in records.overlays if o.text), key=lambda o: o.id)),
        original=records.original,
        drafts=tuple(records.drafts),
        links=tuple(records.links),
        records=tuple(records.stored),
        files=records.files,
        left_out=len(checks) - len(wanted),
    )
    sign_off = item.sign_off
    paragraphs = _Paragraphs(item.blocks)
    return replace(
        item,
        checks=tuple(
            replace(_accepted(line, sign_off), paragraph=paragraphs.number(line.start))
            for line in item.checks
        ),
    )


class _Paragraphs:
    """Blocks of the article counted from 1."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._starts = [block.start for block in blocks]
        self._numbers: list[int] = []
        number = 0
        for block in blocks:
            inside = block.kind is not BlockKind.NOT_ARTICLE
            number += inside
            self._numbers.append(number if inside else 0)

    def number(self, start: int | None) -> int | None:
        """The number of the block `start` lies in, 0 outside the article, None for None."""
        if start is None:
            return None
        at = bisect_right(self._starts, start) - 1
        return self._numbers[at] if at >= 0 else 0


def _accepted(line: ReportCheck, sign_off: Pass | None) -> ReportCheck:
    """Who let an unconfirmed check stand: the editor who wrote stet, else who signed off."""
    if line.cleared:
        return line
    if line.check.state is State.STET:
        return replace(line, accepted_by=line.check.settled_by)
    return replace(line, accepted_by=sign_off.person if sign_off else "")


def _place(mark: Annotation) -> tuple[int, int, str]:
    start = AFTER_TEXT if mark.start is None else mark.start
    return start, AFTER_TEXT if mark.end is None else mark.end, mark.id


def _said(mark: Annotation, comments: Comments) -> bool:
    """Whether the words at a mark may be in the report."""
    if PRIVILEGED_TAG in mark.tags:
        return comments is Comments.PRIVILEGED
    if INTERNAL_TAG in mark.tags:
        return comments in (Comments.INTERNAL, Comments.PRIVILEGED)
    return comments is not Comments.NONE


def _marks(records: Records, options: ReportOptions) -> list[ReportMark]:
    threads: dict[str, list[Reply]] = {}
    for reply in sorted(records.replies, key=lambda r: (r.at, r.id)):
        threads.setdefault(reply.annotation, []).append(reply)
    found = []
    for mark in sorted(records.marks, key=_place):
        said = _said(mark, options.comments)
        if not said and not mark.check:
            continue
        thread = tuple(threads.get(mark.id, ())) if said else ()
        own = mark if said else replace(mark, note="")
        found.append(ReportMark(own, thread, place=records.placements.get(mark.id)))
    return found


def _checks(records: Records, marks: Sequence[ReportMark]) -> list[ReportCheck]:
    places: dict[str, list[ReportMark]] = {}
    for mark in marks:
        places.setdefault(mark.mark.check, []).append(mark)
    sources = {source.id: source for source in records.sources}
    proofs: dict[str, list[Proof]] = {}
    for item in sorted(records.evidence, key=lambda e: (e.seen_at or AFTER_TEXT, e.id)):
        proofs.setdefault(item.check, []).append(Proof(item, sources.get(item.source)))
    attempts: dict[str, list[ContactAttempt]] = {}
    for attempt in sorted(records.attempts, key=lambda a: (a.at, a.id)):
        attempts.setdefault(attempt.source, []).append(attempt)
    asked: dict[str, list[int]] = {}
    for query in sorted(records.queries, key=lambda q: q.number):
        for annotation in query.annotations:
            asked.setdefault(annotation, []).append(query.number)

    def order(check: Check) -> tuple[tuple[int, int, str], str]:
        own = places.get(check.id)
        return (_place(own[0].mark) if own else (AFTER_TEXT, AFTER_TEXT, ""), check.id)

    lines = []
    for number, check in enumerate(sorted(records.checks, key=order), 1):
        own = tuple(proofs.get(check.id, ()))
        at = tuple(places.get(check.id, ()))
        used = dict.fromkeys(proof.evidence.source for proof in own)
        lines.append(
            ReportCheck(
                number=number,
                check=check,
                marks=at,
                proofs=own,
                attempts=tuple(a for source in used for a in attempts.get(source, ())),
                queries=tuple(dict.fromkeys(n for m in at for n in asked.get(m.mark.id, ()))),
                history=_history(records.histories.get(check.id, ())),
            )
        )
    return lines


def _history(entries: Iterable[HistoryEntry]) -> tuple[StateChange, ...]:
    """The steps between states that a check's history rows tell, oldest first."""
    steps = []
    for entry in sorted(entries, key=lambda e: e.seq):
        after = json.loads(entry.after)
        if "state" in after:
            before = json.loads(entry.before).get("state", "")
            steps.append(StateChange(entry.at, entry.person, str(before), str(after["state"])))
    return tuple(steps)


def _wanted(line: ReportCheck, options: ReportOptions) -> bool:
    kind, state, risk = line.check.kind, line.check.state, line.check.risk
    return (
        (not options.kinds or kind in options.kinds)
        and (not options.states or state in options.states)
        and (not options.risks or risk in options.risks)
    )


def _kept(mark: ReportMark, options: ReportOptions, shown: set[int]) -> bool:
    if mark.check:
        return mark.check in shown
    return not options.kinds or mark.mark.kind in options.kinds


def _numbered(line: ReportCheck) -> ReportCheck:
    return replace(line, marks=tuple(replace(m, check=line.number) for m in line.marks))


def _sources(records: Records) -> tuple[Source, ...]:
    """The sources this article's evidence and attempts rest on, in order of first use."""
    used = [e.source for e in records.evidence] + [a.source for a in records.attempts]
    known = {source.id: source for source in records.sources}
    return tuple(known[ref] for ref in dict.fromkeys(used) if ref in known)


def coverage(records: Records) -> Coverage:
    """How many sentences of the article bear a mark or were declared free of facts."""
    revision = records.revision
    surveyed = survey(revision.text, as_shown(revision.blocks, records.overlays), False)
    counts = Covering(surveyed, owners(records.marks, records.decisions)).counts
    total = len(surveyed.sentences) - counts[Covered.NOT_ARTICLE]
    return Coverage(total, counts[Covered.MARKED], counts[Covered.NO_FACTS])

"""Sentences and values that every written form of a report shares."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from db.kinds import BlockKind
from db.records import NEVER, Annotation
from editor.exchange.report import Proof, ReportArticle, ReportCheck
from editor.i18n import _, label

SHORT_HASH = 12
"""Hex digits of a draft's SHA-256 shown to people."""


def when(ms: int) -> str:
    """A time in milliseconds as `2026-11-24 20:15 UTC`; empty for 0, NEVER and the unprintable."""
    if not 0 < ms < NEVER:
        return ""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (OverflowError, ValueError, OSError):
        return ""


def short_hash(item: ReportArticle) -> str:
    """The first hex digits of the draft's SHA-256."""
    return item.revision.sha256[:SHORT_HASH]


def summary(item: ReportArticle, made: int) -> str:
    """One sentence: what was checked, against which draft, by whom, until when."""
    people = ", ".join(item.checkers) or _("nobody yet")
    return _(
        "“{headline}”: {settled} of {total} checks are settled and {open} are open, against "
        "draft {draft} ({hash}), by {people}, as of {when}."
    ).format(
        headline=item.article.headline or item.article.slug,
        settled=len(item.checks) - len(item.open_checks),
        total=len(item.checks),
        open=len(item.open_checks),
        draft=item.revision.number,
        hash=short_hash(item),
        people=people,
        when=when(made),
    )


def counts(item: ReportArticle) -> str:
    """How many checks stand in each state, as `12 confirmed, 3 query`."""
    tally = Counter(c.check.state for c in item.checks)
    return ", ".join(f"{n} {label(state)}" for state, n in tally.most_common())


def passage(item: ReportArticle, check: ReportCheck) -> str:
    """The words of the first place in the draft, else as they stood when they were marked."""
    if check.place is not None:
        return item.revision.text[check.place.start : check.place.end]
    return check.places[0].exact if check.places else ""


def where(item: ReportArticle, check: ReportCheck) -> str:
    """Which paragraph the check stands in, counted from 1, or that it has no place."""
    start = check.start
    if start is None:
        return _("not in this draft")
    blocks = [b for b in item.revision.blocks if b.kind is not BlockKind.NOT_ARTICLE]
    for number, block in enumerate(blocks, 1):
        if block.start <= start < block.end:
            return _("paragraph {number}").format(number=number)
    return _("outside the article")


def facts(item: ReportArticle, check: ReportCheck) -> list[str]:
    """State, verdict where there is one, kind, risk and place of a check, as people say them."""
    own = check.check
    named = [label(own.state), own.verdict, label(own.kind), label(own.risk), where(item, check)]
    return [words for words in named if words]


def proof_line(item: ReportArticle, proof: Proof) -> str:
    """What was seen, where in it, by whom and when, on one line."""
    seen, source = proof.evidence, proof.source
    parts = [
        source.name if source else _("a source that was removed"),
        seen.locator or (source.locator if source else ""),
        seen.stance,
        seen.method,
    ]
    if seen.seen_at and when(seen.seen_at):
        by = item.name(seen.seen_by) if seen.seen_by else _("somebody")
        parts.append(_("seen by {who} on {when}").format(who=by, when=when(seen.seen_at)))
    else:
        parts.append(_("not seen"))
    return " · ".join(part for part in parts if part)


def spoken(item: ReportArticle, mark: Annotation) -> list[str]:
    """What was said at one mark, a line each: its note, the proposed wording, the replies."""
    author = item.name(mark.author) or _("somebody")
    lines = [f"{author}: {mark.note}"] if mark.note else []
    if mark.change:
        lines.append(_("{who} proposes: {words}").format(who=author, words=mark.change))
    for reply in item.thread(mark.id):
        who = " ".join(part for part in (item.name(reply.author), when(reply.at)) if part)
        lines.append(f"{who}: {reply.text}")
    return lines

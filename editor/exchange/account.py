"""A report's own sentences: page one, what it cannot vouch for, how the checking was done."""

from __future__ import annotations

from collections import Counter

from db.kinds import State
from editor.exchange.options import Redaction
from editor.exchange.report import Report, ReportArticle
from editor.exchange.words import joined, short_hash, when
from editor.i18n import _, label, plural
from editor.text.placeholders import left_in
from editor.text.unusual import character


def lead(item: ReportArticle, report: Report) -> list[str]:
    """The first page's sentences: what was checked, where, by whom, until when, and what is not."""
    told = [_checked(item, report.made), _outcome(item), _signed(item)]
    if item.newer:
        told.append(
            _("A newer draft, {number}, exists; this report does not cover it.").format(
                number=item.newer
            )
        )
    if item.coverage.sentences:
        told.append(_covered(item))
    if item.left_out:
        told.append(
            plural(
                "{count} check was left out by choice.",
                "{count} checks were left out by choice.",
                item.left_out,
            )
        )
    if told_hidden := redaction(report):
        told.append(told_hidden)
    return [sentence for sentence in told if sentence]


def _checked(item: ReportArticle, made: int) -> str:
    pattern = _(
        "This report covers {checks} in draft {draft} ({hash}) of “{headline}”, worked on by "
        "{people}, as of {when}."
    )
    return pattern.format(
        headline=item.title,
        checks=kinds(item),
        draft=item.revision.number,
        hash=short_hash(item),
        people=joined(item.checkers) or _("nobody yet"),
        when=when(made),
    )


def kinds(item: ReportArticle) -> str:
    """How many checks of each kind, as `12 quotes, 3 claims and 40 facts`."""
    tally = Counter(c.check.kind.value for c in item.checks)
    words = [
        plural("{count} quote", "{count} quotes", tally["quote"]),
        plural("{count} claim", "{count} claims", tally["claim"]),
        plural("{count} fact", "{count} facts", tally["fact"]),
    ]
    present = [w for w, kind in zip(words, ("quote", "claim", "fact"), strict=True) if tally[kind]]
    return joined(present) or _("no checks")


def _outcome(item: ReportArticle) -> str:
    if not item.checks:
        return _("Nothing was marked for checking.")
    open_ = len(item.not_confirmed)
    if not open_:
        return _("Nothing is left unconfirmed: {counts}.").format(counts=counts(item))
    by_name = sum(1 for c in item.not_confirmed if c.accepted_by)
    told = _(
        "Settled: {done} of {total}. Not confirmed: {open}, of which {accepted} were accepted by "
        "name."
    )
    return told.format(
        done=len(item.checks) - open_, total=len(item.checks), open=open_, accepted=by_name
    )


def _signed(item: ReportArticle) -> str:
    done = item.sign_off
    if done is None:
        return _("Nobody has signed this draft off.")
    told = _("Signed off by {who} ({initials}) on {when}.").format(
        who=item.name(done.person), initials=done.initials, when=when(done.at)
    )
    if item.name(done.person) in item.checkers:
        told += " " + _("There was no second reader: the same person checked.")
    return told


def _covered(item: ReportArticle) -> str:
    cover = item.coverage
    return _(
        "Of {all} sentences {marked} bear a mark, {free} were declared free of facts and {rest} "
        "are unmarked."
    ).format(all=cover.sentences, marked=cover.marked, free=cover.declared, rest=cover.unmarked)


def redaction(report: Report) -> str:
    """What is hidden, in one sentence; empty when nothing is."""
    if not report.secrets:
        return ""
    if report.options.redaction is Redaction.SOURCES:
        return _("All sources are hidden; each keeps one letter.")
    return _("Confidential sources are hidden; each keeps one letter.")


def level(report: Report) -> str:
    """Which sources are hidden, also when none is: what each page of a printed report says."""
    if report.options.redaction is Redaction.NONE:
        return _("No source is hidden.")
    return redaction(report) or _("No source had to be hidden.")


def counts(item: ReportArticle) -> str:
    """How many checks stand in each state, as `12 confirmed, 3 query`."""
    tally = Counter(c.check.state for c in item.checks)
    return ", ".join(f"{n} {label(state)}" for state, n in tally.most_common())


LIMITS = (
    (
        "{count} confirmed check has less evidence than the house asks for.",
        "{count} confirmed checks have less evidence than the house asks for.",
    ),
    (
        "{count} check is confirmed without evidence on file.",
        "{count} checks are confirmed without evidence on file.",
    ),
    (
        "{count} settled check rests on what the author supplied alone.",
        "{count} settled checks rest on what the author supplied alone.",
    ),
    (
        "{count} piece of evidence was named but not opened by a checker.",
        "{count} pieces of evidence were named but not opened by a checker.",
    ),
    (
        "{count} sentence of the article was neither marked nor declared free of facts.",
        "{count} sentences of the article were neither marked nor declared free of facts.",
    ),
    (
        "{count} placeholder (TK, XX, 00, [CQ]) stands in the text.",
        "{count} placeholders (TK, XX, 00, [CQ]) stand in the text.",
    ),
    (
        "{count} mark has no place in this draft.",
        "{count} marks have no place in this draft.",
    ),
)
"""What a report may have to admit, in the order in which `limits` counts it."""


def limits(item: ReportArticle) -> list[str]:
    """What this report cannot vouch for, a sentence each."""
    proofs = [p for c in item.checks for p in c.proofs]
    tallies = (
        sum(c.check.thin for c in item.checks),
        sum(c.check.state is State.CONFIRMED and not c.proofs for c in item.checks),
        sum(
            bool(c.cleared and c.proofs and not any(p.independent for p in c.proofs))
            for c in item.checks
        ),
        sum(not p.seen for p in proofs),
        item.coverage.unmarked,
        len(left_in(item.revision.text, item.blocks)),
        sum(not m.placed for m in item.marks),
    )
    told = [
        plural(one, many, count)
        for count, (one, many) in zip(tallies, LIMITS, strict=True)
        if count
    ]
    told += misleading(item)
    return told or [_("None that the records show.")]


MISLEADING = {
    "direction": (
        "{count} character turns the direction of writing: {which}.",
        "{count} characters turn the direction of writing: {which}.",
    ),
    "invisible": (
        "{count} character cannot be seen: {which}.",
        "{count} characters cannot be seen: {which}.",
    ),
    "mixed_scripts": (
        "{count} word mixes letters of several scripts: {which}.",
        "{count} words mix letters of several scripts: {which}.",
    ),
}
NAMED = 8
"""Misleading characters or words of one kind that are named; the rest are counted."""


def misleading(item: ReportArticle) -> list[str]:
    """What in the draft may mislead the eye: a sentence a kind, with how many and which."""
    told = []
    for kind, (one, many) in MISLEADING.items():
        found = [item.revision.text[u.start : u.end] for u in item.unusual if u.kind == kind]
        names = dict.fromkeys(w if kind == "mixed_scripts" else character(w) for w in found)
        which = ", ".join([*names][:NAMED]) + ("…" if len(names) > NAMED else "")
        if found:
            told.append(plural(one, many, len(found), which=which))
    return told


METHOD = (
    "Every passage was marked in the draft named above, whose text is fixed by its hash.",
    "Each check is a statement in the checker's words; its state tells where the work stands, "
    "not how true the world is.",
    "“Independent” evidence was opened by a checker; what an author supplied is named so and "
    "confirms nothing by itself.",
    "“Stet” and everything else that is not confirmed stands on the word of the person named.",
)


def method() -> list[str]:
    """How the checking was done, a sentence each."""
    return [_(sentence) for sentence in METHOD]

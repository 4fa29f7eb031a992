"""What a readable report says and in which order; each form only dresses it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.kinds import State
from editor.exchange.account import counts, lead, limits, method
from editor.exchange.report import Report, ReportArticle, ReportCheck, ReportMark
from editor.exchange.words import (
    accepted,
    attempt_lines,
    facts,
    other,
    pass_line,
    passage,
    proof_line,
    query_line,
    quote_line,
    reopened,
    spoken,
    stamp,
    step_line,
    when,
    where,
)
from editor.i18n import _, label, term
from editor.text.tracked import stands


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, with the words it quotes."""

    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a small title of their own ("" = none)."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One check or mark: `number` 0 and `state` None where it has no check.

    `tag` is the state or kind in words, `change` the wording proposed for `quote`. `placed` tells
    whether it has a passage in the draft.
    """

    number: int
    state: State | None
    tag: str
    title: str
    facts: tuple[str, ...] = ()
    quote: str = ""
    change: str = ""
    groups: tuple[Group, ...] = ()
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: a line of introduction, then entries, then list items."""

    name: str
    title: str
    intro: str = ""
    entries: tuple[Entry, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The report of one article; `lead` are the sentences of page one, `stamp` is on each page."""

    title: str
    by: str
    stamp: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


def outline(item: ReportArticle, report: Report) -> Outline:
    """What the report says of one article; sections that would be empty are left out."""
    writers = ", ".join(item.article.writers)
    sections = (
        _open(item),
        Section(
            "checks",
            _("Every check, in text order"),
            counts(item),
            tuple(_check(item, line) for line in item.checks),
        ),
        Section(
            "remarks",
            _("Comments and proposed wordings"),
            entries=tuple(_remark(item, mark) for mark in item.remarks),
        ),
        _listed("questions", _("Questions"), (query_line(item, q) for q in item.queries)),
        _listed("sources", _("Sources"), _sources(item)),
        _listed("passes", _("Passes"), (pass_line(item, p) for p in item.passes)),
        _listed("corrections", _("Corrections"), corrections(item)),
        _listed("limits", _("Limits"), limits(item)),
        _listed("method", _("Method"), method()),
    )
    return Outline(
        title=item.title,
        by=_("By {writers}").format(writers=writers) if writers else "",
        stamp=stamp(item),
        lead=tuple(lead(item, report)),
        sections=tuple(s for s in sections if s.intro or s.entries or s.items),
    )


def _items(lines: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(line) for line in lines if line)


def _listed(name: str, title: str, lines: Iterable[str]) -> Section:
    return Section(name, title, items=_items(lines))


def _open(item: ReportArticle) -> Section:
    """What is not confirmed, and who accepted that."""
    entries = tuple(
        Entry(
            line.number,
            line.check.state,
            label(line.check.state),
            line.check.statement,
            _briefly(item, line),
        )
        for line in item.not_confirmed
    )
    none = "" if entries or not item.checks else _("Everything in this report is confirmed.")
    return Section("open", _("Not confirmed"), none, entries)


def _briefly(item: ReportArticle, line: ReportCheck) -> tuple[str, ...]:
    """Where it stands, who said it, and who accepted it, if anybody."""
    speakers = [mark.mark.speaker for mark in line.marks if mark.mark.speaker]
    told = (where(line), *speakers[:1], accepted(item, line) if line.accepted_by else "")
    return tuple(part for part in told if part)


def _check(item: ReportArticle, line: ReportCheck) -> Entry:
    own = line.check
    told = [text for mark in line.marks if (text := quote_line(mark))]
    told += [words for mark in line.marks for words in spoken(item, mark)]
    told += [reopened(line), own.reason, own.thin_reason]
    groups = (
        Group("", _items(told)),
        Group("", tuple(Item(proof_line(item, p), p.evidence.excerpt) for p in line.proofs)),
        Group(_("Attempts to reach the source"), _items(attempt_lines(item, line))),
        Group(_("History"), _items(step_line(item, step) for step in line.history)),
    )
    return Entry(
        line.number,
        own.state,
        label(own.state),
        own.statement,
        tuple(facts(item, line)[1:]),
        other(passage(item, line), own.statement),
        groups=tuple(group for group in groups if group.items),
        placed=line.start is not None,
    )


def _remark(item: ReportArticle, mark: ReportMark) -> Entry:
    said = Group("", _items(spoken(item, mark)))
    was = mark.mark.original if stands(mark.mark) else mark.mark.exact
    return Entry(
        0,
        None,
        label(mark.mark.kind),
        "",
        (term(mark.mark.answer),) if mark.mark.answer else (),
        was,
        mark.mark.change,
        (said,) if said.items else (),
        mark.placed,
    )


def _sources(item: ReportArticle) -> Iterable[str]:
    for source in item.sources:
        parts = (source.name, term(source.kind), source.locator)
        yield " · ".join(part for part in parts if part)


def corrections(item: ReportArticle) -> Iterable[str]:
    """Errors found after publication, a line each, oldest first."""
    for found in item.corrections:
        told = _("{when}: “{wrong}” was corrected to “{right}”.").format(
            when=when(found.at), wrong=found.wrong, right=found.right
        )
        noticed = _("Noticed by {who}.").format(who=found.noticed_by) if found.noticed_by else ""
        yield " ".join(part for part in (told, found.cause, noticed, found.ran) if part)

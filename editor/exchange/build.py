"""The one place where a report is made: what the store knows of some articles, joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.errors import NotFound
from db.portable import plain, records_of
from db.records import Chain, Evidence, Source
from editor.exchange.assemble import Records, assemble
from editor.exchange.errors import ExchangeError
from editor.exchange.options import ReportOptions
from editor.exchange.redact import redact
from editor.exchange.report import DraftFile, Report
from editor.i18n import speaking
from editor.scale import scale
from editor.settings import desk

if TYPE_CHECKING:
    from db.store import Store


def build(
    store: Store,
    article_refs: Sequence[str],
    now: int,
    options: ReportOptions | None = None,
    maker: str = "",
    whole: bool = False,
    most: int = 0,
) -> Report:
    """The report of some articles (id, unique prefix or slug) as the store stands at `now` (ms).

    `maker` is the name of who asks for it. `whole` also brings every draft's file, the
    evidence files and the complete history, for forms that carry the articles away. Of more
    checks than `most`, if given, none is read: ExchangeError `too_much_to_print`.
    """
    options = options or ReportOptions()
    if most and _at_least(store, article_refs, options) > most:
        raise ExchangeError("too_much_to_print", most=most)
    items = tuple(assemble(_read(store, ref, options, whole), options) for ref in article_refs)
    rows = [link.seq for item in items for link in item.links]
    chain = store.chain(min(rows)) if rows else Chain()
    ratings = scale(desk(store, "verdicts.ratings"))
    with speaking(options.language):
        return redact(Report(items, now, maker, options, ratings, chain))


def _at_least(store: Store, refs: Sequence[str], options: ReportOptions) -> int:
    """How many checks a report will have, from counters; 0 where only reading them tells."""
    if options.kinds or options.risks:
        return 0
    told = {summary.article.id: summary for summary in store.summaries()}
    ids = {ref if ref in told else store.article(ref).id for ref in refs}
    counts = (found for id_ in ids for found in told[id_].states)
    return sum(count for state, count in counts if state in (options.states or (state,)))


def _read(store: Store, ref: str, options: ReportOptions, whole: bool) -> Records:
    article = store.article(ref)
    revisions = store.revisions(article.id)
    revision = next((r for r in revisions if r.number == (options.draft or article.draft)), None)
    if revision is None:
        raise NotFound(kind="draft", ref=str(options.draft))
    checks = store.checks(article.id)
    sources = store.sources()
    evidence = store.evidence(article.id) if options.evidence else []
    ids = [check.id for check in checks] if options.history else []
    stored = records_of(store, article.id) if whole else []
    return Records(
        article=article,
        revision=revision,
        marks=store.annotations(article.id, revision.id),
        checks=checks,
        replies=store.replies(article.id),
        persons=store.persons(),
        sources=sources,
        evidence=evidence,
        attempts=store.attempts(article_id=article.id),
        queries=store.queries(article.id),
        passes=store.passes(article.id),
        corrections=store.corrections(article.id),
        decisions=store.decisions(article.id, revision.id),
        overlays=store.overlays(revision.id),
        placements=store.placements(article.id, revision.id),
        histories=store.histories(ids),
        original=store.original(revision.id),
        drafts=[DraftFile(r, store.original(r.id) if whole else b"") for r in revisions],
        links=store.links(record.id for record in stored),
        stored=[plain(record) for record in stored],
        files=_files(store, evidence, sources) if whole else {},
    )


def _files(
    store: Store, evidence: Sequence[Evidence], sources: Sequence[Source]
) -> dict[str, bytes]:
    used = {e.source for e in evidence}
    wanted = {s.file for s in sources if s.id in used and s.file}
    return {digest: store.file(digest) for digest in sorted(wanted)}

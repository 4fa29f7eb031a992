"""What of an article is marked: worked out from the store, and its counts kept for lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from db.kinds import Covered
from db.records import ArticleSummary
from db.store import Store
from editor.commands.blocks import as_named
from editor.text.coverage import ENGINE, Coverage, owners
from editor.text.survey import survey

NAME = "coverage"
LISTED = 400


def coverage_of(store: Store, article_id: str) -> Coverage:
    """The coverage of an article's newest draft, worked out now."""
    article = store.article(article_id)
    revision = store.revision(article.revision)
    blocks = as_named(store, revision)
    surveyed = survey(revision.text, blocks, language=article.language)
    return Coverage(surveyed, owners(store.annotations(article.id), store.decisions(article.id)))


def keep_counts(
    store: Store, _person: str, _now: int, article_id: str, counts: Mapping[Covered, int]
) -> None:
    """Keep an article's counts for lists, outside history, with the checks there were then."""
    article = store.article(article_id)
    checks = len(store.checks(article.id))
    value = {"checks": checks, **{state.value: counts.get(state, 0) for state in Covered}}
    store.keep_cached(article.revision, NAME, ENGINE, json.dumps(value))


def kept_counts(store: Store, summary: ArticleSummary) -> dict[Covered, int] | None:
    """The counts kept for an article; None when there are none or a check came or went since."""
    kept = store.cached(summary.article.revision, NAME, ENGINE)
    value = json.loads(kept) if kept is not None else {}
    if value.get("checks") != summary.total:
        return None
    return {state: value.get(state.value, 0) for state in Covered}


def kept_unmarked(store: Store, summaries: Iterable[ArticleSummary]) -> dict[str, int]:
    """How many sentences of articles are unmarked, by article id, where counts are kept.

    Of very many articles only those that are due first are asked for.
    """
    due = sorted(summaries, key=lambda summary: summary.article.close)[:LISTED]
    found = ((summary.article.id, kept_counts(store, summary)) for summary in due)
    return {id_: counts[Covered.UNMARKED] for id_, counts in found if counts is not None}

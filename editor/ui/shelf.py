"""The articles of a store as cards in groups, and what a search over everything found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from db.records import NEVER, ArticleSummary, Hit
from db.store import Store
from editor.i18n import _
from editor.ui.article_list import ArticleCard
from editor.ui.hit_list import Found

Groups = list[tuple[str, list[ArticleCard]]]
RECENT = 3
"""Articles opened last that stand above the desks."""
NOT_KNOWN: Mapping[str, int] = {}
LIMIT = 60
"""Things a search shows."""


def groups(
    summaries: Sequence[ArticleSummary],
    recent: Sequence[str],
    now: int,
    unmarked: Mapping[str, int] = NOT_KNOWN,
) -> Groups:
    """Cards of the articles opened last (ids, newest first), then of each desk by closing time.

    `unmarked` counts sentences by article id, where that is known.

    `now` is ms UTC. With one nameless desk its heading says how many articles there are.
    """
    ordered = sorted(summaries, key=lambda s: (s.article.desk, s.article.close, -s.article.created))
    by_id = {summary.article.id: summary for summary in ordered}
    last = [card(by_id[id_], now, unmarked.get(id_)) for id_ in recent if id_ in by_id][:RECENT]
    desks: dict[str, list[ArticleCard]] = {}
    for summary in ordered:
        desks.setdefault(summary.article.desk, []).append(
            card(summary, now, unmarked.get(summary.article.id))
        )
    made: Groups = [(_("Recent"), last)] if len(ordered) > RECENT and last else []
    for desk, cards in desks.items():
        made.append((heading(desk, cards), cards))
    return made


def heading(desk: str, cards: Sequence[ArticleCard]) -> str:
    """A desk's name, a tab, and what is open, thin and unmarked in all its articles together."""
    open_ = sum(card.total - card.settled for card in cards)
    thin = sum(card.thin for card in cards)
    unmarked = sum(card.unmarked or 0 for card in cards)
    parts = [_("{count} open").format(count=open_)] if open_ else []
    parts += [_("{thin} thin").format(thin=thin)] if thin else []
    parts += [_("{count} unmarked").format(count=unmarked)] if unmarked else []
    return "\t".join(part for part in (desk or _("Articles"), " · ".join(parts)) if part)


def card(summary: ArticleSummary, now: int, unmarked: int | None = None) -> ArticleCard:
    """One article in words."""
    article = summary.article
    return ArticleCard(
        id=article.id,
        headline=article.headline or article.slug,
        writers=", ".join(article.writers),
        desk=article.desk,
        stage=_(article.stage),
        close=close_words(article.close, now),
        late=article.close < now,
        settled=summary.total - summary.open,
        total=summary.total,
        thin=summary.thin,
        unmarked=unmarked,
    )


def close_words(close: int, now: int) -> str:
    """A closing time in ms as a desk says it, in local time; "" without one."""
    if close == NEVER:
        return ""
    then, today = (datetime.fromtimestamp(at / 1000) for at in (close, now))
    if then.date() == today.date():
        return then.strftime("%H:%M")
    return then.strftime("%a %H:%M" if 0 < (then - today).days < 6 else "%d %b")


def find(store: Store, words: str) -> list[Found]:
    """What holds `words`: articles, their text, checks and marks, with the mark to go to."""
    hits = store.search(words, LIMIT)
    marks = store.places([hit.id for hit in hits if hit.kind == "check"])
    return [_found(hit, marks[hit.id][0].id if hit.id in marks else "") for hit in hits]


def _found(hit: Hit, mark: str) -> Found:
    kind = {
        "article": _("headline"),
        "revision": _("text"),
        "check": _("check"),
        "annotation": _("mark"),
    }.get(hit.kind, hit.kind)
    annotation = hit.id if hit.kind == "annotation" else mark
    return Found(hit.article, annotation, f"{hit.headline} · {kind}", hit.text, hit.found)

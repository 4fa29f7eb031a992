"""Reading records: every question a store answers about one record kind."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from db.chain import CHAINED, PIECE, START, digest
from db.engine import batched, marks
from db.errors import NotFound
from db.kinds import SETTLED, State
from db.records import (
    Annotation,
    Article,
    ArticleSummary,
    Chain,
    ChainLink,
    Check,
    ContactAttempt,
    Correction,
    Decision,
    Evidence,
    Overlay,
    Pass,
    Person,
    Placement,
    Query,
    Reply,
    Revision,
    SavedFilter,
    Setting,
    Source,
    SourceUse,
)
from db.rows import Rows


class Readers(Rows):
    """The reading half of a store. Lists hold live records, oldest first unless said otherwise."""

    # -- one record

    def person(self, ref: str) -> Person:
        """A person by id or name."""
        named = [person for person in self.persons() if person.name == ref]
        return named[0] if named else self.get(Person, ref)

    def article(self, ref: str) -> Article:
        """An article by id, unique beginning of it, or slug."""
        by_slug = self._list(Article, self._of(Article).slug == ref)
        return by_slug[0] if by_slug else self.get(Article, ref)

    def check(self, ref: str) -> Check:
        """A check by id or unique beginning of it."""
        return self.get(Check, ref)

    def source(self, ref: str) -> Source:
        """A source by id, unique beginning of it, or name."""
        named = self._list(Source, self._of(Source).name == ref)
        return named[0] if named else self.get(Source, ref)

    def annotation(self, ref: str) -> Annotation:
        """A mark, with its place in the newest draft."""
        mark = self.get(Annotation, ref)
        newest = self.get(Article, mark.article).revision
        return self._placed(Annotation, newest, "t.id = ?", (mark.id,))[0]

    def revision(self, id_: str) -> Revision:
        """A draft with its text."""
        return self.get(Revision, id_)

    def original(self, revision_id: str) -> bytes:
        """The file a draft was read from, byte for byte."""
        sql = "SELECT original FROM revision WHERE id = ?"
        digest = self.engine.value(sql, (revision_id,))
        if digest is None:
            raise NotFound(kind="revision", ref=revision_id)
        return self.file(digest)

    def file(self, sha256: str) -> bytes:
        """A file kept in the store, by the hash of its bytes."""
        data = self.engine.value("SELECT data FROM file WHERE sha256 = ?", (sha256,))
        if data is None:
            raise NotFound(kind="file", ref=sha256)
        return bytes(data)

    def cached(self, revision_id: str, name: str, engine: str) -> str | None:
        """What `keep_cached` kept for a draft, if the same version of the engine made it."""
        sql = "SELECT value FROM cache WHERE revision = ? AND name = ? AND engine = ?"
        value: str | None = self.engine.value(sql, (revision_id, name, engine))
        return value

    def head_hash(self) -> str:
        """The hash of the newest history row, 64 zeros in an empty store."""
        return str(self.engine.value("SELECT head FROM anchor"))

    # -- lists

    def persons(self) -> list[Person]:
        """Everyone who works or worked here, and everyone named in what came in."""
        return self._list(Person)

    def workers(self) -> list[Person]:
        """Those who ever did something here themselves and are not departed."""
        acted = {row[0] for row in self.engine.rows("SELECT DISTINCT person FROM act")}
        return [person for person in self.persons() if person.id in acted and not person.departed]

    def articles(self) -> list[Article]:
        """All articles."""
        return self._list(Article)

    def revisions(self, article_id: str) -> list[Revision]:
        """An article's drafts, in order."""
        table = self._of(Revision)
        return self._list(Revision, table.article == article_id, order=table.number)

    def annotations(self, article_id: str, revision_id: str = "") -> list[Annotation]:
        """An article's marks in text order, placed in a draft ("" = the newest)."""
        revision_id = revision_id or self.get(Article, article_id).revision
        return self._placed(Annotation, revision_id, "t.article = ?", (article_id,))

    def placements(self, article_id: str, revision_id: str = "") -> dict[str, Placement]:
        """Where marks and decisions stand in a draft ("" = the newest), by their ids."""
        revision_id = revision_id or self.get(Article, article_id).revision
        rows = self._list(Placement, self._of(Placement).revision == revision_id)
        return {placement.owner: placement for placement in rows}

    def checks(self, article_id: str) -> list[Check]:
        """An article's checks."""
        return self._list(Check, self._of(Check).article == article_id)

    def checks_of(self, check_ids: Iterable[str]) -> list[Check]:
        """The checks with these ids that are live, in the order of the ids."""
        wanted = list(dict.fromkeys(check_ids))
        table, found = self._of(Check), dict[str, Check]()
        for some in batched(wanted):
            found |= {check.id: check for check in self._list(Check, table.id.in_(some))}
        return [found[id_] for id_ in wanted if id_ in found]

    def places(self, check_ids: Iterable[str]) -> dict[str, list[Annotation]]:
        """The marks of each check, in text order, placed in the newest draft."""
        found: dict[str, list[Annotation]] = {}
        for some in batched(list(dict.fromkeys(check_ids))):
            where = f't."check" IN ({marks(some)})'
            for mark in self._placed(Annotation, None, where, some):
                found.setdefault(mark.check, []).append(mark)
        return found

    def replies(self, article_id: str) -> list[Reply]:
        """The threads of an article's marks."""
        return self._under(Reply, "annotation", article_id)

    def sources(self) -> list[Source]:
        """Everything evidence can rest on."""
        return self._list(Source)

    def evidence(self, article_id: str) -> list[Evidence]:
        """The evidence under an article's checks."""
        return self._under(Evidence, "check", article_id)

    def evidence_of(self, check_id: str) -> list[Evidence]:
        """The evidence under one check."""
        return self._list(Evidence, self._of(Evidence).check == check_id)

    def resting_on(self, source_id: str) -> list[Evidence]:
        """The evidence a source is, under checks of any article."""
        return self._list(Evidence, self._of(Evidence).source == source_id)

    def sources_used(self) -> list[SourceUse]:
        """Every source with how many checks rest on it, how many of them are open and thin."""
        open_ = [state.value for state in State if state not in SETTLED]
        sql = (
            f"SELECT e.source, count(DISTINCT c.id),"
            f" count(DISTINCT CASE WHEN c.state IN ({marks(open_)}) THEN c.id END),"
            f" count(DISTINCT CASE WHEN c.thin = 1 THEN c.id END)"
            f' FROM evidence e JOIN "check" c ON c.id = e."check"'
            " WHERE e.gone = 0 AND c.gone = 0 GROUP BY e.source"
        )
        counted = {row[0]: row[1:] for row in self.engine.rows(sql, open_)}
        return [SourceUse(source, *counted.get(source.id, (0, 0, 0))) for source in self.sources()]

    def attempts(self, article_id: str = "", source_id: str = "") -> list[ContactAttempt]:
        """Attempts to reach somebody, for an article, of a source, or both ("" = any)."""
        wanted = {"article": article_id, "source": source_id}
        return self._filtered(ContactAttempt, wanted)

    def queries(self, article_id: str) -> list[Query]:
        """An article's queries, by number."""
        table = self._of(Query)
        return self._list(Query, table.article == article_id, order=table.number)

    def passes(self, article_id: str) -> list[Pass]:
        """The passes over an article's drafts, withdrawn ones too."""
        return self._list(Pass, self._of(Pass).article == article_id)

    def corrections(self, article_id: str = "") -> list[Correction]:
        """What had to be corrected after publication, of an article or of all ("")."""
        return self._filtered(Correction, {"article": article_id})

    def decisions(self, article_id: str, revision_id: str = "") -> list[Decision]:
        """What persons decided about passages, placed in a draft ("" = the newest)."""
        revision_id = revision_id or self.get(Article, article_id).revision
        return self._placed(Decision, revision_id, "t.article = ?", (article_id,))

    def overlays(self, revision_id: str) -> list[Overlay]:
        """Block kinds persons changed in a draft, and display type they added."""
        return self._list(Overlay, self._of(Overlay).revision == revision_id)

    def saved_filters(self, person: str) -> list[SavedFilter]:
        """A person's saved filters and those of the whole desk."""
        return self._list(SavedFilter, self._of(SavedFilter).owner.in_([person, ""]))

    def settings(self) -> list[Setting]:
        """Every setting of the desk that was ever set."""
        return self._list(Setting)

    def setting(self, name: str, default: Any = None) -> Any:
        """The value of one setting of the desk, `default` while it was never set."""
        found = self._list(Setting, self._of(Setting).name == name)
        return json.loads(found[0].value) if found else default

    def links(self, ids: Iterable[str]) -> list[ChainLink]:
        """The history rows of these records, in the order of the chain."""
        names = ", ".join(f'"{name}"' for name in CHAINED)
        found: list[ChainLink] = []
        for some in batched(list(dict.fromkeys(ids))):
            sql = f"SELECT {names} FROM history WHERE record IN ({marks(some)})"
            found += [ChainLink(body[0], tuple(body)) for body in self.engine.rows(sql, some)]
        return sorted(found, key=lambda link: link.seq)

    def chain(self, first: int) -> Chain:
        """The digests of every history row from number `first` to the newest."""
        names = ", ".join(f'"{name}"' for name in CHAINED)
        sql = f"SELECT {names} FROM history WHERE seq > ? ORDER BY seq LIMIT {PIECE}"
        before = self.engine.value("SELECT hash FROM history WHERE seq = ?", (first - 1,))
        found: list[tuple[int, str]] = []
        last = first - 1
        while rows := self.engine.rows(sql, (last,)):
            found += [(row[0], digest(row)) for row in rows]
            last = rows[-1][0]
        return Chain(before or START, tuple(found), self.head_hash())

    def summaries(self) -> list[ArticleSummary]:
        """Every article with the counts of its checks, from counters kept with each act."""
        sql = "SELECT article, state, total, thin, legal FROM counter WHERE total > 0"
        counts: dict[str, Counts] = {}
        for article, *row in self.engine.rows(sql):
            if article not in counts:
                counts[article] = Counts()
            counts[article].add(*row)
        nothing = Counts()
        return [counts.get(article.id, nothing).of(article) for article in self.articles()]


class Counts:
    """The counters of one article, added up."""

    __slots__ = ("total", "open", "thin", "legal", "states")

    def __init__(self) -> None:
        self.total = self.open = self.thin = self.legal = 0
        self.states: list[tuple[State, int]] = []

    def add(self, state: str, total: int, thin: int, legal: int) -> None:
        """Add what is counted for one state."""
        known = STATES[state]
        self.total += total
        self.thin += thin
        if known not in SETTLED:
            self.open += total
            self.legal += legal
        self.states.append((known, total))

    def of(self, article: Article) -> ArticleSummary:
        """What they say of an article."""
        states = tuple(sorted(self.states, key=lambda one: ORDER[one[0]]))
        return ArticleSummary(article, self.total, self.open, self.thin, self.legal, states)


STATES = {state.value: state for state in State}
ORDER = {state: at for at, state in enumerate(State)}

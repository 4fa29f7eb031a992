"""The bundled sample as a first start shows it: three drafts with the work of two people in them.

What they did is told in `resources/samples/bridge.toml`; it is done here with the same acts a
person does them with, under their names, so that undo takes back one's own acts and not theirs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import resources
from db.kinds import Kind, Risk, State
from db.records import Annotation, Article, Check, Document
from db.store import Store
from editor.commands import articles, changes, checks, drafts, marks, passes, queries, sources
from editor.commands.draft_writing import ACCEPTED
from editor.commands.people import add_person, depart
from editor.reading.reader import read_file

FILE = "samples/bridge.toml"
HOUR = 3_600_000
QUOTE_FIELDS = ("role", "attribution", "terms", "original", "original_language", "translator")


def documents() -> list[Document]:
    """The sample's drafts as read from their files, oldest first."""
    return [read_file(resources.path(f"samples/{name}")) for name in _told()["drafts"]]


def file_sample(store: Store, person: str, now: int, read: Sequence[Document]) -> Article:
    """File the drafts of `documents` as an article with the sample's marks, checks and sources.

    `person` only starts it; the acts are those of the sample's own people, who depart in the end
    so that nobody waits for them to sign anything off.
    """
    told = _told()
    people = {role: add_person(store, name, now).id for role, name in told["people"].items()}
    sample = _Sample(store, now, people)
    article = sample.file(read[0], told)
    for name, source in told["sources"].items():
        sample.enter(name, source)
    for mark in told["marks"]:
        sample.mark(mark)
    checker = people["checker"]
    passes.initial(store, checker, now, article.id, passes.purposes(store)[0])
    for document in read[1:]:
        drafts.add_draft(store, people["editor"], now, article.id, document)
    for id_ in people.values():
        depart(store, id_, now, store.person(id_))
    return store.article(article.id)


@dataclass(slots=True)
class _Sample:
    store: Store
    now: int
    people: dict[str, str]
    article: str = ""
    text: str = ""
    sources: dict[str, str] = field(default_factory=dict)

    def file(self, document: Document, told: dict[str, Any]) -> Article:
        """The article with its first draft."""
        editor = self.people["editor"]
        article, revision = articles.import_document(self.store, editor, self.now, document)
        self.article, self.text = article.id, revision.text
        close = self.now + told["hours_to_close"] * HOUR
        return articles.edit_article(
            self.store, editor, self.now, article, slug=told["slug"], desk=told["desk"], close=close
        )

    def enter(self, name: str, told: dict[str, Any]) -> None:
        """A source with its file and the attempts to reach it."""
        store, checker, now = self.store, self.people["checker"], self.now
        fields = {k: v for k, v in told.items() if k not in ("kind", "name", "file", "attempts")}
        source = sources.add_source(store, checker, now, told["kind"], told["name"], **fields)
        self.sources[name] = source.id
        if file := told.get("file"):
            data = resources.path(f"samples/{file}").read_bytes()
            sources.keep_file(store, checker, now, source, file, data)
        for way, result, note in told.get("attempts", ()):
            sources.log_attempt(
                store, checker, now, source.id, way, result, note, article_id=self.article
            )

    def mark(self, told: dict[str, Any]) -> None:
        """A mark with all that was made of it."""
        store, checker, now = self.store, self.people["checker"], self.now
        start = self.text.index(told["text"])
        made, check = marks.mark(
            store,
            checker,
            now,
            self.article,
            start,
            start + len(told["text"]),
            Kind(told["kind"]),
            note=told.get("note", ""),
            speaker=told.get("speaker", ""),
            change=told.get("change", ""),
        )
        details = {name: told[name] for name in QUOTE_FIELDS if name in told}
        if details:
            made = marks.edit_annotation(store, checker, now, made, **details)
        self._answer(made, told)
        if check is not None:
            self._check(made, check, told)

    def _answer(self, mark: Annotation, told: dict[str, Any]) -> None:
        if told.get("answer") == ACCEPTED:
            changes.accept_change(self.store, self.people["editor"], self.now, mark)
        if "reply" in told:
            role, text = told["reply"]
            marks.reply(self.store, self.people[role], self.now, mark.id, text)

    def _check(self, mark: Annotation, check: Check, told: dict[str, Any]) -> None:
        store, checker, now = self.store, self.people["checker"], self.now
        for evidence in told.get("evidence", ()):
            rest = {k: v for k, v in evidence.items() if k != "source"}
            source = self.sources[evidence["source"]]
            sources.attach_source(store, checker, now, [check.id], source, **rest)
        if "query" in told:
            addressee, role, question = told["query"]
            queries.ask(store, checker, now, self.article, addressee, question, role, [mark.id])
        found: dict[str, object] = {"assignee": checker}
        if "statement" in told:
            found["statement"] = told["statement"]
        if "priority" in told:
            found["priority"] = told["priority"]
        found["state"] = State(told.get("state", State.UNCHECKED))
        found["risk"] = Risk(told.get("risk", Risk.NORMAL))
        checks.edit_check(store, checker, now, store.check(check.id), **found)


def _told() -> dict[str, Any]:
    return tomllib.loads(resources.text(FILE))

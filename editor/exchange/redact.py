"""Confidential sources taken out of a report, and the proof that nothing of them is left.

Everywhere people wrote, a hidden source's name, contact and file become one label
(`source A`); in the article's own words, whose offsets count, each letter becomes a bar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from db.records import Annotation, ChainLink, Source
from editor.exchange.leaks import Secret, leaks, matcher
from editor.exchange.options import Redaction
from editor.exchange.report import DraftFile, Report, ReportArticle
from editor.i18n import _

BAR = "\N{FULL BLOCK}"
SHORTEST = 3
"""Letters a part of a person's name needs to be hidden on its own."""
ARTICLES = frozenset("the der die das les los las gli una uno den det".split())
"""Words a description of somebody begins with, like "The fitter"; not a part of a name there."""
CONTACT_PARTS = re.compile(r"[^\s<>,;]+@[^\s<>,;]+|\+?\d[\d\s()/.-]{4,}\d|https?://\S+")
KEPT_FIELDS = frozenset({"id", "sha256", "file", "annotation", "revision", "article", "source"})


def redact(report: Report) -> Report:
    """`report` without its hidden sources, as its options ask; the same report if there are none.

    `secrets` of the result are the strings that must not be in anything written from it.
    """
    hidden = _hidden(report)
    if not hidden:
        return report
    names = {source.id: _label(n) for n, source in enumerate(hidden.values())}
    veil = _Veil({names[ref]: secrets_of(source) for ref, source in hidden.items()})
    articles = tuple(_article(item, veil, names) for item in report.articles)
    return replace(report, articles=articles, maker=veil.words(report.maker), secrets=veil.secrets)


def _hidden(report: Report) -> dict[str, Source]:
    wanted = report.options.redaction
    if wanted is Redaction.NONE:
        return {}
    every = (source for item in report.articles for source in item.sources)
    return {s.id: s for s in every if s.confidential or wanted is Redaction.SOURCES}


def _label(n: int) -> str:
    """`source A` to `source Z`, then `source AA` and on."""
    letters = ""
    while n >= 0:
        letters = chr(ord("A") + n % 26) + letters
        n = n // 26 - 1
    return _("source {letter}").format(letter=letters)


def secrets_of(source: Source) -> tuple[Secret, ...]:
    """What would tell who a source is: name, parts of a person's name, contact, file, place.

    Parts of a name count as they are written only, so that common words stay.
    """
    found = [source.name, source.contact, source.file_name]
    found += CONTACT_PARTS.findall(source.contact)
    if source.kind in ("person", "web_page"):
        found.append(source.locator)
    whole = {term.strip(): Secret(term.strip()) for term in found}
    parts = re.findall(r"[^\W\d_][\w'’-]*", source.name) if source.kind == "person" else []
    if parts and parts[0].casefold() in ARTICLES:
        parts = parts[1:]
    named = {part: Secret(part, exact=True) for part in parts if part[0].isupper()}
    return tuple(s for s in (named | whole).values() if len(s.words) >= SHORTEST)


class _Veil:
    """Replaces what would tell of hidden sources in any words."""

    def __init__(self, secrets: Mapping[str, Iterable[Secret]]) -> None:
        told = {secret: label for label, own in secrets.items() for secret in own}
        self.secrets = tuple(told)
        longest = sorted(told, key=lambda secret: len(secret.words), reverse=True)
        self._ways = [(matcher(secret), told[secret]) for secret in longest]

    def words(self, text: str) -> str:
        """`text` with everything secret as its source's label."""
        for pattern, label in self._ways:
            text = label.join(pattern.split(text))
        return text

    def mask(self, text: str) -> str:
        """`text` with everything secret as bars, one for one: offsets stay."""
        for pattern, _label in self._ways:
            text = pattern.sub(lambda found: BAR * len(found[0]), text)
        return text


def _article(item: ReportArticle, veil: _Veil, names: Mapping[str, str]) -> ReportArticle:
    revision = replace(item.revision, text=veil.mask(item.revision.text))
    bare = replace(item, revision=revision, links=(), records=())
    done: ReportArticle = _map(bare, veil, veil.words)
    hidden_files = {s.file for s in item.sources if s.id in names and s.file}
    return replace(
        done,
        revision=replace(revision, name=veil.words(revision.name)),
        names={ref: veil.words(name) for ref, name in item.names.items()},
        original=b"" if leaks(item.original, veil.secrets) else item.original,
        drafts=tuple(_draft(draft, veil) for draft in item.drafts),
        links=tuple(link for link in item.links if not _tells(link, veil)),
        records=(),
        files={ref: data for ref, data in item.files.items() if ref not in hidden_files},
    )


def _tells(link: ChainLink, veil: _Veil) -> bool:
    """Whether a history row tells of a hidden source; its digest stays in the chain."""
    told = "\n".join(str(part) for part in link.body)
    return veil.words(told) != told


def _draft(draft: DraftFile, veil: _Veil) -> DraftFile:
    revision = replace(draft.revision, text=veil.mask(draft.revision.text))
    original = b"" if leaks(draft.original, veil.secrets) else draft.original
    return DraftFile(revision, original)


def _map(value: Any, veil: _Veil, change: Callable[[str], str]) -> Any:
    """`value` with every string people wrote changed; records of passages keep their places."""
    if isinstance(value, Enum) or value is None or isinstance(value, int | float | bytes):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_map(part, veil, change) for part in value)
    if isinstance(value, Source):
        return _source(value, veil)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        f.name: _map(getattr(value, f.name), veil, change)
        for f in fields(value)
        if f.name not in KEPT_FIELDS or is_dataclass(getattr(value, f.name))
    }
    done: Any = replace(value, **changed)
    return _passage(value, done, veil) if isinstance(value, Annotation) else done


def _passage(mark: Annotation, done: Annotation, veil: _Veil) -> Annotation:
    """A mark whose words are masked as the text is; context that may be cut in a name goes."""
    exact = veil.mask(mark.exact)
    whole = mark.prefix + mark.exact + mark.suffix
    masked = veil.mask(whole)
    if masked == whole:
        return replace(done, exact=exact, prefix=mark.prefix, suffix=mark.suffix)
    return replace(done, exact=exact, prefix="", suffix="")


def _source(source: Source, veil: _Veil) -> Source:
    name = veil.words(source.name)
    if name == source.name:
        return replace(
            source,
            locator=veil.words(source.locator),
            contact=veil.words(source.contact),
            note=veil.words(source.note),
            file_name=veil.words(source.file_name),
        )
    return replace(source, name=name, locator="", contact="", note="", file="", file_name="")

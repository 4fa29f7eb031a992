"""Marks as W3C Web Annotations (JSON-LD), and foreign ones read.

Offsets count code points of the draft's text, end exclusive; every target says so. A reply is an
annotation of its own that targets the one it answers, as the model has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from db.kinds import Kind, State
from db.records import Annotation
from editor.exchange.errors import ExchangeError, json_of
from editor.exchange.report import Report, ReportArticle, ReportCheck, ReportMark
from editor.exchange.words import rfc3339
from editor.text.anchor import CONTEXT
from editor.text.incoming import Incoming, IncomingReply, milliseconds

CONTEXT_IRI = "http://www.w3.org/ns/anno.jsonld"
OURS = {"galley": "urn:galley:"}
GENERATOR = {"id": "urn:galley:program", "type": "Software", "name": "Galley"}
MOTIVATIONS = {
    Kind.COMMENT: "commenting",
    Kind.CHANGE: "editing",
    Kind.QUOTE: "assessing",
    Kind.CLAIM: "assessing",
    Kind.FACT: "assessing",
}
KEPT = ("speaker", "role", "terms", "change")
"""Fields of a mark that no term of the model has; they travel under names of our own."""
UNIT = "code point"


def write(report: Report) -> bytes:
    """One annotation collection of every mark of the report, with one page of items."""
    items = [found for item in report.articles for found in _items(item)]
    name = "urn:galley:report:" + ":".join(i.revision.id for i in report.articles)
    page = {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    collection = _head(name, "AnnotationCollection", report.made, {"name": report.maker}) | {
        "label": report.title,
        "total": len(items),
        "first": page | {"items": items},
        "last": page["id"],
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _items(item: ReportArticle) -> Iterator[dict[str, Any]]:
    checks = {line.number: line for line in item.checks}
    for found in item.marks:
        yield _annotation(item, found, checks.get(found.check))
        for reply in found.thread:
            yield _common(item, reply.id, reply.at, reply.author) | {
                "motivation": "replying",
                "body": {"type": "TextualBody", "value": reply.text, "format": "text/plain"},
                "target": urn(found.mark.id),
                "galley:resolved": reply.resolved,
            }


def urn(id_: str) -> str:
    """An id of ours as an IRI: a UUID when it is one."""
    if len(id_) == 32:
        parts = (id_[:8], id_[8:12], id_[12:16], id_[16:20], id_[20:])
        return "urn:uuid:" + "-".join(parts)
    return f"urn:galley:record:{id_}"


def _common(item: ReportArticle, id_: str, at: int, author: str) -> dict[str, Any]:
    known = {"id": urn(author)} if author in item.names else {}
    return _head(urn(id_), "Annotation", at, known | {"name": item.name(author)})


def _head(iri: str, kind: str, at: int, creator: dict[str, str]) -> dict[str, Any]:
    told = {"@context": [CONTEXT_IRI, OURS], "id": iri, "type": kind, "generator": GENERATOR}
    if creator["name"]:
        told["creator"] = {"type": "Person"} | creator
    return told | ({"created": created} if (created := rfc3339(at)) else {})


def _annotation(item: ReportArticle, found: ReportMark, line: ReportCheck | None) -> dict[str, Any]:
    mark = found.mark
    told = _common(item, mark.id, mark.created, mark.author)
    told |= {"motivation": MOTIVATIONS[mark.kind], "body": _bodies(item, mark, line)}
    told["target"] = _target(item, mark)
    told["galley:kind"] = mark.kind.value
    told |= {f"galley:{name}": value for name in KEPT if (value := getattr(mark, name))}
    if line is not None:
        told["galley:state"] = line.check.state.value
        told["galley:verdict"] = line.check.verdict
        told["galley:statement"] = line.check.statement
    return told


def _bodies(
    item: ReportArticle, mark: Annotation, line: ReportCheck | None
) -> list[dict[str, Any]]:
    def words(purpose: str, value: str) -> dict[str, Any]:
        body = {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
        return body | ({"language": item.article.language} if item.article.language else {})

    bodies = [words("commenting", mark.note)] if mark.note else []
    bodies += [words("editing", mark.change)] if mark.change else []
    bodies += [words("tagging", tag) for tag in mark.tags]
    if line is not None:
        bodies += [words("describing", line.check.statement)]
        bodies += [words("classifying", line.check.state.value)]
    return bodies


def _target(item: ReportArticle, mark: Annotation) -> dict[str, Any]:
    selectors = [
        {
            "type": "TextQuoteSelector",
            "exact": mark.exact,
            "prefix": mark.prefix,
            "suffix": mark.suffix,
        }
    ]
    if mark.start is not None and mark.end is not None:
        text = item.revision.text
        selectors[0] |= {
            "exact": text[mark.start : mark.end],
            "prefix": text[max(0, mark.start - CONTEXT) : mark.start],
            "suffix": text[mark.end : mark.end + CONTEXT],
        }
        position: dict[str, Any] = {"type": "TextPositionSelector"}
        position |= {"start": mark.start, "end": mark.end, "galley:unit": UNIT}
        selectors.append(position)
    return {
        "type": "SpecificResource",
        "source": urn(item.revision.id),
        "selector": selectors,
        "galley:sha256": item.revision.sha256,
        "galley:draft": item.revision.number,
    }


def read(data: bytes) -> list[Incoming]:
    """The marks of a file: an annotation, a list, a page or a collection; replies join theirs.

    Raises ExchangeError `not_annotations` when there is none of these in it.
    """
    told = json_of(data)
    items = list(_found(told))
    if not items:
        raise ExchangeError("not_annotations")
    answers: dict[str, list[IncomingReply]] = {}
    resolved: set[str] = set()
    for one in items:
        target = one.get("target")
        if _is_reply(one) and isinstance(target, str):
            answers.setdefault(target, []).append(_reply(one))
            if one.get("galley:resolved") is True:
                resolved.add(target)
    marks = (one for one in items if not _is_reply(one))
    return [_incoming(one, answers, resolved) for one in marks]


def _found(told: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every annotation in a JSON value, in order."""
    if depth > 6:
        return
    if isinstance(told, list):
        for part in told:
            yield from _found(part, depth + 1)
    elif isinstance(told, dict):
        if "Annotation" in _words(told.get("type")) and "target" in told:
            yield told
        else:
            for name in ("first", "items", "@graph", "rows"):
                yield from _found(told.get(name), depth + 1)


def _words(value: Any) -> list[str]:
    """A value that may be one string or a list of them."""
    many = value if isinstance(value, list) else [value]
    return [word for word in many if isinstance(word, str)]


def _is_reply(told: dict[str, Any]) -> bool:
    return "replying" in _words(told.get("motivation"))


def _reply(told: dict[str, Any]) -> IncomingReply:
    return IncomingReply(
        _name(told.get("creator")),
        "\n".join(_texts(told, ("", "replying", "commenting"))),
        milliseconds(told.get("created")),
        plain_id(told.get("id")),
    )


def _name(creator: Any) -> str:
    one = creator[0] if isinstance(creator, list) and creator else creator
    if isinstance(one, dict):
        named = (one.get(key) for key in ("name", "nickname", "id"))
        return next((n for n in named if isinstance(n, str)), "")
    return one if isinstance(one, str) else ""


def _texts(told: dict[str, Any], purposes: Iterable[str]) -> list[str]:
    """The words of an annotation's bodies that have one of these purposes ("" = none given)."""
    value = told.get("bodyValue")
    found = [value] if isinstance(value, str) and "" in purposes else []
    bodies = told.get("body")
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if not isinstance(body, dict):
            continue
        text = body.get("value")
        own = _words(body.get("purpose")) or [""]
        if isinstance(text, str) and any(purpose in purposes for purpose in own):
            found.append(text)
    return found


def _incoming(
    told: dict[str, Any], answers: dict[str, list[IncomingReply]], resolved: set[str]
) -> Incoming:
    name = told.get("id") if isinstance(told.get("id"), str) else ""
    exact, prefix, suffix, start, end = _selected(told.get("target"))

    def ours(field: str) -> str:
        value = told.get(f"galley:{field}")
        return value if isinstance(value, str) else ""

    kinds = {kind.value: kind for kind in Kind}
    states = {state.value: state for state in State}
    return Incoming(
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        start=start,
        end=end,
        kind=kinds.get(ours("kind"), Kind.COMMENT),
        note="\n".join(_texts(told, ("", "commenting", "describing") if not ours("kind") else
                              ("", "commenting"))),
        author=_name(told.get("creator")),
        at=milliseconds(told.get("created")),
        tags=tuple(_texts(told, ("tagging",))),
        replies=tuple(answers.get(str(name), ())),
        resolved=name in resolved,
        id=plain_id(name),
        statement=ours("statement"),
        state=states.get(ours("state"), State.UNCHECKED),
        verdict=ours("verdict"),
        **{field: ours(field) for field in KEPT},
    )  # fmt: skip


def plain_id(name: Any) -> str:
    """An IRI as the id of ours it was made of, else as it is."""
    if not isinstance(name, str):
        return ""
    return (
        name.removeprefix("urn:uuid:").replace("-", "")
        if name.startswith("urn:uuid:")
        else (name.removeprefix("urn:galley:record:"))
    )


def _selected(target: Any) -> tuple[str, str, str, int | None, int | None]:
    """What a target selects: words, surroundings and, where their unit is ours, offsets."""
    many = target if isinstance(target, list) else [target]
    exact = prefix = suffix = ""
    start: int | None = None
    end: int | None = None
    for selector in _selectors(many):
        kind = _words(selector.get("type"))
        if "TextQuoteSelector" in kind and not exact:
            exact, prefix, suffix = (
                value if isinstance(value := selector.get(key), str) else ""
                for key in ("exact", "prefix", "suffix")
            )
        elif "TextPositionSelector" in kind and start is None:
            first, last = selector.get("start"), selector.get("end")
            if isinstance(first, int) and isinstance(last, int):
                start, end = first, last
    return exact, prefix, suffix, start, end


def _selectors(targets: list[Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every selector of some targets, those that refine others too."""
    for target in targets:
        if not isinstance(target, dict) or depth > 6:
            continue
        if "Selector" in " ".join(_words(target.get("type"))):
            yield target
        for name in ("selector", "refinedBy", "items", "startSelector"):
            inner = target.get(name)
            yield from _selectors(inner if isinstance(inner, list) else [inner], depth + 1)

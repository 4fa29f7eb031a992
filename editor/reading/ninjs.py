"""IPTC ninjs, versions 1 to 3: news in JSON."""

from __future__ import annotations

import json
from typing import Any

from db.records import Wire
from editor.reading.canonical import Draft
from editor.reading.encodings import decode
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.wire import Copy, compose, status_of

RICH = ("application/xhtml+xml", "text/html")
NESTING = 100
"""Brackets inside each other; Python's parser would run out of stack at about a thousand."""


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of one ninjs item; raises ReadError `damaged` or `unknown_format`."""
    text, _warnings = decode(data, name)
    item = _loaded(text, name)
    body, rich = _body(item)
    copy = Copy(
        headline=_headline(item, "main") or _text(item.get("title")),
        deck=_headline(item, "subheadline") or _text(item.get("description_summary")),
        byline=_text(item.get("byline")),
        dateline=_text(item.get("located")),
        body=body,
        rich=rich,
        captions=_captions(item),
        note=_text(item.get("ednote")),
        published=_text(item.get("versioncreated")) or _text(item.get("firstcreated")),
        language=_text(item.get("language")),
        source=_service(item),
        wire=Wire(
            id=_text(item.get("uri")),
            version=_text(item.get("version")),
            service=_service(item),
            urgency=_text(item.get("urgency")),
            slug=_text(item.get("slugline")),
            embargo=_text(item.get("embargoed")) or _text(item.get("embargoeduntil")),
            status=status_of(_text(item.get("pubstatus"))),
        ),
    )
    return compose(copy, name, limits)


def _loaded(text: str, name: str) -> dict[str, Any]:
    depth = 0
    for character in text:
        depth += (character in "{[") - (character in "}]")
        if depth > NESTING:
            raise ReadError("too_deep", name=name)
    try:
        item = json.loads(text)
    except (ValueError, RecursionError):
        raise ReadError("damaged", name=name) from None
    if not isinstance(item, dict) or "uri" not in item:
        raise ReadError("unknown_format", name=name)
    return item


def _text(value: object) -> str:
    """A value as a word; numbers as written, anything else as ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _list(value: object) -> list[dict[str, Any]]:
    """The objects in a list, or of a mapping of names to objects, as version 1 has it."""
    found = list(value.values()) if isinstance(value, dict) else value
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _headline(item: dict[str, Any], role: str) -> str:
    all_ = _list(item.get("headlines"))
    chosen = [h for h in all_ if _text(h.get("role")).rpartition(":")[2].lower() == role]
    if not chosen and role == "main":
        chosen = all_[:1]
        if not chosen:
            return _text(item.get("headline"))
    return _text(chosen[0].get("value")) if chosen else ""


def _body(item: dict[str, Any]) -> tuple[str, bool]:
    """The body and whether it is markup: of `bodies`, else of `body_*` fields, else the words."""
    bodies = _list(item.get("bodies"))
    for rich in (True, False):
        for body in bodies:
            kind = _text(body.get("contenttype")).lower()
            if (kind in RICH) is rich and _text(body.get("value")).strip():
                return _text(body.get("value")), rich
    for names, rich in ((("body_xhtml", "body_html"), True), (("body_text",), False)):
        found = [n for n in item if any(n == name or n.startswith(f"{name}_") for name in names)]
        for field in sorted(found):
            if _text(item[field]).strip():
                return _text(item[field]), rich
    return _text(item.get("description_text")), False


def _captions(item: dict[str, Any]) -> tuple[str, ...]:
    found = []
    for one in _list(item.get("associations")):
        words = _text(one.get("description_text")) or _text(one.get("caption"))
        for description in _list(one.get("descriptions")):
            words = words or _text(description.get("value"))
        if words.strip() and _text(one.get("type")) in ("picture", "graphic", "video", ""):
            found.append(words)
    return tuple(found)


def _service(item: dict[str, Any]) -> str:
    for source in _list(item.get("infosources")):
        if name := _text(source.get("name")):
            return name
    return _text(item.get("copyrightholder"))

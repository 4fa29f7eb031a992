"""The comments, footnotes and endnotes of a Word file: who, when, what, threads, resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from db.records import Note, NoteReply
from editor.reading.canonical import canonical, link_target, trimmed
from editor.reading.package import Package
from editor.reading.xml import Element, attribute, local

LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"([^"]+)"', re.IGNORECASE)
RESOLVED = re.compile(r"_(marked as resolved|re-opened)_", re.IGNORECASE)
"""What a browser's word processor writes as a reply where Word has a flag."""
OUTSIDE = ("separator", "continuationSeparator", "continuationNotice")
CHAIN = 50
"""Replies to replies followed to the comment they answer; more is a loop."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment, footnote or endnote; `key` is what threads go by, `parent` the answered one."""

    id: str
    text: str
    author: str = ""
    at: str = ""
    targets: tuple[str, ...] = ()
    key: str = ""
    parent: str = ""
    resolved: bool = False


class Remarks:
    """Everything a Word file says beside its text."""

    def __init__(self, package: Package, main: str) -> None:
        """Read the parts that belong to the main part; a missing one holds nothing."""
        self._package = package
        self.within: dict[str, tuple[str, str]] = {}
        """Comments that hang on a note: their id -> (kind, id) of the note."""
        self.footnotes = self._notes(package.related(main, "footnotes"), "footnote")
        self.endnotes = self._notes(package.related(main, "endnotes"), "endnote")
        self.comments = self._comments(main)

    def _notes(self, part: str, name: str) -> dict[str, Remark]:
        root = self._package.xml(part) if part else None
        if root is None:
            return {}
        links = self._links(part)
        found: dict[str, Remark] = {}
        for element in root:
            if local(element) != name or attribute(element, "type") in OUTSIDE:
                continue
            id_ = attribute(element, "id")
            text, targets = _content(element, links)
            found[id_] = Remark(id_, text, targets=targets)
            for comment in element.iter("{*}commentReference"):
                self.within[attribute(comment, "id")] = (name, id_)
        return found

    def _comments(self, main: str) -> dict[str, Remark]:
        part = self._package.related(main, "comments") or "word/comments.xml"
        root = self._package.xml(part)
        if root is None:
            return {}
        links = self._links(part)
        extended = self._extended(main)
        exact = self._exact_times(main)
        found: dict[str, Remark] = {}
        for element in root:
            if local(element) != "comment":
                continue
            id_ = attribute(element, "id")
            keys = [attribute(p, "paraId") for p in element.iter("{*}p")]
            key = next((k for k in reversed(keys) if k in extended), keys[-1] if keys else "")
            parent, done = extended.get(key, ("", False))
            text, targets = _content(element, links)
            at = exact.get(key) or attribute(element, "date")
            author = canonical(attribute(element, "author"))
            found[id_] = Remark(id_, text, author, at, targets, key or f"#{id_}", parent, done)
        return found

    def _links(self, part: str) -> dict[str, str]:
        return {
            id_: link_target(link.target)
            for id_, link in self._package.relationships(part).items()
            if link.external
        }

    def _extended(self, main: str) -> dict[str, tuple[str, bool]]:
        """Last paragraph of a comment -> last paragraph of the one it answers, and resolved."""
        part = self._package.related(main, "commentsExtended") or "word/commentsExtended.xml"
        root = self._package.xml(part)
        return {
            attribute(e, "paraId"): (
                attribute(e, "paraIdParent"),
                attribute(e, "done") in ("1", "true"),
            )
            for e in (root if root is not None else ())
            if local(e) == "commentEx"
        }

    def _exact_times(self, main: str) -> dict[str, str]:
        """Last paragraph of a comment -> its time in UTC; the comment's own date is local."""
        ids = self._package.xml(self._package.related(main, "commentsIds"))
        more = self._package.xml(self._package.related(main, "commentsExtensible"))
        if ids is None or more is None:
            return {}
        times = {attribute(e, "durableId"): attribute(e, "dateUtc") for e in more}
        return {
            attribute(e, "paraId"): times.get(attribute(e, "durableId"), "")
            for e in ids
            if local(e) == "commentId"
        }


def notes_of(
    text: str, remarks: Remarks, ranges: dict[tuple[str, str], tuple[int, int]]
) -> tuple[Note, ...]:
    """Notes in text order. `ranges` are code points by (kind, id); replies join their comment."""
    found = [
        Note(*place, kind, remark.text, targets=remark.targets)
        for kind, all_ in (("footnote", remarks.footnotes), ("endnote", remarks.endnotes))
        for id_, remark in all_.items()
        if (place := ranges.get((kind, id_))) and remark.text
    ]

    def place_of(remark: Remark) -> tuple[int, int] | tuple[None, None]:
        place = ranges.get(("comment", remark.id))
        return trimmed(text, *place) if place else (None, None)

    found += _threads(list(remarks.comments.values()), place_of)
    return tuple(sorted(found, key=lambda n: (n.start is None, n.start or 0, n.end or 0)))


def _threads(
    remarks: list[Remark],
    place_of: Callable[[Remark], tuple[int, int] | tuple[None, None]],
) -> list[Note]:
    by_key = {remark.key: remark for remark in remarks}
    roots: dict[str, Note] = {}
    last: dict[tuple[int | None, int | None], str] = {}
    for remark in remarks:
        place = place_of(remark)
        flag = RESOLVED.match(remark.text)
        top = _top(remark, by_key)
        if flag and top is remark and place in last:
            top = by_key[last[place]]
        if top is remark or top.key not in roots:
            start, end = place
            roots[remark.key] = Note(
                start=start,
                end=end,
                kind="comment",
                text=remark.text,
                author=remark.author,
                at=remark.at,
                resolved=remark.resolved,
                targets=remark.targets,
            )
            last[place] = remark.key
            continue
        note = roots[top.key]
        if flag:
            roots[top.key] = replace(note, resolved=flag[1].lower() == "marked as resolved")
            continue
        answer = NoteReply(remark.author, remark.text, remark.at)
        targets = note.targets + remark.targets
        roots[top.key] = replace(note, replies=(*note.replies, answer), targets=targets)
    return list(roots.values())


def _top(remark: Remark, by_key: dict[str, Remark]) -> Remark:
    """The comment a reply, or a reply to a reply, answers; itself when it answers none."""
    for _step in range(CHAIN):
        above = by_key.get(remark.parent)
        if above is None or above is remark:
            return remark
        remark = above
    return remark


def _content(element: Element, links: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """A remark's text, a line per paragraph and without deletions, and its link targets."""
    targets: list[str] = []
    lines: list[str] = []
    for paragraph in element.iter("{*}p"):
        pieces: list[str] = []
        _collect(paragraph, links, pieces, targets)
        lines.append("".join(pieces).strip())
    return canonical("\n".join(lines).strip("\n")), tuple(dict.fromkeys(targets))


def _collect(
    element: Element, links: dict[str, str], pieces: list[str], targets: list[str]
) -> None:
    for part in element:
        name = local(part)
        if name == "t":
            pieces.append(part.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("\u2011")
        elif name in ("instrText", "fldSimple"):
            field = LINK_FIELD.match(part.text or attribute(part, "instr"))
            if field and (target := link_target(field[1])):
                targets.append(target)
        elif name == "hyperlink" and (target := links.get(attribute(part, "id"), "")):
            targets.append(target)
        if name not in ("del", "moveFrom", "p", "instrText", "pPr", "rPr"):
            _collect(part, links, pieces, targets)

"""Marks as a REFI-QDA project (.qdpx) for programs of qualitative analysis, and such projects read.

A zip of `project.qde` and one UTF-8 text per article. Offsets count code points, end exclusive.
Kinds, states and tags are the codes.
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from db.kinds import Kind, State
from editor.exchange.errors import ExchangeError
from editor.exchange.report import Report, ReportArticle, ReportMark
from editor.exchange.style import state_colours, theme
from editor.exchange.words import rfc3339
from editor.i18n import label
from editor.text.anchor import CONTEXT
from editor.text.incoming import Incoming, IncomingReply, milliseconds

SPACE = "urn:QDA-XML:project:1.0"
ID = re.compile("[0-9a-f]{32}")
SETTLES = ("reply", "resolved")
"""Names of notes that are answers: those that leave a thread open, and one that settles it."""
HOME = uuid.UUID("5b0f6f0a-6c1d-5d0e-9a57-9a1f3f2c7d10")
"""The name space our ids become GUIDs in: the same id gives the same GUID each time."""
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LIMIT = 64 * 1024 * 1024
"""Bytes one member of a project may unpack to."""
STAMP = (1980, 1, 1, 0, 0, 0)


def write(report: Report) -> bytes:
    """The project of every article of a report."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        _member(package, "project.qde", _project(report))
        for item in report.articles:
            name = f"sources/{_guid('source', item.revision.id)}.txt"
            _member(package, name, item.revision.text)
    return out.getvalue()


def _member(package: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, text.encode("utf-8", "replace"))


def _guid(kind: str, name: str) -> str:
    return str(uuid.uuid5(HOME, f"{kind}/{name}")).upper()


def _own(kind: str, id_: str) -> str:
    """The GUID that is one of our ids; what is no such id gets one made of it."""
    return str(uuid.UUID(id_)).upper() if ID.fullmatch(id_) else _guid(kind, id_)


def _id(guid: str) -> str:
    """The id that a GUID is."""
    return guid.replace("-", "").lower()


def _of(text: str) -> str:
    """`text` as an attribute's or element's content."""
    kept = escape(UNSTORABLE.sub("\ufffd", text), {'"': "&quot;"})
    return kept.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def _project(report: Report) -> str:
    made = rfc3339(report.made) or "1980-01-01T00:00:00.000Z"
    names = _names(report)
    users = "".join(f'<User guid="{_guid("user", name)}" name="{_of(name)}"/>' for name in names)
    first = _guid("user", names[0])
    sources = "".join(_source(item, made) for item in report.articles)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<Project xmlns="{SPACE}" name="{_of(report.title or "Galley")}" origin="Galley" '
        f'creatingUserGUID="{first}" creationDateTime="{made}"><Users>{users}</Users>'
        f"<CodeBook><Codes>{_codes(report)}</Codes></CodeBook><Sources>{sources}</Sources>"
        f"{_notes(report)}</Project>\n"
    )


def _notes(report: Report) -> str:
    """The answers of all threads, as notes that their marks refer to."""
    rows = []
    for item in report.articles:
        for reply in (reply for found in item.marks if found.placed for reply in found.thread):
            at = rfc3339(reply.at)
            rows.append(
                f'<Note guid="{_own("reply", reply.id)}" name="{SETTLES[reply.resolved]}" '
                f'creatingUser="{_guid("user", item.name(reply.author) or "Galley")}"'
                + (f' creationDateTime="{at}"' if at else "")
                + f"><PlainTextContent>{_of(reply.text)}</PlainTextContent></Note>"
            )
    return f"<Notes>{''.join(rows)}</Notes>" if rows else ""


def _names(report: Report) -> list[str]:
    found = [report.maker or "Galley"]
    for item in report.articles:
        found += [item.name(m.mark.author) for m in item.marks]
        found += [item.name(reply.author) for m in item.marks for reply in m.thread]
    return list(dict.fromkeys(name or "Galley" for name in found))


def _codes(report: Report) -> str:
    rows = []
    for kind in Kind:
        rows.append(_code("kind", kind.value, label(kind), theme("light")["kinds"][kind]["ink"]))
    for state in State:
        rows.append(_code("state", state.value, label(state), state_colours(state)[0]))
    tags = dict.fromkeys(t for item in report.articles for m in item.marks for t in m.mark.tags)
    rows += [_code("tag", tag, tag, "#5d5d63") for tag in tags]
    return "".join(rows)


def _code(kind: str, key: str, name: str, colour: str) -> str:
    guid = _guid(kind, key)
    told = f"{kind}: {name}" if kind != "tag" else name
    return f'<Code guid="{guid}" name="{_of(told)}" isCodable="true" color="{colour}"/>'


def _source(item: ReportArticle, made: str) -> str:
    guid = _guid("source", item.revision.id)
    states = {line.number: line.check.state.value for line in item.checks}
    marks = "".join(_selection(item, m, states) for m in item.marks if m.placed)
    return (
        f'<TextSource guid="{guid}" name="{_of(item.title)}" '
        f'plainTextPath="internal://{guid}.txt" creationDateTime="{made}">{marks}</TextSource>'
    )


def _selection(item: ReportArticle, found: ReportMark, states: dict[int, str]) -> str:
    mark = found.mark
    codes = [("kind", mark.kind.value)]
    codes += [("state", states[found.check])] if found.check in states else []
    codes += [("tag", tag) for tag in mark.tags]
    author = _guid("user", item.name(mark.author) or "Galley")
    at = rfc3339(mark.created)
    when = f' creationDateTime="{at}"' if at else ""
    codings = "".join(
        f'<Coding guid="{_guid("coding", f"{mark.id}/{kind}/{key}")}" creatingUser="{author}">'
        f'<CodeRef targetGUID="{_guid(kind, key)}"/></Coding>'
        for kind, key in codes
    )
    answers = "".join(
        f'<NoteRef targetGUID="{_own("reply", reply.id)}"/>' for reply in found.thread
    )
    note = f"<Description>{_of(mark.note)}</Description>" if mark.note else ""
    return (
        f'<PlainTextSelection guid="{_own("mark", mark.id)}" name="{_of(mark.exact[:60])}" '
        f'startPosition="{mark.start}" endPosition="{mark.end}" creatingUser="{author}"{when}>'
        f"{note}{codings}{answers}</PlainTextSelection>"
    )


@dataclass(frozen=True, slots=True)
class Coded:
    """One text of a project with its marks; `guid` is as the project has it."""

    guid: str
    name: str
    text: str
    marks: tuple[Incoming, ...]


def read(data: bytes) -> list[Coded]:
    """The texts of a project with what was coded in them. Raises ExchangeError `not_a_project`.

    Nothing is unpacked to disk; a file outside the project is not opened.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            project = etree.fromstring(_content(package, "project.qde"), _parser())
            if project.getroottree().docinfo.internalDTD is not None:
                raise ExchangeError("not_a_project")
            return [_coded(package, project, source) for source in project.iter(_q("TextSource"))]
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, ValueError, OSError):
        raise ExchangeError("not_a_project") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _q(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def _content(package: zipfile.ZipFile, name: str) -> bytes:
    """A member by its name, whatever the case of its folder, at most LIMIT bytes."""
    known = {info.filename.casefold(): info for info in package.infolist()}
    info = known[name.casefold()]
    with package.open(info) as stream:
        data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise ExchangeError("not_a_project")
    return data


def _coded(package: zipfile.ZipFile, project: etree._Element, source: etree._Element) -> Coded:
    path = source.get("plainTextPath", "")
    if path.startswith("internal://"):
        inside = f"sources/{path.removeprefix('internal://')}"
        text = _content(package, inside).decode("utf-8-sig", "replace")
    else:
        text = source.findtext(_q("PlainTextContent"), "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    codes = {c.get("guid"): c.get("name", "") for c in project.iter(_q("Code"))}
    users = {u.get("guid"): u.get("name", "") for u in project.iter(_q("User"))}
    notes = {n.get("guid"): _reply(n, users) for n in project.iter(_q("Note"))}
    marks = tuple(
        mark
        for selection in source.iter(_q("PlainTextSelection"))
        if (mark := _incoming(selection, text, codes, users, notes))
    )
    return Coded(source.get("guid", ""), source.get("name", ""), text, marks)


def _reply(note: etree._Element, users: dict[str | None, str]) -> tuple[IncomingReply, bool]:
    """An answer, and whether it settles its thread."""
    reply = IncomingReply(
        users.get(note.get("creatingUser"), ""),
        note.findtext(_q("PlainTextContent"), ""),
        milliseconds(note.get("creationDateTime")),
        _id(note.get("guid", "")),
    )
    return reply, note.get("name") == SETTLES[True]


def _incoming(
    selection: etree._Element,
    text: str,
    codes: dict[str | None, str],
    users: dict[str | None, str],
    notes: dict[str | None, tuple[IncomingReply, bool]],
) -> Incoming | None:
    told = selection.get("startPosition", ""), selection.get("endPosition", "")
    if not all(value.isdecimal() for value in told):
        return None
    start, end = (int(value) for value in told)
    if not 0 <= start < end <= len(text):
        return None
    used = [ref.get("targetGUID", "") for ref in selection.iter(_q("CodeRef"))]
    kinds = {_guid("kind", kind.value): kind for kind in Kind}
    states = {_guid("state", state.value): state for state in State}
    told_notes = [
        notes[r.get("targetGUID")]
        for r in selection.iter(_q("NoteRef"))
        if r.get("targetGUID") in notes
    ]
    return Incoming(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        kind=next((kinds[guid] for guid in used if guid in kinds), Kind.COMMENT),
        note=selection.findtext(_q("Description"), ""),
        author=users.get(selection.get("creatingUser"), ""),
        at=milliseconds(selection.get("creationDateTime")),
        tags=tuple(codes[g] for g in used if codes.get(g) and g not in kinds and g not in states),
        replies=tuple(reply for reply, _settles in told_notes),
        resolved=bool(told_notes) and told_notes[-1][1],
        id=_id(selection.get("guid", "")),
        state=next((states[guid] for guid in used if guid in states), State.UNCHECKED),
    )

"""What a Word file carries so that its comments find their marks again: one part Word keeps.

Word drops nothing from `customXml`; other programs may, and then comments come back by their
words and authors alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from editor.exchange.docx.comments import Comment
from editor.exchange.docx.package import XML, Parts
from editor.exchange.docx.source import escape
from editor.exchange.report import ReportArticle, ReportCheck, ReportMark

SPACE = "urn:galley:marks:1"
OUR_PART = "customXml/galley{}.xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


@dataclass(frozen=True, slots=True)
class Carried:
    """A mark as it went out: its comment and answers, and whether it is a tracked change."""

    found: ReportMark
    line: ReportCheck | None
    thread: tuple[Comment, ...]
    tracked: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A mark as a file that came back says it went out.

    `comment` is the comment's id in the file ("" for a bare tracked change), `words` its text,
    `replies` the answers' ids in order, `state` the state of its check.
    """

    id: str
    kind: str
    state: str
    start: int
    end: int
    comment: str
    words: str
    done: bool
    replies: tuple[str, ...]


def carry(parts: Parts, main: str, item: ReportArticle, marks: list[Carried]) -> None:
    """Put the part into a package; one left by an earlier report is replaced."""
    rows = "".join(_row(carried) for carried in marks)
    text = (
        f'{XML}<marks xmlns="{SPACE}" article="{escape(item.article.id)}" '
        f'draft="{item.revision.number}" sha256="{item.revision.sha256}">{rows}</marks>'
    )
    name = OUR_PART.format(1)
    known = name in parts
    parts.put(name, text.encode())
    if not known:
        parts.declare(name, "application/xml")
        parts.relate(main, RELATION, name)


def _row(carried: Carried) -> str:
    mark, line = carried.found.mark, carried.line
    first = carried.thread[0] if carried.thread else None
    told = {
        "id": mark.id,
        "kind": mark.kind.value,
        "state": line.check.state.value if line else "",
        "start": str(mark.start),
        "end": str(mark.end),
        "comment": str(first.id) if first else "",
        "words": "\n".join(first.lines) if first else "",
        "done": str(int(first.done)) if first else "0",
        "replies": " ".join(reply.id for reply in carried.found.thread),
    }
    return "<mark " + " ".join(f'{k}="{_kept(v)}"' for k, v in told.items()) + "/>"


def _kept(value: str) -> str:
    """An attribute's value whose line breaks a parser does not turn into blanks."""
    return escape(value).replace("\n", "&#10;").replace("\t", "&#9;")


def sent(data: bytes) -> tuple[str, str, list[Sent]]:
    """(article id, draft's SHA-256, marks) a part says; empty where it is none of ours."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return "", "", []
    if root.tag != f"{{{SPACE}}}marks":
        return "", "", []
    return root.get("article", ""), root.get("sha256", ""), [_sent(row) for row in root]


def _sent(row: etree._Element) -> Sent:
    def told(name: str) -> str:
        return str(row.get(name, ""))

    return Sent(
        told("id"),
        told("kind"),
        told("state"),
        _number(told("start")),
        _number(told("end")),
        told("comment"),
        told("words"),
        told("done") == "1",
        tuple(told("replies").split()),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else -1

"""A report inside the author's own Word file: comments, tracked changes, a table of checks.

Everything the author wrote stays byte for byte, but for the runs that a passage begins or ends
in, which are split. An article that did not come from Word, or whose file no longer gives the
draft's text, gets a clean file of its own.
"""

from __future__ import annotations

from editor.exchange.docx.appendix import appendix
from editor.exchange.docx.clean import clean
from editor.exchange.docx.comments import Comment, Numbers, add, numbers
from editor.exchange.docx.ours import OUR_PART, Carried, carry
from editor.exchange.docx.package import Parts
from editor.exchange.docx.source import Source, escape
from editor.exchange.docx.trace import Trace, trace
from editor.exchange.docx.weave import Weaver
from editor.exchange.report import Report, ReportArticle, ReportCheck, ReportMark, only
from editor.exchange.words import remark, rfc3339, visible
from editor.reading.docx_ours import is_ours
from editor.reading.errors import ReadError
from editor.reading.xml import child, local

SOMEBODY = "Galley"
"""The author of a comment nobody is named for; Word needs one."""


def write(report: Report) -> bytes:
    """The Word file of a report of one article."""
    item = only(report)
    data, found = _base(item, report)
    parts = Parts(data)
    source = Source(parts.get(found.part), found.root)
    weaver = Weaver(source, found)
    folder = found.part.rpartition("/")[0]
    old = parts.related(found.part, "comments") or f"{folder}/comments.xml"
    free = numbers(parts, found.part, old)
    comments, carried = _said(item, weaver, free)
    _append(source, found, appendix(item, report, weaver.word))
    parts.put(found.part, weaver.weave())
    add(parts, found.part, weaver.word, comments)
    carry(parts, found.part, item, carried)
    return parts.bytes()


def _base(item: ReportArticle, report: Report) -> tuple[bytes, Trace]:
    """The author's file where it gives the draft's very text, else a clean one."""
    if item.original.startswith(b"PK"):
        try:
            found = trace(item.original, item.revision.name)
        except ReadError:
            return clean(item, report)
        if found.text == item.revision.text:
            return item.original, found
    return clean(item, report)


def _append(source: Source, found: Trace, xml: bytes) -> None:
    """Put `xml` behind the last block of the body, before the last section's properties.

    What an earlier report put there is replaced.
    """
    body = child(found.root, "body")
    assert body is not None
    for old in [block for block in body if is_ours(block)]:
        source.put(source.start(old), source.end(old), b"")
    last = body[-1] if len(body) else None
    sections = last is not None and local(last) == "sectPr"
    at = source.start(last) if sections and last is not None else source.close(body)
    source.put(at, at, xml)


def _said(
    item: ReportArticle, weaver: Weaver, free: Numbers
) -> tuple[list[Comment], list[Carried]]:
    """Plan every mark's comment or tracked change; what was planned, for the parts beside."""
    checks = {line.number: line for line in item.checks}
    initials = {person.id: person.initials for person in item.persons}
    comments: list[Comment] = []
    carried: list[Carried] = []
    for found in item.marks:
        mark = found.mark
        if not found.placed:
            continue
        start, end = mark.start or 0, mark.end or 0
        tracked = _tracked(item, found, weaver, free)
        thread: list[Comment] = []
        if not tracked or mark.note or found.thread:
            thread = _thread(item, found, checks.get(found.check), free, initials)
            if not weaver.comment(start, end, [comment.id for comment in thread]):
                continue
        comments += thread
        carried.append(Carried(found, checks.get(found.check), tuple(thread), tracked))
    return comments, carried


def _tracked(item: ReportArticle, found: ReportMark, weaver: Weaver, free: Numbers) -> bool:
    """Whether a proposed wording stands as a tracked change; one let stand, or in it, is none."""
    mark = found.mark
    if not item.proposes(found):
        return False
    author = escape(item.name(mark.author) or SOMEBODY)
    at = rfc3339(mark.created)
    by = f'w:author="{author}"' + (f' w:date="{at[:19]}Z"' if at else "")
    ids = (free.next_change(), free.next_change())
    return weaver.change(mark.start or 0, mark.end or 0, mark.change, ids, by)


def _thread(
    item: ReportArticle,
    found: ReportMark,
    line: ReportCheck | None,
    free: Numbers,
    initials: dict[str, str],
) -> list[Comment]:
    """A mark's comment and its answers; done when its thread is settled, or its check is."""
    mark = found.mark
    done = found.resolved if found.thread else line is not None and line.settled
    first = Comment(
        free.next_comment(),
        free.para(mark.id),
        visible(item.name(mark.author)) or SOMEBODY,
        initials.get(mark.author, ""),
        mark.created,
        tuple(visible(text) for text in remark(item, found, line)),
        done=done,
    )
    answers = [
        Comment(
            free.next_comment(),
            free.para(reply.id),
            visible(item.name(reply.author)) or SOMEBODY,
            initials.get(reply.author, ""),
            reply.at,
            tuple(visible(reply.text).split("\n")),
            first.para,
            done,
        )
        for reply in found.thread
    ]
    return [first, *answers]


__all__ = ["OUR_PART", "write"]

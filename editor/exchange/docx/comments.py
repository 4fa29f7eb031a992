"""The parts beside a Word file's text that hold comments: who, when, answers, resolved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.exchange.docx.package import XML, Parts
from editor.exchange.docx.source import escape
from editor.exchange.words import rfc3339

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
W16CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
OFFICE = "http://schemas.microsoft.com/office"
LOOK = '<w:rPr><w:sz w:val="18"/></w:rPr>'
"""The words of a comment are smaller than the author's."""
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment or answer: `id` numbers it in the file, `para` is its last paragraph's id."""

    id: int
    para: str
    author: str
    initials: str
    at: int
    lines: tuple[str, ...]
    parent: str = ""
    done: bool = False


@dataclass(slots=True)
class Numbers:
    """Ids nothing else in the file has."""

    comment: int = 0
    change: int = 0
    paras: set[str] = field(default_factory=set)

    def next_comment(self) -> int:
        """The next comment id."""
        self.comment += 1
        return self.comment - 1

    def next_change(self) -> int:
        """The next id of a tracked change."""
        self.change += 1
        return self.change - 1

    def para(self, record: str) -> str:
        """An id for the last paragraph of the comment of a record: the same again next time."""
        salt = 0
        while True:
            digest = hashlib.sha256(f"{record}/{salt}".encode()).hexdigest()[:8]
            id_ = f"{int(digest, 16) % 0x7FFFFFFE + 1:08X}"
            if id_ not in self.paras:
                self.paras.add(id_)
                return id_
            salt += 1


def numbers(parts: Parts, main: str, comments: str) -> Numbers:
    """Ids that are free in a file, behind the ones its comments and changes have."""
    body = parts.get(main).decode("utf-8", "replace")
    told = parts.get(comments).decode("utf-8", "replace")
    used = [int(n) for n in re.findall(r'\bw?:?id="(\d{1,9})"', body)]
    own = [int(n) for n in re.findall(r'<[^>]*comment\b[^>]*?:id="(\d{1,9})"', told)]
    paras = set(re.findall(r'paraId="([0-9A-F]{8})"', body + told))
    return Numbers(max(own, default=-1) + 1, max(used, default=0) + 1, paras)


def add(parts: Parts, main: str, word: str, found: Sequence[Comment]) -> None:
    """Put comments into a package beside those it has; `word` is the main part's namespace."""
    if not found:
        return
    relation = _relation(word)
    folder = main.rpartition("/")[0]
    _append(
        parts, main, f"{folder}/comments.xml", "comments", relation, KIND.format("comments"),
        f'xmlns:w="{word}" xmlns:w14="{W14}"', "w:comments",
        "".join(_comment(comment, word) for comment in found),
    )  # fmt: skip
    _append(
        parts, main, f"{folder}/commentsExtended.xml", "commentsExtended",
        f"{OFFICE}/2011/relationships", KIND.format("commentsExtended"), f'xmlns:w15="{W15}"',
        "w15:commentsEx", "".join(_extended(comment) for comment in found),
    )  # fmt: skip
    _append(
        parts, main, f"{folder}/commentsIds.xml", "commentsIds",
        f"{OFFICE}/2016/09/relationships", KIND.format("commentsIds"), f'xmlns:w16cid="{W16CID}"',
        "w16cid:commentsIds", "".join(_identified(comment) for comment in found),
    )  # fmt: skip
    _append(
        parts, main, f"{folder}/commentsExtensible.xml", "commentsExtensible",
        f"{OFFICE}/2018/08/relationships", KIND.format("commentsExtensible"),
        f'xmlns:w16cex="{W16CEX}"', "w16cex:commentsExtensible",
        "".join(_timed(comment) for comment in found),
    )  # fmt: skip
    known = parts.get(f"{folder}/people.xml").decode("utf-8", "replace")
    people = dict.fromkeys(escape(c.author) for c in found)
    _append(
        parts, main, f"{folder}/people.xml", "people", f"{OFFICE}/2011/relationships",
        KIND.format("people"), f'xmlns:w15="{W15}"', "w15:people",
        "".join(_person(name) for name in people if f'"{name}"' not in known),
    )  # fmt: skip


def _relation(word: str) -> str:
    if word.startswith("http://purl.oclc.org"):
        return "http://purl.oclc.org/ooxml/officeDocument/relationships"
    return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _append(
    parts: Parts, main: str, name: str, kind: str, relation: str, content: str, spaces: str,
    root: str, rows: str,
) -> None:  # fmt: skip
    """Put `rows` at the end of the part related as `kind`, which is made when missing."""
    name = parts.related(main, kind) or name
    if name in parts:
        old = parts.get(name).decode()
        close = re.search(r"</[^<>]*>\s*$", old)
        if close is not None:
            parts.put(name, (old[: close.start()] + rows + old[close.start() :]).encode())
            return
        empty = re.search(r"<(\S+)([^<>]*)/>\s*$", old)
        if empty is not None:
            whole = f"<{empty[1]}{empty[2]}>{rows}</{empty[1]}>"
            parts.put(name, (old[: empty.start()] + whole).encode())
            return
    parts.put(name, f"{XML}<{root} {spaces}>{rows}</{root}>".encode())
    parts.declare(name, content)
    parts.relate(main, f"{relation}/{kind}", name)


def _comment(comment: Comment, word: str) -> str:
    at = rfc3339(comment.at)
    date = f' w:date="{at[:19]}Z"' if at else ""
    lines = comment.lines or ("",)
    paragraphs = []
    for number, line in enumerate(lines, 1):
        last = f' xmlns:w14="{W14}" w14:paraId="{comment.para}"' if number == len(lines) else ""
        text = f'<w:r>{LOOK}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>'
        paragraphs.append(f"<w:p{last}>{text}</w:p>")
    return (
        f'<w:comment xmlns:w="{word}" w:id="{comment.id}" w:author="{escape(comment.author)}"'
        f'{date} w:initials="{escape(comment.initials)}">{"".join(paragraphs)}</w:comment>'
    )


def _extended(comment: Comment) -> str:
    parent = f' w15:paraIdParent="{comment.parent}"' if comment.parent else ""
    return (
        f'<w15:commentEx xmlns:w15="{W15}" w15:paraId="{comment.para}"{parent} '
        f'w15:done="{int(comment.done)}"/>'
    )


def _durable(comment: Comment) -> str:
    return f"{int(comment.para, 16) ^ 0x2A2A2A2A:08X}"


def _identified(comment: Comment) -> str:
    return (
        f'<w16cid:commentId xmlns:w16cid="{W16CID}" w16cid:paraId="{comment.para}" '
        f'w16cid:durableId="{_durable(comment)}"/>'
    )


def _timed(comment: Comment) -> str:
    at = rfc3339(comment.at)
    if not at:
        return ""
    return (
        f'<w16cex:commentExtensible xmlns:w16cex="{W16CEX}" '
        f'w16cex:durableId="{_durable(comment)}" w16cex:dateUtc="{at[:19]}Z"/>'
    )


def _person(name: str) -> str:
    return (
        f'<w15:person xmlns:w15="{W15}" w15:author="{name}"><w15:presenceInfo '
        f'w15:providerId="None" w15:userId="{name}"/></w15:person>'
    )

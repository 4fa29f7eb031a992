"""OpenDocument text: structure, links, comments with their passages, tracked changes, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from db.kinds import BlockKind, SpanKind
from db.records import Note, NoteReply, Span
from editor.reading.canonical import (
    BULLET,
    DocumentBuilder,
    Draft,
    canonical,
    link_target,
    promote_headline,
    trimmed,
)
from editor.reading.docx import ACCEPTED
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.odt_styles import Change, Styles, changes_of, count_of, plain_words
from editor.reading.package import Package
from editor.reading.xml import Element, attribute, child, local, words

SKIPPED = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms note-citation "
    "ruby-text desc title event-listeners hidden-text hidden-paragraph table-column shapes".split()
)


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of an OpenDocument text; raises ReadError as `Package` does."""
    package = Package(data, name, limits)
    manifest = package.content("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest or "encrypted-package" in package:
        raise ReadError("encrypted", name=name)
    root = package.xml("content.xml")
    body = child(root, "body", "text")
    if root is None or body is None:
        raise ReadError("damaged", name=name)
    styles = Styles(root, package.xml("styles.xml"))
    walk = _Walk(styles, changes_of(body))
    draft = walk.over(body)
    tracked = any(s.kind in (SpanKind.INSERTED, SpanKind.DELETED) for s in draft.spans)
    lost = (("Pictures", walk.pictures), ("Embedded objects", walk.objects))
    return replace(
        draft,
        blocks=promote_headline(draft.blocks),
        warnings=(ACCEPTED,) if tracked else (),
        lost=tuple(f"{what}: {count}." for what, count in lost if count),
        notes=walk.notes(draft.text),
    )


class _Walk:
    """One walk in document order."""

    def __init__(self, styles: Styles, changes: dict[str, Change]) -> None:
        self.builder = DocumentBuilder()
        self.pictures = self.objects = 0
        self._styles, self._changes = styles, changes
        self._begun: dict[str, int] = {}
        self._comments: dict[str, tuple[Element, int, int]] = {}
        self._hung: list[tuple[str, Element, int]] = []
        self._boxes: list[Element] = []
        self._headline = False
        self._inline_of: dict[str, Callable[[Element], None]] = {
            "s": lambda e: self.builder.write(" " * count_of(e, "c")),
            "tab": lambda _e: self.builder.write("\t"),
            "line-break": lambda _e: self.builder.write("\n"),
            "span": self._span,
            "a": self._link,
            "note": self._note,
            "annotation": self._annotation,
            "annotation-end": self._annotation_end,
            "change": self._deletion,
            "change-start": self._change_start,
            "change-end": self._change_end,
            "frame": self._frame,
            "custom-shape": self._frame,
        }

    def over(self, body: Element) -> Draft:
        self._body(body)
        self.builder.end()
        return self.builder.finish()

    def notes(self, text: str) -> tuple[Note, ...]:
        """Comments with their replies, footnotes and endnotes, in text order."""
        place = self.builder.place
        found: dict[str, Note] = {}
        for key, (element, first, last) in self._comments.items():
            start, end = trimmed(text, place(first), place(last))
            note = _comment(element, start, end)
            above = found.get(attribute(element, "parent-name"))
            if above is None:
                found[key] = note
                continue
            answer = NoteReply(note.author, note.text, note.at)
            merged = replace(above, replies=(*above.replies, answer))
            found[attribute(element, "parent-name")] = merged
        hung = [
            Note(place(at), place(at), kind, _note_text(element), targets=_targets(element))
            for kind, element, at in self._hung
        ]
        return tuple(sorted([*found.values(), *hung], key=lambda n: (n.start or 0, n.end or 0)))

    def _body(self, parent: Element, kind: BlockKind | None = None) -> None:
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element, kind)
            elif name == "list":
                self._list(element, attribute(element, "style-name"), 0)
            elif name == "table":
                self._table(element)
            elif name in self._inline_of:
                self._inline_of[name](element)
            elif name not in SKIPPED:
                self._body(element, kind)
            while self._boxes and not self.builder.visible:
                self._body(self._boxes.pop(0), BlockKind.SIDEBAR)

    def _paragraph(self, element: Element, kind: BlockKind | None = None, level: int = 0) -> None:
        self._inside(element)
        if kind is None and local(element) == "h":
            level = count_of(element, "outline-level")
            kind = BlockKind.HEADING
        elif kind is None:
            kind = self._styles.block(attribute(element, "style-name"))
        if kind is BlockKind.HEADLINE and self._headline:
            kind, level = BlockKind.HEADING, 1
        self._headline = self._headline or kind is BlockKind.HEADLINE
        self.builder.end(kind, level)

    def _list(self, element: Element, style: str, depth: int) -> None:
        count = 0
        for item in element:
            count += local(item) == "list-item"
            numbered = self._styles.is_numbered(style, depth + 1)
            marker = f"{count}. " if numbered else BULLET
            for part in item:
                if local(part) == "list":
                    self._list(part, attribute(part, "style-name") or style, depth + 1)
                elif local(part) == "h":
                    self._paragraph(part)
                elif local(part) == "p":
                    if local(item) == "list-item":
                        self.builder.lead(marker)
                    self._paragraph(part, BlockKind.LIST_ITEM, depth)

    def _table(self, table: Element) -> None:
        begun = False
        for row in table.iter("{*}table-row"):
            self.builder.write("\n" if begun else "")
            begun = True
            for column, cell in enumerate(row.iterfind("{*}table-cell")):
                self.builder.write("\t" if column else "")
                for number, paragraph in enumerate(cell.iter("{*}p", "{*}h")):
                    self.builder.write(" " if number else "")
                    self._inside(paragraph)
        self.builder.end(BlockKind.TABLE)

    def _inside(self, element: Element) -> None:
        self.builder.write_collapsed(element.text or "")
        for part in element:
            name = local(part)
            if name in self._inline_of:
                self._inline_of[name](part)
            elif name and name not in SKIPPED:
                self._inside(part)
            self.builder.write_collapsed(part.tail or "")

    def _span(self, element: Element) -> None:
        kinds = self._styles.run(attribute(element, "style-name"))
        for kind in kinds:
            self.builder.open(kind)
        self._inside(element)
        for _kind in kinds:
            self.builder.close()

    def _link(self, element: Element) -> None:
        self.builder.open(SpanKind.LINK, link_target(attribute(element, "href")))
        self._inside(element)
        self.builder.close()

    def _note(self, element: Element) -> None:
        kind = "endnote" if attribute(element, "note-class") == "endnote" else "footnote"
        self._hung.append((kind, element, self.builder.point()))

    def _annotation(self, element: Element) -> None:
        at = self.builder.point()
        key = attribute(element, "name") or f"#{len(self._comments)}"
        self._comments[key] = (element, at, at)

    def _annotation_end(self, element: Element) -> None:
        key = attribute(element, "name")
        if key in self._comments:
            comment, start, _end = self._comments[key]
            self._comments[key] = (comment, start, self.builder.point())

    def _deletion(self, element: Element) -> None:
        change = self._changes.get(attribute(element, "change-id"))
        if change is not None and change.gone is not None:
            self.builder.deleted(change.gone, change.author, change.when)

    def _change_start(self, element: Element) -> None:
        self._begun[attribute(element, "change-id")] = self.builder.point()

    def _change_end(self, element: Element) -> None:
        id_ = attribute(element, "change-id")
        change, start = self._changes.get(id_), self._begun.get(id_)
        if change is not None and start is not None:
            like = Span(0, 0, SpanKind.INSERTED, author=change.author, when=change.when)
            self.builder.span_between(start, self.builder.point(), like)

    def _frame(self, element: Element) -> None:
        boxes = list(element.iter("{*}text-box")) or (
            [element] if local(element) == "custom-shape" else []
        )
        self._boxes += boxes[:1]
        self.pictures += not boxes and child(element, "image") is not None
        self.objects += not boxes and child(element, "image") is None


def _comment(element: Element, start: int, end: int) -> Note:
    text, targets = _note_text(element), _targets(element)
    return Note(
        start=start,
        end=end,
        kind="comment",
        text=text,
        author=canonical(words(child(element, "creator"))),
        at=words(child(element, "date")),
        resolved=attribute(element, "resolved") == "true",
        targets=targets,
    )


def _note_text(element: Element) -> str:
    lines = [plain_words(p).strip() for p in element.iter("{*}p")]
    return canonical("\n".join(lines).strip())


def _targets(element: Element) -> tuple[str, ...]:
    found = (link_target(attribute(link, "href")) for link in element.iter("{*}a"))
    return tuple(target for target in found if target)

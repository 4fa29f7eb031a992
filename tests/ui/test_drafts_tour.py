"""One text goes from Word to a web page, to Markdown and to PDF, and keeps every mark."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

import docx
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter

import resources
from db.kinds import BlockKind, Kind, PlacementStatus, State
from editor.commands import checks, marks
from editor.commands.articles import import_document
from editor.commands.drafts import add_draft
from editor.commands.people import add_person
from editor.reading.reader import read_file
from editor.text.sentences import sentences
from editor.text.suggest import suggestions

NOW = 1_800_000_000_000
WORD = {
    BlockKind.HEADLINE: "Title",
    BlockKind.HEADING: "Heading 1",
    BlockKind.LIST_ITEM: "List Bullet",
}
TAGS = {BlockKind.HEADLINE: "h1", BlockKind.HEADING: "h2", BlockKind.BLOCK_QUOTE: "blockquote"}
SAMPLE = resources.path("samples/bridge-1.md")


def paragraphs():
    """Kind and words of each paragraph of the sample that belongs to the article."""
    document = read_file(SAMPLE)
    return [
        (block.kind, document.text[block.start : block.end].replace("\n", " "))
        for block in document.blocks
        if block.kind not in (BlockKind.NOT_ARTICLE, BlockKind.TABLE)
    ]


def curly(words):
    """The words with the marks that pages wear, so that the text differs from the one before."""
    return re.sub(r'"(?=\w)', "“", words).replace('"', "”").replace("'", "’")


def as_docx(path):
    made = docx.Document()
    for kind, words in paragraphs():
        made.add_paragraph(words, WORD.get(kind, "Normal"))
    made.save(path)


def as_html(path):
    body = "".join(
        f"<{TAGS.get(kind, 'p')}>{escape(curly(words), False)}</{TAGS.get(kind, 'p')}>\n"
        for kind, words in paragraphs()
    )
    head = "<head><meta charset='utf-8'><title>The bridge</title></head>"
    page = f"<!DOCTYPE html><html>{head}<body><article>{body}</article></body></html>"
    path.write_text(page, "utf-8")


def as_markdown(path):
    signs = {BlockKind.HEADLINE: "# ", BlockKind.HEADING: "## ", BlockKind.BLOCK_QUOTE: "> "}
    path.write_text("\n\n".join(signs.get(k, "") + words for k, words in paragraphs()), "utf-8")


def as_pdf(path):
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(72)
    painter = QPainter(writer)
    painter.setFont(QFont("Noto Serif", 11))
    sheet = QRect(40, 40, 440, 700)
    room = QRect(sheet)
    for words in (curly(words) for _kind, words in paragraphs()):
        needed = painter.boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        if needed.bottom() > sheet.bottom():
            writer.newPage()
            room = QRect(sheet)
            needed = painter.boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        painter.drawText(needed, Qt.TextFlag.TextWordWrap, words)
        room.setTop(needed.bottom() + 12)
    painter.end()


@pytest.fixture
def article(store, tmp_path):
    """The sample as a Word file with a mark on every sentence and quote, all confirmed."""
    person = add_person(store, "Ben Ortega", NOW).id
    as_docx(tmp_path / "story.docx")
    made, revision = import_document(store, person, NOW, read_file(tmp_path / "story.docx"))
    offered = suggestions(revision.text, revision.blocks, "en")
    marks.accept(store, person, NOW, made.id, offered)
    for block in revision.blocks:
        for start, end in sentences(revision.text, block.start, block.end):
            marks.mark(store, person, NOW, made.id, start, end, Kind.FACT)
    ids = [check.id for check in store.checks(made.id)]
    checks.set_checks(store, person, NOW, ids, state=State.CONFIRMED)
    return made


def test_every_mark_is_kept_from_word_to_web_to_markdown_to_pdf(store, article, tmp_path, qapp):
    person = store.persons()[0].id
    count = len(store.annotations(article.id))
    assert count > 80
    for make, name in ((as_html, "s.html"), (as_markdown, "s.md"), (as_pdf, "s.pdf")):
        make(tmp_path / name)
        revised = add_draft(store, person, NOW, article.id, read_file(tmp_path / name))
        found = Counter(one.carried.status for one in revised.placed)
        assert found == {PlacementStatus.KEPT: count}, (name, found)
        assert {c.state for c in store.checks(article.id)} == {State.CONFIRMED}, name
    assert store.article(article.id).draft == 4

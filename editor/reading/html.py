"""Web pages: trafilatura chooses the blocks, their structure is read from the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from db.kinds import BlockKind
from editor.reading.canonical import DocumentBuilder, Draft, canonical
from editor.reading.encodings import decode
from editor.reading.errors import ReadError
from editor.reading.html_blocks import Passage, passages, write
from editor.reading.html_choice import choose
from editor.reading.html_notes import take_out
from editor.reading.html_quotes import mark
from editor.reading.limits import Limits

NESTING = "div span section article main table ul ol blockquote font b i em strong center".split()
TAG = re.compile(rf"<(/?)({'|'.join(NESTING)})\b", re.IGNORECASE)
LONG_TAG = re.compile(r"<[a-zA-Z][^>]{10000,}")
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)
ISO = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?")


def read(data: bytes, name: str, limits: Limits, declared: str = "") -> Draft:
    """The Draft of a web page; what is not the article stays, marked, or is told of.

    `declared` is the encoding named outside the page. Raises ReadError `too_large` or `too_deep`
    for a page too long or too deep to parse.
    """
    text, warnings = decode(data, name, declared or declared_in(data))
    text = canonical(text)
    root = parse(text, name, limits)
    take_out(root)
    found = choose(text, passages(root))
    draft = written(found.passages)
    return replace(
        draft,
        headline=found.title,
        writers=found.writers,
        published=_published(root) or found.date,
        source=found.site,
        language=_language(root),
        warnings=warnings + found.warnings,
        lost=found.lost,
    )


def read_whole(text: str, name: str, limits: Limits) -> Draft:
    """The Draft of markup that is all article: a mail's body, a chapter, a wire's body."""
    root = parse(canonical(text), name, limits)
    take_out(root)
    return written(passages(root))


def parse(text: str, name: str, limits: Limits) -> etree._Element:
    """The tree of a page's canonical text; raises ReadError `empty`, `too_large` or `too_deep`."""
    _guard(text, name, limits)
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root: etree._Element = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise ReadError("empty", name=name) from None
    mark(root)
    return root


def written(passages_: Iterable[Passage]) -> Draft:
    """The Draft of passages."""
    builder = DocumentBuilder()
    write_passages(builder, passages_)
    return builder.finish()


def write_passages(builder: DocumentBuilder, passages_: Iterable[Passage]) -> None:
    """Write passages as blocks behind what `builder` already holds."""
    for passage in passages_:
        write(builder, passage)
        level = 0 if passage.kind is BlockKind.NOT_ARTICLE else passage.level
        builder.end(passage.kind, level, passage.reason)


def declared_in(data: bytes) -> str:
    """The encoding a page names in its own head, or ""."""
    match = CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def _guard(text: str, name: str, limits: Limits) -> None:
    """Refuse what would make the parser slow or drop text silently."""
    if len(text) > limits.text:
        raise ReadError("too_large", name=name)
    depth = 0
    for match in TAG.finditer(text):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > limits.depth:
            raise ReadError("too_deep", name=name)
    for match in LONG_TAG.finditer(text):
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", "= ", match[0])
        if bare.count("=") + len(bare.split()) > 2 * limits.attributes:
            raise ReadError("too_deep", name=name)


def _published(root: etree._Element) -> str:
    for path in DATES:
        for value in root.xpath(path):
            if match := ISO.match(str(value).strip()):
                return match[0]
    return ""


def _language(root: etree._Element) -> str:
    found = root.xpath("string(/html/@lang)").strip()
    return found if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", found) else ""

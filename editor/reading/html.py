"""Web pages: trafilatura chooses the blocks, their structure is read from the page itself."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from db.kinds import BlockKind
from editor.reading.canonical import DocumentBuilder, Draft, canonical
from editor.reading.encodings import decode
from editor.reading.errors import ReadError
from editor.reading.html_blocks import Passage, passages, write
from editor.reading.html_choice import Choice, choose
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


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of a web page; what is not the article stays, marked, or is told of.

    Raises ReadError `too_large` or `damaged` for a page too long or too deep to parse.
    """
    text, warnings = decode(data, name, _declared(data))
    draft = read_page(text, name, limits)
    return replace(draft, warnings=warnings + draft.warnings)


def read_page(text: str, name: str, limits: Limits) -> Draft:
    """The Draft of a web page's text; raises ReadError as `read` does."""
    text = canonical(text)
    _guard(text, name, limits)
    root = _parse(text)
    if root is None:
        raise ReadError("empty", name=name)
    found = choose(text, passages(root))
    draft = _written(found)
    return replace(
        draft,
        headline=found.title,
        writers=found.writers,
        published=_published(root) or found.date,
        source=found.site,
        language=_language(root),
        warnings=found.warnings,
        lost=found.lost,
    )


def _declared(data: bytes) -> str:
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


def _parse(text: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _written(found: Choice) -> Draft:
    builder = DocumentBuilder()
    for passage in found.passages:
        write(builder, passage)
        _end(builder, passage)
    return builder.finish()


def _end(builder: DocumentBuilder, passage: Passage) -> None:
    level = 0 if passage.kind is BlockKind.NOT_ARTICLE else passage.level
    builder.end(passage.kind, level, passage.reason)


def _published(root: etree._Element) -> str:
    for path in DATES:
        for value in root.xpath(path):
            if match := ISO.match(str(value).strip()):
                return match[0]
    return ""


def _language(root: etree._Element) -> str:
    found = root.xpath("string(/html/@lang)").strip()
    return found if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", found) else ""

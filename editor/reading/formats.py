"""The one table of what can be read: a format is a module and a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from editor.late import late
from editor.reading.canonical import Draft
from editor.reading.encodings import decode
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.parts import Part

Read: TypeAlias = Callable[[bytes, str, Limits], Draft]
"""A reader of a file's bytes, its name (for errors) and the limits; raises ReadError."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what people call it, its suffixes, its reader, and what reading loses.

    `version` rises when the reader makes another text or structure of the same file.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    read: Callable[..., Draft]
    version: int = 1
    loses: str = ""
    parts: Callable[[bytes, str, Limits], list[Part]] | None = None
    """What the file holds that is read on its own."""


def of_text(read: Callable[[str], Draft]) -> Read:
    """A reader of bytes out of a reader of text."""

    def of_bytes(data: bytes, name: str, _limits: Limits) -> Draft:
        text, warnings = decode(data, name)
        draft = read(text)
        return replace(draft, warnings=warnings + draft.warnings)

    return of_bytes


FORMATS: tuple[Format, ...] = (
    Format(
        "text",
        "Plain text",
        ("txt", "text", "asc", ""),
        of_text(late("editor.reading.plain:read")),
        2,
        "nothing",
    ),
    Format(
        "markdown",
        "Markdown",
        ("md", "markdown", "mdown"),
        of_text(late("editor.reading.markdown:read")),
        3,
        "pictures; raw HTML stays as the text it is",
    ),
    Format(
        "html",
        "Web page",
        ("html", "htm", "xhtml", "xht"),
        late("editor.reading.html:read"),
        3,
        "pictures, forms, scripts; passages outside the article are counted",
    ),
    Format(
        "docx",
        "Word",
        ("docx", "docm", "dotx"),
        late("editor.reading.docx:read"),
        2,
        "pictures, headers and footers, formatting changes, hidden text",
    ),
    Format(
        "odt",
        "OpenDocument text",
        ("odt", "ott"),
        late("editor.reading.odt:read"),
        1,
        "pictures, headers and footers, formatting changes",
    ),
    Format(
        "rtf",
        "Rich Text",
        ("rtf",),
        late("editor.reading.rtf:read"),
        2,
        "pictures, headers and footers, replies to comments, hidden text, quotes only indented",
    ),
    Format(
        "epub",
        "EPUB book",
        ("epub",),
        late("editor.reading.epub:read"),
        2,
        "pictures, the table of contents",
    ),
    Format(
        "mail",
        "E-mail, page saved as MHTML",
        ("eml", "mht", "mhtml"),
        late("editor.reading.mail:read"),
        2,
        "pictures; attached files are named and read on their own",
        parts=late("editor.reading.mail:parts"),
    ),
    Format(
        "ninjs",
        "IPTC ninjs 1 to 3",
        ("json", "ninjs"),
        late("editor.reading.ninjs:read"),
        1,
        "pictures (captions stay), subject codes, places",
    ),
    Format(
        "newsml",
        "IPTC NewsML-G2",
        ("newsml", "g2"),
        late("editor.reading.newsml:read"),
        1,
        "pictures (captions stay), subject codes, rights",
        parts=late("editor.reading.newsml:parts"),
    ),
    Format(
        "nitf",
        "IPTC NITF",
        ("nitf",),
        late("editor.reading.newsml:read_nitf"),
        1,
        "pictures (captions stay), tables' layout, the marking of names and figures",
    ),
    Format(
        "feed",
        "RSS or Atom feed",
        ("rss", "atom", "feed"),
        late("editor.reading.feed:read"),
        1,
        "pictures, enclosures, categories",
        parts=late("editor.reading.feed:parts"),
    ),
    Format(
        "transcript",
        "Subtitles or transcript (SRT, VTT, labelled text)",
        ("srt", "vtt"),
        late("editor.reading.transcript:read"),
        1,
        "colours and places on the screen; times and speakers are kept beside the words",
    ),
    Format(
        "pdf",
        "PDF",
        ("pdf",),
        late("editor.reading.pdf:read"),
        2,
        "pictures, what is a list or a quote by its place alone, running heads and page numbers",
    ),
)

CLIPBOARD = Format(
    "clipboard",
    "Clipboard: plain text, pages, Word and Google Docs",
    (),
    late("editor.reading.clipboard:read"),
    loses="pictures, comments, the programs' own markup",
)
"""What a word processor or browser copied; it is no file and has no suffix."""


def _of_an_article(_data: bytes, name: str, _limits: Limits) -> Draft:
    raise ReadError("sheet", name=name)


SHEET = Format(
    "sheet",
    "Fact sheet of an article (CSV, Excel), with add --to",
    ("csv", "tsv", "xlsx"),
    _of_an_article,
    loses="all but the first sheet, formulas (their values are read), colours, charts",
)
"""Rows that become checks of an article; `editor.reading.sheet` reads them."""
TABLE = (*FORMATS, SHEET, CLIPBOARD)
"""Everything that can be read, with what each loses."""

READERS: dict[str, Format] = {suffix: row for row in FORMATS for suffix in row.suffixes}
"""File suffix to the format that reads it."""

PACKAGES = frozenset({"docx", "epub", "odt", "pdf", "rtf"})
"""Formats that are archives: a file named so that is none is damaged."""

"""What a file's first bytes say it is; its name decides only where they say nothing."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from editor.reading.errors import ReadError
from editor.reading.package import UNREADABLE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
UTF_8_MARK = b"\xef\xbb\xbf"
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
MAIL = re.compile(
    rb"(?:From [^\r\n]+\r?\n)?(?:(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID"
    rb"|DKIM-Signature|X-[\w-]+|From|Date|Subject|To):[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}",
    re.I,
)
"""Three header lines in a row."""
SUBTITLE = re.compile(rb"\s*\d{1,6}\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> ")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"ID3", b"OggS")
PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x7fELF", b"MZ\x90")
MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/epub+zip": "epub",
}
MIMETYPE_LIMIT = 200
"""Bytes; a longer `mimetype` member is none."""
ROOTS = {
    b"nitf": "nitf",
    b"newsItem": "newsml",
    b"newsMessage": "newsml",
    b"rss": "feed",
    b"RDF": "feed",
    b"feed": "feed",
    b"item": "feed",
    b"entry": "feed",
    b"html": "html",
}
ROOT = re.compile(
    rb"\s*(?:<\?[^>]{0,500}>\s*|<!--.{0,2000}?-->\s*"
    rb"|<![^>\[]{0,500}(?:\[[^\]]{0,2000}\])?[^>]{0,50}>\s*)*<([\w:.-]{1,80})",
    re.S,
)
"""The first element's name, behind a declaration, comments and a DOCTYPE."""
FOLDERS = (("word/", "docx"), ("xl/", "xlsx"))


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise ReadError for what no reader takes: Office files that are locked or old, pictures."""
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise ReadError("encrypted" if locked else "old_office", name=name)
    if data.startswith(PICTURES + PACKED) or data[4:8] == b"ftyp":
        raise ReadError("binary", name=name)


def kind_of(data: bytes) -> str:
    """The suffix of the format `data` shows itself to be, or "" where it shows none."""
    head = data[:4000].removeprefix(UTF_8_MARK)
    if data.startswith(ZIP):
        return _kind_of_zip(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"WEBVTT") or SUBTITLE.match(head):
        return "vtt"
    if MAIL.match(head):
        return "eml"
    if PAGE.match(head):
        return "html"
    root = ROOT.match(head)
    return ROOTS.get(root[1].rpartition(b":")[2], "") if root else ""


def _kind_of_zip(data: bytes) -> str:
    """Told by the archive's own list of members, without unpacking more than one short one."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < MIMETYPE_LIMIT:
                return MIMETYPES.get(archive.read("mimetype").strip(), "zip")
    except UNREADABLE:
        return "broken zip"
    for folder, suffix in FOLDERS:
        if any(name.startswith(folder) for name in names):
            return suffix
    return "docx" if "[Content_Types].xml" in names else "zip"

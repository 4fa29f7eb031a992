"""Hostile files, made when they are asked for: name, maker, and the code they are refused with."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HELLO = "<w:p><w:r><w:t>hello</w:t></w:r></w:p>"
XXE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def word(body, before=""):
    xml = f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed(**{"word/document.xml": xml})


def lying():
    """A member that says it holds 100 bytes and unpacks to 50 MB."""
    data = bytearray(packed(**{"word/document.xml": b" " * 50_000_000}))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(sign) + at
        data[start : start + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def many_pages():
    """A PDF whose tree names one page 50,000 times."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        + b"2 0 obj << /Type /Pages /Kids ["
        + b"3 0 R " * 50_000
        + b"] /Count 50000 >> endobj\n3 0 obj "
        + page
        + b" endobj\ntrailer << /Root 1 0 R >>\n"
    )


def deep_mail():
    """Six hundred messages inside each other."""
    return b"From: a@b\nSubject: x\nMIME-Version: 1.0\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(600)
    )


def bomb_of_a_book():
    """A chapter of 150 MB."""
    return packed(
        **{
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<c><rootfiles><rootfile full-path="c.opf"/></rootfiles></c>',
            "c.opf": '<package><metadata/><manifest><item id="a" href="a.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
            "</package>",
            "a.xhtml": "<p>" + "word " * 30_000_000,
        }
    )


def locked_pdf():
    """A PDF that asks for a password."""
    lock = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O ({'o' * 32}) /U ({'u' * 32}) >>"
    return (
        "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids "
        f"[] /Count 0 >> endobj\ntrailer << /Root 1 0 R /Encrypt {lock} /ID [({'i' * 16}) "
        f"({'i' * 16})] >>\n"
    ).encode()


CASES = {
    "zip bomb": ("a.docx", lambda: word(" " * 200_000_000), "too_large"),
    "lying size": ("a.docx", lying, "damaged"),
    "many members": (
        "a.docx",
        lambda: packed(**{f"word/{n}.xml": "" for n in range(6000)}),
        "too_large",
    ),
    "XXE": ("a.docx", lambda: word("<w:p>&x;</w:p>", XXE), "unsafe"),
    "billion laughs": ("a.docx", lambda: word("<w:p>&j;</w:p>", LAUGHS + "]>"), "unsafe"),
    "nested tables": (
        "a.docx",
        lambda: word("<w:tbl><w:tr><w:tc>" * 3000 + HELLO + "</w:tc></w:tr></w:tbl>" * 3000),
        "too_deep",
    ),
    "200,000 paragraphs": ("a.docx", lambda: word(HELLO * 200_000), "too_large"),
    "100,000 nested elements": ("a.html", lambda: b"<div>" * 100_000 + b"x", "too_deep"),
    "60,000 attributes": (
        "a.html",
        lambda: b"<p " + b" ".join(b"a%d=b" % n for n in range(60_000)) + b">x",
        "too_deep",
    ),
    "8 MB in one line": ("a.html", lambda: b"<p>" + b"word " * 1_600_000, "too_large"),
    "8 MB of text": ("a.txt", lambda: b"word " * 1_600_000, "too_large"),
    "a million lines": ("a.txt", lambda: b"- a\n" * 1_000_000, "too_large"),
    "deep Markdown": ("a.md", lambda: b"> " * 200_000 + b"x", "empty"),
    "50,000 pages": ("a.pdf", many_pages, "too_large"),
    "mail in mail": ("a.eml", deep_mail, "too_deep"),
    "deep RTF": ("a.rtf", lambda: b"{\\rtf1" + b"{\\b " * 100_000, "too_deep"),
    "deep JSON": ("a.json", lambda: b'{"uri":' * 100_000, "too_deep"),
    "laughing feed": ("a.xml", lambda: f"{LAUGHS}]><rss>&j;</rss>".encode(), "unsafe"),
    "bomb of a book": ("a.epub", bomb_of_a_book, "too_large"),
    "locked PDF": ("a.pdf", locked_pdf, "encrypted"),
    "cut PDF": ("a.pdf", lambda: many_pages()[:5000], "damaged"),
    "a page in UTF-7": (
        "a.html",
        lambda: b"<meta charset=utf-7>+ADw-script+AD4-" + b"\x00" * 900,
        "binary",
    ),
    "wrong ending": ("a.docx", lambda: b"\x89PNG\r\n" + bytes(range(256)) * 9, "binary"),
    "a program as text": ("a.txt", lambda: b"MZ\x90\x00" + bytes(range(256)) * 50, "binary"),
}

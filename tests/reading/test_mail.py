"""Mail and saved pages, as other programs write them: body, headers, files, quoted text."""

from __future__ import annotations

import pytest

from db.kinds import BlockKind
from editor.reading.errors import ReadError
from editor.reading.reader import parts_of, read_bytes

MAIL = b"""Return-Path: <ada@lume.example>\r
Received: from mx.example by mail.example; Fri, 3 May 2024 10:00:01 +0200\r
From: =?utf-8?Q?Ada_L=C3=B8nn?= <ada@lume.example>\r
To: desk@example.org\r
Subject: =?utf-8?B?VGhlIHBpZXIg4oCTIGRyYWZ0?=\r
Date: Fri, 3 May 2024 10:00:00 +0200\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="AAA"\r
\r
--AAA\r
Content-Type: multipart/alternative; boundary="BBB"\r
\r
--BBB\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
The pier opens on Monday, =E2=80=9Cat last=E2=80=9D.\r
\r
> When will it open?\r
\r
--\r
Ada, Lume Post\r
--BBB\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><body><p>The <b>pier</b> opens on Monday, =E2=80=9Cat last=E2=80=9D. See <a href=3D"htt=\r
ps://pier.example/">the plan</a>.</p><ul><li>one</li></ul><p>&gt; When will it open?</p></body>\r
--BBB--\r
--AAA\r
Content-Type: application/octet-stream; name="=?utf-8?Q?b=C3=A5t.txt?="\r
Content-Disposition: attachment; filename="=?utf-8?Q?b=C3=A5t.txt?="\r
Content-Transfer-Encoding: base64\r
\r
SGVsbG8=\r
--AAA\r
Content-Type: text/plain; name="../../etc/passwd"\r
Content-Disposition: attachment; filename="../../etc/passwd"\r
\r
root\r
--AAA--\r
"""

PAGE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://lume.example/pier
Subject: The Pier Opens
Date: Fri, 3 May 2024 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----X"

------X
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://lume.example/pier

<!DOCTYPE html><html lang=3D"en"><head><meta charset=3D"utf-8"><title>The Pier Opens</title>
</head><body><nav>Home</nav><article><h1>The Pier Opens</h1>%s</article></body></html>
------X
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://lume.example/a.png

iVBORw0KGgo=
------X--
""" % b"".join(
    b"<p>The pier number %d opened in 1931 =E2=80=94 the harbour office said, day %d.</p>" % (n, n)
    for n in range(5)
)


def test_the_best_body_headers_and_files():
    mail = read_bytes(MAIL, "a.eml")
    assert (mail.headline, mail.writers, mail.source) == (
        "The pier – draft",
        ("Ada Lønn",),
        "ada@lume.example",
    )
    assert mail.published == "2024-05-03T10:00:00+02:00" and mail.format == "mail"
    kinds = [(b.kind, b.reason, mail.text[b.start : b.end]) for b in mail.blocks]
    assert kinds == [
        (BlockKind.PARAGRAPH, "", "The pier opens on Monday, “at last”. See the plan."),
        (BlockKind.LIST_ITEM, "", "• one"),
        (BlockKind.NOT_ARTICLE, "quoted mail", "> When will it open?"),
    ]
    assert [s.target for s in mail.spans if s.target] == ["https://pier.example/"]
    assert mail.attachments == ("båt.txt", "passwd")
    found = parts_of(MAIL, "a.eml")
    assert [(p.name, p.detail, p.data) for p in found] == [
        ("båt.txt", "5", b"Hello"),
        ("passwd", "4", b"root"),
    ]


def test_plain_mail_sets_quoted_text_and_signature_apart():
    plain = MAIL.replace(b"text/html", b"text/x-other")
    mail = read_bytes(plain, "a.eml")
    assert [(b.reason, mail.text[b.start : b.end]) for b in mail.blocks] == [
        ("", "The pier opens on Monday, “at last”."),
        ("quoted mail", "> When will it open?"),
        ("signature", "--"),
        ("signature", "Ada, Lume Post"),
    ]


def test_a_mail_is_known_by_its_headers():
    assert read_bytes(MAIL, "letter.txt").format == "mail"


def test_a_page_saved_by_a_browser_is_read_as_the_page():
    page = read_bytes(PAGE, "a.mhtml")
    assert page.headline == "The Pier Opens" and page.source == "https://lume.example/pier"
    assert page.text.count("opened in 1931 — the harbour office said") == 5


@pytest.mark.parametrize(
    ("change", "headline"),
    [
        ((b"charset=utf-8", b"charset=x-nobody-knows"), "The pier – draft"),
        ((b"=?utf-8?B?VGhlIHBpZXIg4oCTIGRyYWZ0?=", b"=?x-nobody?B?VGhl?="), "The"),
        ((b"=?utf-8?B?VGhlIHBpZXIg4oCTIGRyYWZ0?=", b"=?utf-8?B?V?="), "=?utf-8?B?V?="),
        ((b"<ada@lume.example>\r\nTo", b"=?utf-8?Q?a=0D=0Ab?= <a@b>\r\nTo"), "The pier – draft"),
        ((b"Fri, 3 May 2024 10:00:00 +0200", b"yesterday"), "The pier – draft"),
    ],
    ids=["body's charset", "header's charset", "broken base64", "line break in a name", "date"],
)
def test_broken_mail_is_read_all_the_same(change, headline):
    mail = read_bytes(MAIL.replace(*change), "a.eml")
    assert mail.headline == headline and "“at last”" in mail.text
    assert "\n" not in " ".join(mail.writers)


def test_parts_inside_parts_without_end_are_refused():
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(600)
    )
    with pytest.raises(ReadError) as refused:
        read_bytes(b"From: a@b\nSubject: x\nMIME-Version: 1.0\n" + deep, "a.eml")
    assert refused.value.code == "too_deep"


@pytest.mark.parametrize("data", [b"no header at all", b"From: a@b\n\n", b"\n\nText"])
def test_what_is_no_mail_or_empty_is_refused(data):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, "a.eml")
    assert refused.value.code in ("damaged", "empty")

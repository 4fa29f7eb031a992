"""Bad files end in one sentence, exit 1 and an untouched store; odd but sound ones come in."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.reading.hostile_files import CASES

STORY = "The pier opened in 1931, the harbour office said. " * 20


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def locked_zip():
    """A Word file whose members are flagged as encrypted."""
    data = bytearray(packed(**{"word/document.xml": STORY}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    return bytes(data)


BAD = {
    "unknown kind": ("a.xyz", STORY.encode(), "not a kind of file"),
    "no text": ("a.txt", b"", "holds no text"),
    "white space": ("a.txt", " \u200b\u00a0\n".encode(), "holds no text"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not text"),
    "program": ("a.md", b"\x7fELF" + bytes(3000), "not text"),
    "sound": ("a.txt", b"ID3\x04" + bytes(range(128, 256)) * 30, "not text"),
    "NULs": ("a.txt", bytes(500), "not text"),
    "locked": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "locked member": ("a.docx", locked_zip(), "password"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office"),
    "cut off": ("a.docx", packed(**{"word/document.xml": STORY * 9})[:-40], "damaged"),
    "no Word file": ("a.docx", packed(**{"photo.txt": STORY}), "not a kind of file"),
    "Word without a body": ("a.docx", packed(**{"word/document.xml": "<w/>"}), "not a kind"),
    "20 MB": ("a.txt", STORY.encode() * 20_000, "too large"),
    "empty page": ("a.html", b"<html><script>x</script></html>", "holds no text"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_one_sentence_and_nothing_is_changed(galley, tmp_path, case):
    name, make, _code = CASES[case]
    refused(galley, tmp_path, name, make(), "")


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_one_sentence_and_nothing_is_changed(galley, tmp_path, case):
    refused(galley, tmp_path, *BAD[case])


def refused(galley, tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    _, before, _ = galley("history")
    code, values, err = galley("add", str(tmp_path / name))
    assert code == 1 and values["articles"] == []
    assert words in values["errors"][0]["message"]
    assert err.count("\n") == 1 and err.startswith("galley: ") and "Traceback" not in err
    assert galley("history")[1] == before


@pytest.mark.parametrize("name", ["missing.txt", "folder.txt"])
def test_what_is_no_file_is_said(galley, tmp_path, name):
    (tmp_path / "folder.txt").mkdir()
    code, values, err = galley("add", str(tmp_path / name))
    assert code == 1 and values["articles"] == [] and err.count("\n") == 1
    assert values["errors"][0]["input"].endswith(name)


GOOD = {
    "emoji": ("😀🏴\u200d☠️🎉".encode(), "😀🏴\u200d☠️🎉"),
    "right to left": ("قال العمدة: «نعم».".encode(), "قال العمدة: «نعم»."),
    "combining": ("Cafe\u0301 e\u0323\u0307".encode(), "Cafe\u0301 e\u0323\u0307"),
    "line ends": (b"one\r\ntwo\rthree\nfour", "one\n\ntwo\n\nthree\n\nfour"),
    "NUL": (b"The pier\x00 opens at noon", "The pier\ufffd opens at noon"),
    "lone surrogate": (b"pier \xed\xa0\x80 opens", "pier \ufffd opens"),
    "lone surrogate in UTF-16": ("pier".encode("utf-16") + b"\x00\xd8", "pier\ufffd"),
    "UTF-32": ("Pier 😀".encode("utf-32"), "Pier 😀"),
    "cut in a character": ("Pier é är “".encode()[:-1], "Pier é är \ufffd"),
    "mixed": ("Café é é ".encode() + "“à”".encode("cp1252"), "Café é é “à”"),
    "UTF-7 stays as it is": (b"+ADw-pier+AD4-", "+ADw-pier+AD4-"),
}


@pytest.mark.parametrize("case", GOOD)
def test_odd_text_comes_in_glyph_for_glyph(galley, tmp_path, case):
    data, text = GOOD[case]
    (tmp_path / "a.txt").write_bytes(data)
    code, values, _ = galley("add", str(tmp_path / "a.txt"))
    assert code == 0
    assert galley("text", values["articles"][0]["slug"])[1]["text"] == text

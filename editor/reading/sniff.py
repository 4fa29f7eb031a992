"""What a file's bytes are: its format, its encoding, or why it cannot be read."""

from __future__ import annotations

import re

from editor.reading.errors import ReadError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)


def refuse_container(data: bytes, name: str) -> None:
    """Raise ReadError for an OLE container: `encrypted` Office file, or an old one."""
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise ReadError("encrypted" if locked else "unknown_format", name=name)


def is_page(data: bytes) -> bool:
    """Whether `data` begins as an HTML page does."""
    head = data[:4000].removeprefix(MARKS[0][0])
    return PAGE.match(head) is not None


def decode(data: bytes, name: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data` and warnings.

    A byte order mark decides, then zero bytes (UTF-16), then whether it is valid UTF-8,
    then the encoding the file declares, else Windows-1252.
    Raises ReadError `binary` for what is no text in any of them.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    if wide := _wide(data):
        return data.decode(wide, "replace"), ("The text was read as UTF-16.",)
    if _looks_binary(data):
        raise ReadError("binary", name=name)
    for encoding in ("utf-8", declared):
        try:
            return data.decode(encoding), ()
        except (LookupError, ValueError):
            continue
    warning = "The text is not UTF-8; it was read as Windows-1252."
    return data.decode("cp1252", "replace"), (warning,)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: nearly every second byte of Western text is zero."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _looks_binary(data: bytes) -> bool:
    sample = data[:4000]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return controls > len(sample) * 0.05 + 1

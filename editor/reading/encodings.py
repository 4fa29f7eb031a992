"""Bytes to text: a mark, zero bytes, UTF-8, what the file declares, else Windows-1252."""

from __future__ import annotations

import codecs
import re

from editor.reading.errors import ReadError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longer marks first: the mark of UTF-16 begins that of UTF-32."""
DECLARABLE = re.compile(
    r"(utf-?8|cp-?(125\d|8\d\d|437)|windows-(125\d|874)|iso-?8859-?\d{1,2}|iso_8859-\d{1,2}|latin-?\d"
    r"|us-ascii|ascii|koi8-[ru]|mac(intosh|-?roman|-?cyrillic|-?greek|-?latin2)|gb2312|gbk|gb18030"
    r"|big5(-hkscs)?|euc-(jp|kr)|shift[-_]jis|iso-2022-jp|tis-620)"
)
"""Encodings a file may name; UTF-7 and Python's own are not among them."""
LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
MULTIBYTE = re.compile("[^\x00-\x7f\udc80-\udcff]")
STRAY = re.compile("[\udc80-\udcff]")
CUT_OFF = re.compile("[^\udc80-\udcff]*[\udcc2-\udcf4][\udc80-\udcbf]{0,2}")
CUT = "The last character is cut off."
MIXED = "The text mixes UTF-8 and Windows-1252; each was read as what it is."
WIDE = "The text was read as UTF-16."
WESTERN = "The text is not UTF-8; it was read as Windows-1252."


def decode(data: bytes, name: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data`, of which nothing is refused but what is no text, and warnings.

    `declared` is the encoding the file names itself. Raises ReadError `binary`.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    if wide := _wide(data):
        return data.decode(wide, "replace"), (WIDE,)
    if _looks_binary(data):
        raise ReadError("binary", name=name)
    for encoding in ("utf-8", known(declared)):
        try:
            return data.decode(encoding), ()
        except (LookupError, ValueError):
            continue
    return _nearly_utf_8(data) or (data.decode("cp1252", "replace"), (WESTERN,))


def known(label: str) -> str:
    """Python's name of a declared encoding, or "" for none that a file may use.

    The Latin-1 family means Windows-1252, as browsers have it.
    """
    label = label.strip().lower()
    if label in LATIN:
        return "cp1252"
    if not DECLARABLE.fullmatch(label):
        return ""
    try:
        return codecs.lookup(label).name
    except LookupError:
        return ""


def _nearly_utf_8(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Text that is UTF-8 but cut off, with lone surrogates, or with some bytes of another kind."""
    try:
        text = data.decode("utf-8", "surrogatepass")
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ()
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "surrogateescape")
    if CUT_OFF.fullmatch(text) and MULTIBYTE.search(text):
        return data.decode("utf-8", "replace"), (CUT,)
    if len(MULTIBYTE.findall(text)) < len(STRAY.findall(text)):
        return None
    return STRAY.sub(_western, text), (MIXED,)


def _western(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace")


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
    """Control characters in a sample of the beginning, the middle and the end."""
    middle = len(data) // 2
    for sample in (data[:4000], data[middle : middle + 4000], data[-4000:]):
        controls = sum(byte < 9 or 13 < byte < 32 and byte != 27 for byte in sample)
        if controls > len(sample) * 0.05 + 1:
            return True
    return False

"""Fact sheets: the rows of CSV and XLSX files, and which column says what."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta

from editor.reading.canonical import canonical
from editor.reading.encodings import decode
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.package import Package
from editor.reading.sniff import ZIP
from editor.reading.xml import Element, attribute, child, local

FIELDS = {
    "passage": ("passage", "quote", "text", "sentence", "words", "copy", "line in story"),
    "statement": ("statement", "fact", "claim", "assertion", "item", "to check", "what"),
    "state": ("state", "status", "checked", "verified", "result", "done", "ok"),
    "source": ("source", "sources", "reference", "ref", "link", "url", "where", "backup"),
    "note": ("note", "notes", "comment", "comments", "remarks", "details"),
    "checker": ("checker", "checked by", "fact-checker", "verified by", "by", "initials"),
    "risk": ("risk", "legal", "sensitivity"),
    "speaker": ("speaker", "said by", "who said it"),
}
"""What a column can say, and what people call such a column."""
DELIMITERS = ",;\t|"
EPOCH = datetime(1899, 12, 30)
DATES = frozenset({14, 15, 16, 17, 22, *range(27, 37), 45, 46, 47, *range(50, 59)})
"""Built-in number formats that show a date."""
DATE_CODE = re.compile(r"(?<![\"\\])[dmyh]", re.IGNORECASE)
COLUMN = re.compile(r"([A-Z]{1,3})\d{1,7}")


def rows_of(data: bytes, name: str, limits: Limits) -> list[list[str]]:
    """The rows of the first sheet, trimmed cells, empty rows left out; raises ReadError."""
    if len(data) > limits.file:
        raise ReadError("too_large", name=name)
    rows = _workbook(data, name, limits) if data.startswith(ZIP) else _table(data, name, limits)
    kept = [row for row in rows if any(row)]
    if not kept:
        raise ReadError("empty", name=name)
    return kept


def guessed(header: list[str]) -> dict[str, int]:
    """Which column (from 0) holds which field, as far as the header tells."""
    found: dict[str, int] = {}
    names = [cell.strip().casefold() for cell in header]
    for whole in (True, False):
        for field, words in FIELDS.items():
            like = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
            free = (n for n, name in enumerate(names) if n not in found.values())
            hits = (n for n in free if (names[n] in words if whole else like.search(names[n])))
            at = next(hits, None)
            if field not in found and at is not None:
                found[field] = at
    return found


def mapped(told: str, header: list[str], name: str) -> dict[str, int]:
    """A mapping as people write it ("statement=Fact,state=B"): by heading, letter or number.

    Raises ReadError `unmapped` for a field or column there is none of.
    """
    names = [cell.strip().casefold() for cell in header]
    found: dict[str, int] = {}
    for pair in told.split(","):
        field, _equals, column = (part.strip() for part in pair.partition("="))
        at = names.index(column.casefold()) if column.casefold() in names else _column(column)
        if field not in FIELDS or not 0 <= at < len(header):
            raise ReadError("unmapped", name=name, field=pair.strip())
        found[field] = at
    return found


def _column(told: str) -> int:
    """A column by letter (A) or number (1), from 0; -1 for none."""
    if told.isdecimal():
        return int(told) - 1
    if re.fullmatch(r"[A-Za-z]{1,2}", told):
        return _letters(told.upper())
    return -1


def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _table(data: bytes, name: str, limits: Limits) -> list[list[str]]:
    text, _warnings = decode(data, name)
    text = canonical(text)
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            cells += len(row)
            if cells > limits.cells:
                raise ReadError("too_large", name=name)
            rows.append([unprefixed(cell.strip()) for cell in row])
    except csv.Error:
        raise ReadError("damaged", name=name) from None
    return rows


def unprefixed(cell: str) -> str:
    """A cell without the apostrophe that keeps a program from taking it for a formula."""
    return cell[1:] if re.match(r"'[=+\-@]", cell) else cell


def _workbook(data: bytes, name: str, limits: Limits) -> list[list[str]]:
    package = Package(data, name, limits)
    main = package.related("", "officeDocument") or "xl/workbook.xml"
    workbook = package.xml(main)
    sheets = child(workbook, "sheets")
    if workbook is None or sheets is None or not len(sheets):
        raise ReadError("unknown_format", name=name)
    links = package.relationships(main)
    shown = [s for s in sheets if attribute(s, "state") not in ("hidden", "veryHidden")] or [
        *sheets
    ]
    link = links.get(attribute(shown[0], "id"))
    sheet = package.xml(link.target if link else "xl/worksheets/sheet1.xml")
    if sheet is None:
        raise ReadError("damaged", name=name)
    strings = package.xml(package.related(main, "sharedStrings"))
    words = [_string(item) for item in strings] if strings is not None else []
    dates = _date_styles(package.xml(package.related(main, "styles")))
    old = child(workbook, "workbookPr")
    shift = 1462 if old is not None and attribute(old, "date1904") in ("1", "true") else 0
    rows: list[list[str]] = []
    cells = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        found: dict[int, str] = {}
        for cell in row:
            cells += 1
            if cells > limits.cells:
                raise ReadError("too_large", name=name)
            match = COLUMN.match(attribute(cell, "r"))
            at = _letters(match[1]) if match else len(found)
            found[at] = canonical(_cell(cell, words, dates, shift)).strip()
        width = min(max(found, default=-1) + 1, 500)
        rows.append([found.get(at, "") for at in range(width)])
    return rows


def _string(item: Element) -> str:
    """A shared string: its runs, without what is said aloud for it."""
    return "".join(t.text or "" for t in item.iter("{*}t") if local(t.getparent()) != "rPh")


def _cell(cell: Element, words: list[str], dates: set[int], shift: int) -> str:
    kind = attribute(cell, "t")
    value = child(cell, "v")
    told = (value.text or "") if value is not None else ""
    if kind == "s":
        return words[int(told)] if told.isdecimal() and int(told) < len(words) else ""
    if kind == "inlineStr":
        inline = child(cell, "is")
        return _string(inline) if inline is not None else ""
    if kind == "b":
        return "yes" if told == "1" else "no"
    style = attribute(cell, "s")
    if kind in ("", "n") and style.isdecimal() and int(style) in dates:
        return _date(told, shift)
    return told


def _date_styles(root: Element | None) -> set[int]:
    """The cell styles that show dates."""
    codes = {
        attribute(e, "numFmtId"): attribute(e, "formatCode")
        for e in (root.iter("{*}numFmt") if root is not None else ())
    }
    found = set()
    for number, xf in enumerate(root.iterfind("{*}cellXfs/{*}xf") if root is not None else ()):
        id_ = attribute(xf, "numFmtId")
        code = re.sub(r"\"[^\"]*\"|\[[^\]]*\]", "", codes.get(id_, ""))
        if (id_.isdecimal() and int(id_) in DATES) or DATE_CODE.search(code):
            found.add(number)
    return found


def _date(told: str, shift: int) -> str:
    try:
        moment = EPOCH + timedelta(days=float(told) + shift)
    except (ValueError, OverflowError):
        return told
    whole = moment.time().replace(microsecond=0)
    return (
        moment.date().isoformat()
        if not any((whole.hour, whole.minute))
        else moment.isoformat(sep=" ", timespec="minutes")
    )

"""The Galley package: articles with everything, to be carried to another desk and merged there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from db.errors import Refused
from db.portable import record_of
from editor.exchange.defence import zipped
from editor.exchange.errors import ExchangeError
from editor.exchange.report import Report
from editor.exchange.words import rfc3339
from editor.reading.errors import ReadError
from editor.reading.limits import DEFAULT
from editor.reading.package import Package

FORMAT, VERSION = "galley-package", 1
MAIN = "package.json"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a package holds: records, the file each draft came from (by draft id), and all files
    by their SHA-256."""

    records: tuple[Any, ...] = ()
    originals: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def write(report: Report) -> bytes:
    """The package of a whole report. It hides nothing: ExchangeError `hides` where it should."""
    if report.secrets:
        raise ExchangeError("hides")
    records: dict[tuple[str, str], Any] = {}
    files: dict[str, bytes] = {}
    originals = {}
    for item in report.articles:
        records |= {(told["kind"], told["fields"]["id"]): told for told in item.records}
        files |= item.files
        for draft in item.drafts:
            digest = hashlib.sha256(draft.original).hexdigest()
            files[digest] = draft.original
            originals[draft.revision.id] = digest
    told = {
        "format": FORMAT,
        "version": VERSION,
        "made": rfc3339(report.made),
        "maker": report.maker,
        "originals": originals,
        "records": list(records.values()),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    inside = {f"files/{digest}": data for digest, data in sorted(files.items())}
    return zipped({MAIN: text.encode("utf-8", "backslashreplace")} | inside)


def read(data: bytes, name: str) -> Carried:
    """What a package holds, every file checked against its hash.

    Raises ExchangeError `not_a_package` or `newer_package`, or ReadError.
    """
    package = Package(data, name, DEFAULT)
    try:
        told = json.loads(package.content(MAIN) or b"")
    except (ValueError, RecursionError):
        raise ExchangeError("not_a_package", name=name) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ExchangeError("not_a_package", name=name)
    if not isinstance(told.get("version"), int) or told["version"] > VERSION:
        raise ExchangeError("newer_package", name=name)
    try:
        records = tuple(record_of(one) for one in told["records"])
        originals = {str(key): str(value) for key, value in told["originals"].items()}
    except (Refused, KeyError, TypeError, AttributeError):
        raise ExchangeError("not_a_package", name=name) from None
    files = {}
    for part in package.names():
        if part.startswith("files/"):
            content = package.content(part) or b""
            digest = part.removeprefix("files/")
            if hashlib.sha256(content).hexdigest() != digest:
                raise ReadError("damaged", name=name)
            files[digest] = content
    return Carried(records, originals, files)

"""A Word file as parts: some replaced or added, every other one as it was, byte for byte."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from editor.exchange.docx.source import escape

RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (
    f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
)
STAMP = (1980, 1, 1, 0, 0, 0)
"""The time written on new parts, so that the same report gives the same bytes."""


class Parts:
    """The parts of a package, read in memory; `bytes()` writes it again."""

    def __init__(self, data: bytes = b"") -> None:
        self._old: dict[str, zipfile.ZipInfo] = {}
        self._new: dict[str, bytes] = {}
        self._zip: zipfile.ZipFile | None = None
        if data:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._old = {info.filename: info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._new or name in self._old

    def names(self) -> list[str]:
        """The names of all parts, old ones first."""
        return list(dict.fromkeys((*self._old, *self._new)))

    def get(self, name: str) -> bytes:
        """The bytes of a part, empty when there is none."""
        if name in self._new:
            return self._new[name]
        if self._zip is None or name not in self._old:
            return b""
        return self._zip.read(self._old[name])

    def put(self, name: str, data: bytes) -> None:
        """Replace or add a part."""
        self._new[name] = data

    def related(self, part: str, kind: str) -> str:
        """The part that `part` names as its `kind` (end of the relationship's type), or ""."""
        folder, file = posixpath.split(part)
        rels = self.get(posixpath.join(folder, "_rels", f"{file}.rels"))
        for row in re.findall(r"<[^<>]*Relationship\b[^<>]*>", rels.decode("utf-8", "replace")):
            if re.search(rf'Type="[^"]*/{kind}"', row) and "External" not in row:
                target = re.search(r'Target="([^"]*)"', row)
                if target:
                    return posixpath.normpath(posixpath.join("/", folder, target[1])).lstrip("/")
        return ""

    def free(self, pattern: str) -> str:
        """The first name `pattern` gives with a number from 1 that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def declare(self, part: str, content_type: str) -> None:
        """Name the content type of a part."""
        types = self.get("[Content_Types].xml").decode() or TYPES
        if f'"/{part}"' in types:
            return
        row = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
        self.put("[Content_Types].xml", _before_end(types, "Types", row))

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate `part` to `target` by the relationship type `kind`; the relationship's id."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        rels = self.get(name).decode() or f'{XML}<Relationships xmlns="{RELS_NS}"></Relationships>'
        number = 1
        while f'"rIdGalley{number}"' in rels:
            number += 1
        path = escape(posixpath.relpath(target, folder or "."))
        row = f'<Relationship Id="rIdGalley{number}" Type="{kind}" Target="{path}"/>'
        self.put(name, _before_end(rels, "Relationships", row))
        return f"rIdGalley{number}"

    def bytes(self) -> bytes:
        """The package: old parts in their order with what replaced them, then the new ones."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, info in self._old.items():
                kept = zipfile.ZipInfo(name, info.date_time)
                kept.compress_type, kept.external_attr = info.compress_type, info.external_attr
                package.writestr(kept, self.get(name))
            for name in (n for n in self._new if n not in self._old):
                made = zipfile.ZipInfo(name, STAMP)
                made.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(made, self._new[name])
        return out.getvalue()


def _before_end(text: str, name: str, row: str) -> bytes:
    """`text` with `row` before the last tag of its root `name`, which may be empty."""
    match = re.search(rf"<((?:[\w.-]+:)?){name}\b([^>]*?)/>\s*$", text)
    if match:
        prefix, attributes = match[1], match[2]
        row = _prefixed(row, prefix)
        whole = f"<{prefix}{name}{attributes}>{row}</{prefix}{name}>"
        return (text[: match.start()] + whole).encode()
    close = re.search(rf"</((?:[\w.-]+:)?){name}\s*>\s*$", text)
    if close is None:
        raise ValueError(name)
    return (text[: close.start()] + _prefixed(row, close[1]) + text[close.start() :]).encode()


def _prefixed(row: str, prefix: str) -> str:
    return f"<{prefix}{row[1:]}" if prefix else row

"""An Office file as what it is, a zip of XML: read in memory, every size counted."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from editor.reading.errors import ReadError

ENTRIES = 5_000
PART_LIMIT = 64 * 1024 * 1024
TOTAL_LIMIT = 128 * 1024 * 1024
RATIO_LIMIT = 250
RATIO_FROM = 4 * 1024 * 1024
"""Bytes unpacked from which on a part may not be RATIO_LIMIT times its packed size."""
CHUNK = 65_536
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another, or to an address outside (`external`)."""

    type: str
    target: str
    external: bool


class Package:
    """The parts of a package. Every failure is a ReadError that names the file."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open `data`; raises ReadError `damaged`, `encrypted` or `too_large`."""
        self.name = name
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*UNREADABLE, ValueError, OSError):
            raise ReadError("damaged", name=name) from None
        self._parts = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > ENTRIES:
            raise ReadError("too_large", name=name)

    def content(self, part: str) -> bytes | None:
        """The content of `part`, or None when there is no such part."""
        info = self._parts.get(part.lstrip("/"))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReadError("encrypted", name=self.name)
        packed = max(info.compress_size, 1)
        if info.file_size > PART_LIMIT or (
            info.file_size > RATIO_FROM and info.file_size > RATIO_LIMIT * packed
        ):
            raise ReadError("too_large", name=self.name)
        try:
            return self._unpack(info)
        except (*UNREADABLE, ValueError, OSError):
            raise ReadError("damaged", name=self.name) from None

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        unpacked = bytearray()
        with self._zip.open(info) as stream:
            while piece := stream.read(CHUNK):
                unpacked += piece
                self._read += len(piece)
                if len(unpacked) > PART_LIMIT or self._read > TOTAL_LIMIT:
                    raise ReadError("too_large", name=self.name)
        return bytes(unpacked)

    def xml(self, part: str) -> etree._Element | None:
        """The root of an XML part, or None when there is none; a DOCTYPE is refused."""
        data = self.content(part)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise ReadError("damaged", name=self.name) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadError("damaged", name=self.name)
        return root

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """The relationships of `part` by id; of the package itself when it is empty."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relationship] = {}
        for item in root.iter("{*}Relationship") if root is not None else ():
            external = item.get("TargetMode") == "External"
            target = item.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[item.get("Id", "")] = Relationship(item.get("Type", ""), target, external)
        return found

    def related(self, part: str, kind: str) -> str:
        """The part that `part` names as its `kind` (end of the relationship's type), or ""."""
        for link in self.relationships(part).values():
            if link.type.endswith(f"/{kind}") and not link.external:
                return link.target
        return ""

"""An archive of XML parts (Office, OpenDocument, EPUB): read in memory, every size counted."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from editor.reading import xml
from editor.reading.errors import ReadError
from editor.reading.limits import Limits

RATIO_FROM = 4 * 1024 * 1024
"""Bytes unpacked from which on a member may not be `limits.ratio` times its packed size."""
CHUNK = 65_536
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another, or to an address outside (`external`)."""

    type: str
    target: str
    external: bool


class Package:
    """The parts of a package. Every failure is a ReadError that names the file."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Open `data`; raises ReadError `damaged`, `encrypted` or `too_large`."""
        self.name = name
        self._limits = limits
        self._read = 0
        self._links: dict[str, dict[str, Relationship]] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except UNREADABLE:
            raise ReadError("damaged", name=name) from None
        self._parts = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > limits.entries:
            raise ReadError("too_large", name=name)

    def __contains__(self, part: str) -> bool:
        return part.lstrip("/") in self._parts

    def names(self) -> list[str]:
        """The names of all members, as written in the archive."""
        return list(self._parts)

    def content(self, part: str) -> bytes | None:
        """The content of `part`, or None when there is no such part."""
        info = self._parts.get(part.lstrip("/"))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReadError("encrypted", name=self.name)
        packed = max(info.compress_size, 1)
        if info.file_size > self._limits.part or (
            info.file_size > RATIO_FROM and info.file_size > self._limits.ratio * packed
        ):
            raise ReadError("too_large", name=self.name)
        try:
            return self._unpack(info)
        except UNREADABLE:
            raise ReadError("damaged", name=self.name) from None

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        unpacked = bytearray()
        with self._zip.open(info) as stream:
            while piece := stream.read(CHUNK):
                unpacked += piece
                self._read += len(piece)
                if len(unpacked) > self._limits.part or self._read > self._limits.unpacked:
                    raise ReadError("too_large", name=self.name)
        return bytes(unpacked)

    def xml(self, part: str) -> xml.Element | None:
        """The root of an XML part, or None when there is none; a DOCTYPE is refused."""
        data = self.content(part)
        return None if data is None else xml.root(data, self.name, self._limits)

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """The relationships of `part` by id; of the package itself when it is empty."""
        if part in self._links:
            return self._links[part]
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relationship] = {}
        for item in root.iter("{*}Relationship") if root is not None else ():
            external = item.get("TargetMode") == "External"
            target = item.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[item.get("Id", "")] = Relationship(item.get("Type", ""), target, external)
        self._links[part] = found
        return found

    def related(self, part: str, kind: str) -> str:
        """The part that `part` names as its `kind` (end of the relationship's type), or ""."""
        for link in self.relationships(part).values():
            if link.type.endswith(f"/{kind}") and not link.external:
                return link.target
        return ""

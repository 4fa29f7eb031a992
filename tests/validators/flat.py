"""Flat OpenDocument files, in which LibreOffice tells what it read from a Word file or a table."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
WAIT = 180


def converted(
    files: dict[str, bytes], to: str, folder: Path, reading: str = ""
) -> dict[str, bytes]:
    """What LibreOffice makes of some files (by name), by their names' stems; one run for all.

    `to` is the ending wanted, `reading` the filter and its options where a name does not tell.
    """
    source, target = folder / "in", folder / "out"
    source.mkdir(parents=True)
    for name, data in files.items():
        (source / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += [f"--infilter={reading}"] if reading else []
    command += ["--convert-to", to, "--outdir", str(target)]
    told = subprocess.run(
        [*command, *map(str, sorted(source.iterdir()))],
        capture_output=True,
        timeout=WAIT,
        check=True,
    )
    ending = to.partition(":")[0]
    made = {path.stem: path.read_bytes() for path in target.glob(f"*.{ending}")}
    missing = {name.rpartition(".")[0] for name in files} - set(made)
    assert not missing, f"LibreOffice did not open {sorted(missing)}: {told.stderr.decode()}"
    return made


@dataclass(slots=True)
class Shown:
    """A comment as LibreOffice shows it: its words, author, and the passage it stands on."""

    words: str
    author: str
    resolved: bool
    passage: list[str] = field(default_factory=list)

    @property
    def on(self) -> str:
        """The passage without blanks."""
        return "".join("".join(self.passage).split())


def comments(data: bytes) -> list[Shown]:
    """Every comment of a flat text document; words deleted under tracking are no passage."""
    root = etree.fromstring(data)
    walk = _Walk({r.get(f"{TEXT}id") for r in _deletions(root)})
    walk.into(root.find(f"{OFFICE}body"))
    return walk.found


def changes(data: bytes) -> list[tuple[str, str]]:
    """(kind, author) of every tracked change, in order."""
    regions = etree.fromstring(data).iter(f"{TEXT}changed-region")
    return [
        (etree.QName(part).localname, part.findtext(f".//{DC}creator", ""))
        for region in regions
        for part in region
    ]


def formulas(data: bytes) -> int:
    """How many cells of a flat spreadsheet are formulas."""
    cells = etree.fromstring(data).iter(f"{TABLE}table-cell")
    return sum(cell.get(f"{TABLE}formula") is not None for cell in cells)


def cells(data: bytes) -> list[str]:
    """The words of every cell that has some."""
    found = etree.fromstring(data).iter(f"{TABLE}table-cell")
    return ["\n".join("".join(p.itertext()) for p in c) for c in found if len(c)]


def words(data: bytes) -> str:
    """All words of a flat document, without blanks."""
    body = etree.fromstring(data).find(f"{OFFICE}body")
    return "".join("".join(body.itertext()).split())


def _deletions(root: etree._Element) -> list[etree._Element]:
    regions = root.iter(f"{TEXT}changed-region")
    return [region for region in regions if region.find(f"{TEXT}deletion") is not None]


class _Walk:
    """One pass over a body in the order it is read; a text box is no part of what it lies in."""

    def __init__(self, deletions: set[str]) -> None:
        self.found: list[Shown] = []
        self._deletions = deletions
        self._open: dict[str, Shown] = {}
        self._inside: set[str] = set()

    def into(self, element: etree._Element) -> None:
        if not isinstance(element.tag, str):
            return
        name = element.tag
        if name == f"{OFFICE}annotation":
            self._begin(element)
        elif name == f"{OFFICE}annotation-end":
            self._open.pop(element.get(f"{OFFICE}name"))
        elif name == f"{TEXT}change-start":
            self._inside |= {element.get(f"{TEXT}change-id")} & self._deletions
        elif name == f"{TEXT}change-end":
            self._inside.discard(element.get(f"{TEXT}change-id"))
        elif name.startswith(DRAW):
            around, self._open = self._open, {}
            self._through(element)
            self._open |= around
        elif name not in (f"{TEXT}note", f"{TEXT}tracked-changes"):
            self._through(element)

    def _through(self, element: etree._Element) -> None:
        self._emit(element.text)
        for part in element:
            self.into(part)
            self._emit(part.tail)

    def _begin(self, element: etree._Element) -> None:
        told = "\n".join("".join(p.itertext()) for p in element.iter(f"{TEXT}p"))
        author = element.findtext(f"{DC}creator", "")
        shown = Shown(told, author, element.get(f"{LOEXT}resolved") == "true")
        self.found.append(shown)
        if name := element.get(f"{OFFICE}name"):
            self._open[name] = shown

    def _emit(self, text: str | None) -> None:
        if text and not self._inside:
            for shown in self._open.values():
                shown.passage.append(text)

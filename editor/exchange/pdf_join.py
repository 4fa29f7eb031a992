"""PDF files of our typesetter put one behind the other, with their tags, bookmarks and labels.

It reads only what the typesetter writes: numbered objects in a plain table, none of them packed.
Every part keeps its own branch of pages and of tags, and nothing is parsed but references, so that
a file of hundreds of megabytes takes little more memory than itself.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO

SHARED = (b"Pages", b"StructTreeRoot", b"Outlines", b"PageLabels", b"Metadata")
"""What the catalog names; these objects all parts have together, under numbers of their own."""
CATALOG, PAGES, TAGS, OUTLINES, LABELS, METADATA, INFO = range(1, 8)

REFERENCE = re.compile(rb"(\d+) 0 R")
TOKEN = re.compile(rb"\\.|[()]|(\d+) 0 R", re.DOTALL)
"""Escapes and parentheses tell where a string is; what looks like a reference there is none."""
PARENTS = re.compile(rb"(/StructParents? )(\d+)")
KEYWORDS = b"/Keywords"
"""Where a part says what it could not print; of the parts that do, the first speaks for all."""
STREAM = b"\nstream\n"


class _Part:
    """One file; `data[starts[n]:ends[starts[n]]]` is its object `n`."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        table = int(data[data.rindex(b"startxref") + 9 :].split(maxsplit=1)[0])
        size = int(data[table : table + 40].split()[2])
        rows = data.index(b"\n", table + 5) + 1
        self.starts = [int(data[at : at + 10]) for at in range(rows, rows + 20 * size, 20)]
        cuts = sorted({*self.starts[1:], table})
        self.ends = dict(zip(cuts, cuts[1:], strict=False))
        self.trailer = data[data.rindex(b"trailer") :]
        self.catalog = self.body(named(self.trailer, b"Root"))
        self.info = named(self.trailer, b"Info")
        found = (named(self.catalog, name) for name in SHARED)
        self.pages, self.tags, self.outlines, self.labels, self.metadata = found

    def body(self, number: int) -> bytes:
        """What stands between `n 0 obj` and `endobj`."""
        start = self.starts[number]
        whole = self.data[start : self.ends[start]]
        return whole[whole.index(b"obj\n") + 4 : whole.rindex(b"\nendobj")]


def named(body: bytes, name: bytes) -> int:
    """The number of the object that a dictionary names so."""
    found = re.search(rb"/%b (\d+) 0 R" % name, body)
    if found is None:
        raise ValueError(f"no /{name.decode()} in {body[:200]!r}")
    return int(found[1])


def join(parts: Iterable[bytes]) -> bytes:
    """One file of at least one part, in order; labels are `part-page`, as `2-14`."""
    with TemporaryFile() as file:
        joined = _Joined(file)
        for data in parts:
            joined.add(_Part(data))
        joined.finish()
        file.seek(0)
        return file.read()


class _Joined:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._file.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")
        self._places = array("Q", [0] * (INFO + 1))
        self._kids: list[int] = []
        self._tags: list[bytes] = []
        self._roles: dict[bytes, None] = {}
        self._parents: list[bytes] = []
        self._labels: list[bytes] = []
        self._pages = self._key = self._marks = self._first_mark = 0
        self._waiting: tuple[int, bytes] = (0, b"")
        """The number and body of the last bookmark, which does not know its next one yet."""
        self._info = self._whole = self._trailer = self._catalog = b""

    def add(self, part: _Part) -> None:
        """Every object of a part but those that all parts share."""
        shift = len(self._places) - 1
        to = {part.tags: TAGS, part.outlines: OUTLINES}
        if not self._kids:
            self._begin(part)
        info = part.body(part.info)
        if not self._info or (KEYWORDS in info and KEYWORDS not in self._info):
            self._info, self._whole = info, part.body(part.metadata)
        first, last = self._bookmarks(part, shift)
        skipped = {*to, part.labels, part.metadata, part.info, named(part.trailer, b"Root")}
        for number in range(1, len(part.starts)):
            self._places.append(0)
            if number in skipped:
                continue
            body = _moved(part.body(number), shift, to, self._key)
            if number == part.pages:
                body = body.replace(b"/Type/Pages", b"/Type/Pages/Parent %d 0 R" % PAGES, 1)
            if number == first and self._waiting[0]:
                body = body.replace(b"<<", b"<</Prev %d 0 R" % self._waiting[0], 1)
                self._release(b"<</Next %d 0 R" % (number + shift))
            if number == last:
                self._waiting = number + shift, body
            else:
                self._put(number + shift, body)
        self._take_tags(part, shift)
        self._take_pages(part, shift)

    def finish(self) -> None:
        """The shared objects, the table and the trailer."""
        self._release(b"<<")
        kids = b" ".join(b"%d 0 R" % kid for kid in self._kids)
        self._put(PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self._pages, kids))
        tags = b"<</Type/StructTreeRoot/RoleMap<<%b>>/K[%b]/ParentTree<</Nums[%b]>>"
        tags = tags % (b"".join(self._roles), b" ".join(self._tags), b" ".join(self._parents))
        self._put(TAGS, tags + b"/ParentTreeNextKey %d>>" % self._key)
        ends = (self._first_mark, self._waiting[0], self._marks)
        self._put(OUTLINES, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
        self._put(LABELS, b"<</Nums[%b]>>" % b" ".join(self._labels))
        self._put(CATALOG, self._catalog)
        self._put(INFO, self._info)
        self._put(METADATA, _counted(self._whole, self._pages))
        table = self._file.tell()
        self._file.write(b"xref\n0 %d\n0000000000 65535 f\r\n" % len(self._places))
        for place in self._places[1:]:
            self._file.write(b"%010d 00000 %b\r\n" % (place, b"n" if place else b"f"))
        size = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R" % (len(self._places), CATALOG, INFO)
        self._file.write(size + self._trailer + b">>\nstartxref\n%d\n%%%%EOF" % table)

    def _begin(self, part: _Part) -> None:
        """Take from the first part what is told once."""
        self._catalog = part.catalog
        for number, name in enumerate(SHARED, PAGES):
            told = b"/%b %d 0 R" % (name, number)
            self._catalog = re.sub(rb"/%b \d+ 0 R" % name, told, self._catalog)
        id_ = re.search(rb"/ID\[.*\]", part.trailer, re.DOTALL)
        self._trailer = id_[0] if id_ else b""

    def _bookmarks(self, part: _Part, shift: int) -> tuple[int, int]:
        """The first and last top bookmark of a part."""
        body = part.body(part.outlines)
        first, last = named(body, b"First"), named(body, b"Last")
        self._first_mark = self._first_mark or first + shift
        self._marks += _count(body)
        return first, last

    def _take_tags(self, part: _Part, shift: int) -> None:
        body = part.body(part.tags)
        roles = re.search(rb"/RoleMap<<(.*?)>>", body)
        kids = re.search(rb"/K\[(.*?)\]", body)
        tree = re.search(rb"/ParentTree<</Nums\[(.*?)\]>>/ParentTreeNextKey (\d+)", body)
        if kids is None or tree is None:
            raise ValueError(f"tags of another kind: {body[:200]!r}")
        self._roles |= dict.fromkeys(re.findall(rb"/\w+/\w+", roles[1]) if roles else [])
        self._tags += [b"%d 0 R" % (int(kid) + shift) for kid in REFERENCE.findall(kids[1])]
        for key, number in re.findall(rb"(\d+) (\d+) 0 R", tree[1]):
            self._parents.append(b"%d %d 0 R" % (int(key) + self._key, int(number) + shift))
        self._key += int(tree[2])

    def _take_pages(self, part: _Part, shift: int) -> None:
        self._kids.append(part.pages + shift)
        self._labels.append(b"%d<</S/D/P(%d-)>>" % (self._pages, len(self._kids)))
        self._pages += _count(part.body(part.pages))

    def _release(self, start: bytes) -> None:
        number, body = self._waiting
        self._put(number, body.replace(b"<<", start, 1))

    def _put(self, number: int, body: bytes) -> None:
        self._places[number] = self._file.tell()
        self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))


def _count(body: bytes) -> int:
    found = re.search(rb"/Count (\d+)", body)
    return int(found[1]) if found else 0


def _moved(body: bytes, shift: int, to: dict[int, int], key: int) -> bytes:
    """An object with the new numbers of what it names; a stream stays as it is."""
    told, stream, data = body.partition(STREAM)

    def number(old: bytes) -> bytes:
        return b"%d 0 R" % to.get(int(old), int(old) + shift)

    depth = 0

    def token(found: re.Match[bytes]) -> bytes:
        nonlocal depth
        depth += (found[0] == b"(") - (found[0] == b")")
        return found[0] if depth or not found[1] else number(found[1])

    if b"(" in told:
        told = TOKEN.sub(token, told)
    else:
        told = REFERENCE.sub(lambda found: number(found[1]), told)
    if b"/StructParent" in told:
        told = PARENTS.sub(lambda found: b"%b%d" % (found[1], int(found[2]) + key), told)
    return told + stream + data


def _counted(metadata: bytes, pages: int) -> bytes:
    """The metadata with another number of pages, and its length with it."""
    told, stream, data = metadata.partition(STREAM)
    words = data.removesuffix(b"\nendstream")
    words = re.sub(rb"(NPages>)\d+", rb"\g<1>%d" % pages, words)
    length = b"/Length %d" % len(words)
    return re.sub(rb"/Length \d+", length, told) + stream + words + b"\nendstream"

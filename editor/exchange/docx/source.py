"""An XML part as the bytes it is: where each element lies, and edits that touch nothing else."""

from __future__ import annotations

import re
from array import array
from xml.sax.saxutils import escape as _escape

from editor.reading.xml import Element

TOKEN = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</[^>]*>"
    rb"""|<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""",
    re.DOTALL,
)
DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> str:
    """`text` as XML can hold it, in content or in an attribute in double quotes."""
    return _escape(UNSTORABLE.sub("\ufffd", text), {'"': "&quot;", "\r": " "})


def utf8(data: bytes, root: Element) -> bytes:
    """`data` itself when it is UTF-8, else the same document in UTF-8."""
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if encoding in ("UTF-8", "US-ASCII", "ASCII"):
        return data.removeprefix(b"\xef\xbb\xbf")
    text = data.decode(encoding).removeprefix("\ufeff").encode()
    return DECLARATION.sub(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', text)


class Source:
    """The bytes of a parsed part and where every element of its tree lies in them."""

    def __init__(self, data: bytes, root: Element) -> None:
        """`root` was parsed from `data`; comments and instructions may be missing in it."""
        self.data = utf8(data, root)
        self._number = {element: n for n, element in enumerate(root.iter("*"))}
        self._start, self._open = array("q"), array("q")
        self._close, self._end = array("q"), array("q")
        self._tokenize()
        self._edits: list[tuple[int, int, int, bytes]] = []

    def _tokenize(self) -> None:
        waiting: list[int] = []
        for match in TOKEN.finditer(self.data):
            first = self.data[match.start() + 1 : match.start() + 2]
            if first in (b"!", b"?"):
                continue
            if first == b"/":
                number = waiting.pop()
                self._close[number], self._end[number] = match.start(), match.end()
                continue
            self._start.append(match.start())
            self._open.append(match.end())
            self._close.append(match.end())
            self._end.append(match.end())
            if self.data[match.end() - 2 : match.end()] != b"/>":
                waiting.append(len(self._start) - 1)

    def start(self, element: Element) -> int:
        """Where the element's first tag begins."""
        return self._start[self._number[element]]

    def inside(self, element: Element) -> int:
        """Where its content begins."""
        return self._open[self._number[element]]

    def close(self, element: Element) -> int:
        """Where its last tag begins; where its only one ends if it has no content."""
        return self._close[self._number[element]]

    def end(self, element: Element) -> int:
        """Where its last tag ends."""
        return self._end[self._number[element]]

    def raw(self, element: Element) -> bytes:
        """The element as written."""
        return self.data[self.start(element) : self.end(element)]

    def tag(self, element: Element) -> bytes:
        """Its first tag as written, without the slash of an empty one."""
        whole = self.data[self.start(element) : self.inside(element)]
        return whole[:-2] + b">" if whole.endswith(b"/>") else whole

    def name(self, element: Element) -> bytes:
        """Its name as written, with the prefix."""
        match = re.match(rb"<([^\s/>]+)", self.data[self.start(element) : self.inside(element)])
        assert match is not None
        return match[1]

    def put(self, start: int, end: int, new: bytes) -> None:
        """Have `new` stand for the bytes from `start` to `end`; edits at one place keep order."""
        self._edits.append((start, end, len(self._edits), new))

    def edited(self) -> bytes:
        """The bytes with every edit made; edits must not overlap."""
        pieces, at = [], 0
        for start, end, _order, new in sorted(self._edits, key=lambda e: (e[0], e[1], e[2])):
            if start < at:
                raise ValueError("edits overlap")
            pieces += [self.data[at:start], new]
            at = end
        return b"".join([*pieces, self.data[at:]])

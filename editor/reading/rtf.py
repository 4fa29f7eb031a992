"""RTF: paragraphs, styles, lists, tables, links, notes, comments and tracked changes."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

from editor.reading.canonical import Draft, link_target
from editor.reading.docx_notes import LINK_FIELD
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.rtf_tokens import Token, tokens
from editor.reading.rtf_writer import State, Writer

SKIPPED = frozenset(
    "colortbl info pict header headerl headerr headerf footer footerl footerr footerf xe tc txe "
    "rxe nonshppict shprslt objdata datastore themedata filetbl listtable generator ftnsep aftnsep "
    "template bkmkstart bkmkend do".split()
)
CHARSETS = {
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
WRITES = {
    "tab": "\t",
    "line": "\n",
    "page": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
SWITCHES = {"b": "bold", "i": "italic", "v": "hidden", "revised": "revised", "deleted": "deleted"}
CAPTURED = frozenset(
    "fldinst footnote annotation atnauthor atnref atndate atrfstart atrfend listtext pntext "
    "shptxt".split()
)
TABLES = frozenset({"fonttbl", "stylesheet", "revtbl"})
NUMBERS = {
    "f": "font",
    "deff": "font",
    "s": "style",
    "uc": "uc",
    "outlinelevel": "outline",
    "fi": "hanging",
    "li": "left",
    "revauth": "author",
    "revauthdel": "author",
    "revdttm": "when",
    "revdttmdel": "when",
}
ENDS = frozenset({"par", "sect", "cell", "nestcell", "row", "nestrow"})


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of an RTF file; raises ReadError `too_deep`."""
    reader = _Reader(name, limits)
    for token in tokens(data):
        reader.take(token)
    return reader.finish()


class _Reader:
    """Follows groups and control words and hands the text on."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._writer = Writer()
        self._state = State()
        self._stack: list[State] = []
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()
        self._fallback = self._high = 0
        self._pending = {"author": "", "ref": "", "date": "", "kind": "footnote"}
        writer = self._writer
        self._closers: dict[str, Callable[[str], None]] = {
            "fldinst": self._on_instruction,
            "footnote": lambda text: writer.hang(self._pending["kind"], text),
            "annotation": self._on_annotation,
            "atnauthor": lambda text: self._pending.update(author=text),
            "atnref": lambda text: self._pending.update(ref=text),
            "atndate": lambda text: self._pending.update(date=text),
            "atrfstart": lambda text: writer.mark("atrfstart", text),
            "atrfend": lambda text: writer.mark("atrfend", text),
            "listtext": writer.lead,
            "pntext": writer.lead,
            "shptxt": writer.box,
        }

    def take(self, token: Token) -> None:
        """One token."""
        if token.kind == "bytes":
            self._take_bytes(token.data)
            return
        self._flush()
        if token.kind == "{":
            self._open()
        elif token.kind == "}":
            self._close()
        elif token.kind == "star":
            self._state.star = True
        elif token.kind == "text":
            self._write(token.word)
        else:
            self._word(token.word, token.number)

    def finish(self) -> Draft:
        """The Draft of all that was taken."""
        self._flush()
        return self._writer.finish(self._state)

    def _open(self) -> None:
        if len(self._stack) > self._limits.depth:
            raise ReadError("too_deep", name=self._name)
        self._stack.append(self._state)
        self._state = copy(self._state)
        self._state.star, self._state.own, self._state.name = False, False, ""

    def _close(self) -> None:
        if self._stack:
            done, self._state = self._state, self._stack.pop()
            if done.own and done.sink is not None and not done.skip:
                self._closers[done.name]("".join(done.sink).strip())

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if word in CAPTURED:
            state.name, state.own, state.sink = word, True, []
            if word == "footnote":
                self._pending["kind"] = "footnote"
        elif word in TABLES:
            state.table, state.sink = word, []
        elif word in SKIPPED or (state.star and word not in ("shpinst", "ud")):
            self._writer.pictures += word == "pict" and not state.skip
            state.skip = True
        elif word in WRITES:
            self._write(WRITES[word])
        elif word == "u" and number is not None:
            self._unit(number % 0x10000)
            self._fallback = state.uc
        elif word in SWITCHES:
            setattr(state, SWITCHES[word], number != 0)
        elif word in ENDS:
            self._end(word)
        else:
            self._set(word, number or 0)
        state.star = False

    def _set(self, word: str, number: int) -> None:
        """A control word that only changes the state."""
        state = self._state
        if word in NUMBERS:
            setattr(state, NUMBERS[word], number)
        elif word == "pard":
            state.style, state.outline, state.in_table = 0, 9, False
            state.hanging = state.left = 0
        elif word == "plain":
            state.bold = state.italic = state.hidden = state.revised = state.deleted = False
        elif word == "field":
            state.field = {}
        elif word == "fldrslt":
            state.link = state.field.get("link", "")
        elif word == "ftnalt":
            self._pending["kind"] = "endnote"
        elif word == "fcharset":
            self._fonts[state.font] = CHARSETS.get(number, "")
        elif word == "ansicpg":
            self._codepage = _known(f"cp{number}")
        elif word == "intbl":
            state.in_table = True

    def _end(self, word: str) -> None:
        if self._state.sink is not None:
            self._state.sink.append("\n" if word == "par" else " ")
        elif not self._state.skip:
            self._writer.end(word, self._state)

    def _unit(self, unit: int) -> None:
        """One UTF-16 unit; the halves of an astral character come one after the other."""
        high, self._high = self._high, 0
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
        elif 0xDC00 <= unit < 0xE000 and high:
            self._write(chr(0x10000 + (high - 0xD800) * 0x400 + unit - 0xDC00))
        else:
            self._write(chr(unit))

    def _take_bytes(self, data: bytes) -> None:
        if self._fallback:
            taken = min(self._fallback, len(data))
            self._fallback -= taken
            data = data[taken:]
        self._bytes += data

    def _flush(self) -> None:
        self._fallback = 0
        if self._bytes:
            encoding = self._fonts.get(self._state.font) or self._codepage
            text = bytes(self._bytes).decode(encoding, "replace")
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        state = self._state
        if state.skip:
            return
        if state.table == "stylesheet":
            known = self._writer.styles.get(state.style, "")
            self._writer.styles[state.style] = known + text.split(";")[0]
        elif state.table == "revtbl":
            self._writer.authors.append(text)
        elif state.sink is None:
            self._writer.write(text, state)
        elif not state.table:
            state.sink.append(text)

    def _on_instruction(self, text: str) -> None:
        if match := LINK_FIELD.match(text):
            self._state.field["link"] = link_target(match[1])

    def _on_annotation(self, text: str) -> None:
        pending = self._pending
        self._writer.comment(pending["ref"], text, pending["author"], pending["date"])
        pending.update(author="", ref="", date="")


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "cp1252"
    return encoding

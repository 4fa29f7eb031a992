"""Data and a template of ours made into a tagged PDF; what no font can show is said on each page.

PDF/UA asks that every character can be shown, so the typesetter names those it has no font for. A
box stands for them; the notice at the foot of every page says what they are, and so do the file's
keywords, where the program finds it again.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from unicodedata import category

import resources
from editor.i18n import plural

if TYPE_CHECKING:
    import typst

TAGGED: Final = "ua-1"
"""The standard for documents everybody can read, on screen readers too."""
NO_FONT = re.compile(r"the text `\"((?:\\.|[^\"\\])+)\"` could not be displayed")
CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
BOX = "\N{WHITE SQUARE}"
UNSEEN = {"Cf", "Mn"}
"""Categories of what joins or changes other characters: without those it shows nothing."""
NAMED = 12
"""Characters that the notice names one by one."""
FACES = {
    "zh": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "Noto Sans CJK SC"),
    "ja": ("Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho"),
    "ko": ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang"),
}
"""Faces a system may have for languages that share their characters but not their shapes."""


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The PDF that `resources/templates/{template}.typ` makes of some data.

    `data["notice"]` is what stands at the foot of each page.
    """
    import typst

    try:
        return _compiled(template, data)
    except typst.TypstError as error:
        missing = frozenset("".join(_texts(error)))
        if not missing:
            raise
    boxes = {ord(glyph): "" if category(glyph) in UNSEEN else BOX for glyph in missing}
    boxed = _boxed(data, boxes)
    notice = _notice([glyph for glyph in sorted(missing) if boxes[ord(glyph)]])
    boxed["notice"] = " · ".join(part for part in (boxed["notice"], notice) if part)
    return _compiled(template, boxed | {"keywords": [notice] if notice else []})


def unprinted(data: bytes) -> str:
    """What a written file says of the characters in it that no font had; "" when all had one."""
    if not data.startswith(b"%PDF") or b"/Keywords" not in data:
        return ""
    import pypdfium2

    told = pypdfium2.PdfDocument(data).get_metadata_dict()["Keywords"]
    return str(told) if BOX in told else ""


def faces(language: str) -> list[str]:
    """The faces to look for first, for an article in a language."""
    return list(FACES.get(language[:2].lower(), ()))


def _compiled(template: str, data: dict[str, Any]) -> bytes:
    import typst

    made: bytes = typst.compile(
        str(resources.path(f"templates/{template}.typ")),
        font_paths=[str(resources.path("fonts"))],
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=TAGGED,
    )
    return made


def _texts(error: typst.TypstError) -> list[str]:
    """The pieces of text that an error says no font can show."""
    found = set(NO_FONT.findall(f"{error.message}\n{error.diagnostic}"))
    return [CODE.sub(lambda code: chr(int(code[1], 16)), text) for text in found]


def _boxed(value: Any, boxes: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(boxes)
    if isinstance(value, list):
        return [_boxed(part, boxes) for part in value]
    if isinstance(value, dict):
        return {name: _boxed(part, boxes) for name, part in value.items()}
    return value


def _notice(missing: list[str]) -> str:
    if not missing:
        return ""
    codes = [f"U+{ord(glyph):04X}" for glyph in missing]
    listed = ", ".join(codes[:NAMED]) + ("…" if len(codes) > NAMED else "")
    return plural(
        "{box} stands for {count} character that no font on this computer has: {codes}.",
        "{box} stands for {count} characters that no font on this computer has: {codes}.",
        len(codes),
        box=BOX,
        codes=listed,
    )

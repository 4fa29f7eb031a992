"""How each kind of block is set: type, size, colour, leading, indent and the space around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat

from db.kinds import BlockKind, SpanKind
from editor.ui.fonts import sans, serif
from editor.ui.theme import Theme

LETTER = 18
"""Pixels of running text at zoom 1."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`size` and the spaces in parts of running text, `leading` in per cent of the type's own."""

    size: float = 1.0
    sans: bool = False
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    ink: str = "text"
    leading: int = 112
    above: float = 0.0
    below: float = 0.72
    indent: float = 0.0


SETTINGS: dict[BlockKind, Setting] = {
    BlockKind.KICKER: Setting(0.7, sans=True, bold=True, capitals=True, ink="accent", below=0.5),
    BlockKind.HEADLINE: Setting(1.95, bold=True, leading=92, below=0.9),
    BlockKind.DECK: Setting(1.17, ink="muted", leading=106, below=0.8),
    BlockKind.BYLINE: Setting(0.78, sans=True, ink="muted", below=1.3),
    BlockKind.DATELINE: Setting(0.78, sans=True, ink="muted"),
    BlockKind.HEADING: Setting(1.28, bold=True, leading=98, above=0.7, below=0.5),
    BlockKind.LIST_ITEM: Setting(below=0.4, indent=1.5),
    BlockKind.BLOCK_QUOTE: Setting(indent=1.5),
    BlockKind.PULL_QUOTE: Setting(1.35, italic=True, leading=104, above=0.6, below=1.2, indent=1.5),
    BlockKind.CAPTION: Setting(0.8, sans=True, ink="muted", leading=118, above=0.2, below=1.2),
    BlockKind.TABLE: Setting(0.83, sans=True, leading=125, above=0.4, below=1.2),
    BlockKind.SIDEBAR: Setting(0.89, sans=True, leading=122, above=1.4, indent=1.0),
    BlockKind.CONTRIBUTOR_LINE: Setting(0.9, italic=True, ink="muted", above=0.5),
    BlockKind.SOCIAL_TEXT: Setting(0.83, sans=True, ink="muted", above=1.4),
    BlockKind.NOT_ARTICLE: Setting(0.83, sans=True, ink="muted", leading=118, below=0.5),
}
"""What differs from running text, which is `Setting()`."""

SPANS: dict[SpanKind, Callable[[QTextCharFormat], None]] = {
    SpanKind.EMPHASIS: lambda letters: letters.setFontItalic(True),
    SpanKind.STRONG: lambda letters: letters.setFontWeight(QFont.Weight.Bold),
    SpanKind.CODE: lambda letters: letters.setFontFamilies(["DejaVu Sans Mono", "monospace"]),
    SpanKind.INSERTED: lambda letters: letters.setFontUnderline(True),
    SpanKind.DELETED: lambda letters: letters.setFontStrikeOut(True),
}
"""How an inline run differs from the words around it."""


def letters(kind: BlockKind, zoom: float, look: Theme) -> QTextCharFormat:
    """The type a block is set in; `zoom` 1 is the usual size."""
    how = SETTINGS.get(kind, Setting())
    pixels = max(round(LETTER * zoom * how.size), 6)
    font = sans(pixels) if how.sans else serif(pixels)
    font.setBold(how.bold)
    font.setItalic(how.italic)
    if how.capitals:
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(QColor(look.roles[how.ink]))
    return made


def shape(kind: BlockKind, zoom: float, label_above: bool = False) -> QTextBlockFormat:
    """The leading, indent and space around a block; `label_above` leaves room for a label."""
    how, unit = SETTINGS.get(kind, Setting()), LETTER * zoom
    made = QTextBlockFormat()
    made.setLineHeight(how.leading, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setTopMargin(unit * (how.above + (1.9 if label_above else 0)))
    made.setBottomMargin(unit * how.below)
    made.setLeftMargin(unit * how.indent)
    return made

"""Looks: Fusion with a palette of our own from `resources/themes`, light or dark."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QPalette, QTextBlockFormat, QTextCharFormat
from PySide6.QtWidgets import QApplication

import resources
from db.kinds import BlockKind, SpanKind

PROPERTY = "galley_theme"
ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Button: "base",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "base",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
}
FADED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)
SHEET = """
QToolTip {{ background: {base}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QListWidget {{ border: none; background: {window}; }}
QListWidget::item {{ padding: 7px 8px; }}
QSplitter::handle {{ background: {line}; }}
QStatusBar {{ color: {muted}; border-top: 1px solid {line}; }}
"""

LETTER = 17
"""Pixels of running text at zoom 1."""

SIZES = {BlockKind.HEADLINE: 2.0, BlockKind.HEADING: 1.3, BlockKind.DECK: 1.15}
BOLD = (BlockKind.HEADLINE, BlockKind.HEADING)
ITALIC = (BlockKind.CAPTION, BlockKind.PULL_QUOTE, BlockKind.BLOCK_QUOTE)
MUTED = (BlockKind.NOT_ARTICLE, BlockKind.BYLINE, BlockKind.DATELINE)
INDENTED = (BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE, BlockKind.PULL_QUOTE)
SPANS: dict[SpanKind, Callable[[QTextCharFormat], None]] = {
    SpanKind.EMPHASIS: lambda letters: letters.setFontItalic(True),
    SpanKind.STRONG: lambda letters: letters.setFontWeight(QFont.Weight.Bold),
    SpanKind.CODE: lambda letters: letters.setFontFamilies(["DejaVu Sans Mono", "monospace"]),
    SpanKind.INSERTED: lambda letters: letters.setFontUnderline(True),
    SpanKind.DELETED: lambda letters: letters.setFontStrikeOut(True),
}
"""How an inline run differs from the words around it."""


@dataclass(frozen=True, slots=True)
class Tint:
    """Two colours, #rrggbb: `fill` lies under text, `ink` is for lines and words on the fill."""

    ink: str
    fill: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: colours of `roles` as #rrggbb, tints of every kind and state by its value."""

    name: str
    roles: dict[str, str]
    kinds: dict[str, Tint]
    states: dict[str, Tint]

    def tint(self, kind: str, state: str | None) -> Tint:
        """The colours of a mark: of its check's state, or of its kind where it has no check."""
        return self.states[str(state)] if state else self.kinds[str(kind)]


@cache
def theme(name: str) -> Theme:
    """The theme called `name` ("light" or "dark"); FileNotFoundError for any other."""
    table = tomllib.loads(resources.text(f"themes/{name}.toml"))
    tints = {
        part: {key: Tint(**pair) for key, pair in table[part].items()}
        for part in ("kinds", "states")
    }
    return Theme(name, table["roles"], tints["kinds"], tints["states"])


def current() -> Theme:
    """The theme the program wears; light until `apply` chose one."""
    app = QApplication.instance()
    return theme(str(app.property(PROPERTY) or "light") if app else "light")


def apply(app: QApplication, name: str) -> None:
    """Give the whole program the looks of theme `name`."""
    chosen = theme(name)
    app.setProperty(PROPERTY, name)
    app.setStyle("Fusion")
    app.setPalette(palette(chosen))
    app.setStyleSheet(SHEET.format(**chosen.roles))


def palette(chosen: Theme) -> QPalette:
    """The theme's colours by Qt's roles; what is disabled is muted."""
    made = QPalette()
    for role, key in ROLES.items():
        made.setColor(role, QColor(chosen.roles[key]))
    for role in FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.roles["muted"]))
    return made


def block_letters(kind: BlockKind, zoom: float) -> QTextCharFormat:
    """The type a block is set in; `zoom` 1 is the usual size."""
    font = QFont()
    font.setFamilies(["Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif"])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(round(LETTER * zoom * SIZES.get(kind, 1.0)))
    font.setBold(kind in BOLD)
    font.setItalic(kind in ITALIC)
    letters = QTextCharFormat()
    letters.setFont(font)
    return letters


def block_shape(kind: BlockKind, zoom: float) -> QTextBlockFormat:
    """The leading, indent and space around a block; `zoom` 1 is the usual size."""
    shape = QTextBlockFormat()
    tall = 115 if kind in BOLD else 145
    shape.setLineHeight(tall, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setBottomMargin(14 * zoom)
    shape.setTopMargin(14 * zoom if kind in BOLD else 0)
    shape.setLeftMargin(28 * zoom if kind in INDENTED else 0)
    return shape


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two #rrggbb colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

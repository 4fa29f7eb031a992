"""The type that comes with Galley: a serif for reading, a sans for the interface."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

import resources

SERIF, SANS = "Noto Serif", "Inter"
"""Family names of the bundled type."""

FILES = (
    "NotoSerif-Regular.ttf",
    "NotoSerif-Italic.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSerif-BoldItalic.ttf",
    "Inter-Regular.otf",
    "Inter-Italic.otf",
    "Inter-SemiBold.otf",
)


def load() -> list[str]:
    """Give the program its bundled type; the families that are new to it."""
    families: list[str] = []
    for name in FILES:
        number = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}")))
        families += QFontDatabase.applicationFontFamilies(number)
    return families


def sans(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface's type, `pixels` high."""
    font = QFont()
    font.setFamilies([SANS, "Noto Sans", "Segoe UI", "DejaVu Sans"])
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def serif(pixels: int) -> QFont:
    """The article's type, `pixels` high."""
    font = QFont()
    font.setFamilies([SERIF, "Source Serif 4", "Georgia", "DejaVu Serif"])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(pixels)
    return font

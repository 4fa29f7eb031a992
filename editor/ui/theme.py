"""Looks: Fusion with a palette of our own from `resources/themes`."""

from __future__ import annotations

import tomllib

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

import resources

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
    QPalette.ColorRole.Link: "accent",
}


def colours(name: str) -> dict[str, str]:
    """The colours of theme `name` ("light", "dark") by role, as #rrggbb."""
    return tomllib.loads(resources.text(f"themes/{name}.toml"))


def apply(app: QApplication, name: str) -> None:
    """Give the whole program the looks of theme `name`."""
    table = colours(name)
    palette = QPalette()
    for role, key in ROLES.items():
        palette.setColor(role, QColor(table[key]))
    app.setStyle("Fusion")
    app.setPalette(palette)
    app.setProperty("galley_theme", name)

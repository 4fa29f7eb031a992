"""Looks: Fusion with a palette of our own from `resources/themes`, light or dark."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

import resources
from editor.ui.fonts import sans

PROPERTY, CHOICE = "galley_theme", "galley_choice"
CHOICES = ("system", "light", "dark")
"""What a person may choose; "system" is light or dark as the desktop is."""
SIGNS = ("tick", "down", "up")
"""Pictures the style sheet needs as files, one of each for every theme."""
LETTER = 13
"""Pixels of the interface's type."""
ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Mid: "edge",
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
    colour(app, name)
    dress(app)


def colour(app: QApplication, name: str) -> None:
    """Give the program the colours of theme `name`, and leave its sheet as it is.

    Qt asks the sheet about every widget each time its parent changes: a window that is put
    together before `dress` is there in a third of the time.
    """
    app.setProperty(PROPERTY, name)
    app.setStyle("Fusion")
    app.setFont(sans(LETTER))
    app.setPalette(palette(theme(name)))


def dress(app: QApplication) -> None:
    """Give the program the style sheet, in the colours it wears."""
    chosen = current()
    signs = {sign: resources.path(f"themes/{sign}_{chosen.name}.svg").as_posix() for sign in SIGNS}
    sheet = Template(resources.text("themes/sheet.qss"))
    app.setStyleSheet(sheet.substitute(chosen.roles, **signs))


def wear(app: QApplication, choice: str = "") -> None:
    """Wear one of `CHOICES` from now on; "" the one chosen before, at first the system's."""
    choice = choice or str(app.property(CHOICE) or "system")
    app.setProperty(CHOICE, choice)
    name = resolve(app, choice)
    if app.property(PROPERTY) != name:
        apply(app, name)
    elif not app.styleSheet():
        dress(app)


def resolve(app: QApplication, choice: str) -> str:
    """The theme that one of `CHOICES` means now."""
    if choice in ("light", "dark"):
        return choice
    from PySide6.QtCore import Qt  # slow to load, and a start wears what was worn last

    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(chosen: Theme) -> QPalette:
    """The theme's colours by Qt's roles; what is disabled is faint."""
    made = QPalette()
    for role, key in ROLES.items():
        made.setColor(role, QColor(chosen.roles[key]))
    for role in FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.roles["faint"]))
    return made


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two #rrggbb colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

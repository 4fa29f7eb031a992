"""Documents of our own making: text goes in run by run and is never taken as markup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor

from editor.ui.fonts import sans, serif
from editor.ui.theme import LETTER, current

Run = tuple[str, QTextCharFormat]


class Writer:
    """Writes paragraphs at a cursor, each a list of runs, in the colours of the theme."""

    def __init__(self, cursor: QTextCursor, letter: int = LETTER) -> None:
        """Write at `cursor` in type `letter` pixels high."""
        self._cursor = cursor
        self._letter = letter
        self._begun = False
        self._look = current()

    def title(self, text: str, above: float = 14) -> None:
        """A small heading in capitals."""
        letters = self.letters("muted", bold=True, size=self._letter - 2)
        letters.setFontCapitalization(QFont.Capitalization.AllUppercase)
        letters.setFontLetterSpacing(104)
        self.line([(text, letters)], above=above)

    def heading(self, text: str, size: int, above: float) -> None:
        """A heading in the reading type, `size` pixels high."""
        letters = self.letters("text")
        letters.setFont(serif(size))
        letters.setFontWeight(QFont.Weight.Bold)
        self.line([(text, letters)], above, leading=115)

    def words(self, text: str, role: str = "text", above: float = 3, indent: float = 0) -> None:
        """One paragraph in one colour."""
        self.line([(text, self.letters(role))], above, indent=indent)

    def line(
        self, runs: Sequence[Run], above: float = 3, leading: int = 125, indent: float = 0
    ) -> None:
        """One paragraph of runs, `above` pixels below the one before and `indent` to the right."""
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setLeftMargin(indent)
        shape.setLineHeight(leading, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._begun:
            self._cursor.insertBlock(shape)
        else:
            self._cursor.setBlockFormat(shape)
        self._begun = True
        for text, letters in runs:
            self._cursor.insertText(" ".join(text.splitlines()), letters)

    def letters(self, role: str = "text", bold: bool = False, size: int = 0) -> QTextCharFormat:
        """The interface's type in a colour role of the theme; `size` in pixels, 0 as usual."""
        letters = QTextCharFormat()
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        letters.setFont(sans(size or self._letter, weight))
        letters.setForeground(QColor(self._look.roles[role]))
        return letters

    def reading(self, size: int, role: str = "text") -> QTextCharFormat:
        """The reading type, `size` pixels high."""
        letters = QTextCharFormat()
        letters.setFont(serif(size))
        letters.setForeground(QColor(self._look.roles[role]))
        return letters

    def on(self, letters: QTextCharFormat, fill: str, ink: str = "") -> QTextCharFormat:
        """The same letters on a ground, both #rrggbb."""
        letters.setBackground(QColor(fill))
        if ink:
            letters.setForeground(QColor(ink))
        return letters

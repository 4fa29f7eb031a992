"""A line of words that is cut with an ellipsis, whole as a tool tip and for reading aloud."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy

WIDEST = 460
"""Pixels asked for at most."""
BETWEEN = " · "
"""What stands between the parts of a line."""
FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of scripts that run from right to left."""


def own_way(words: str) -> str:
    """`words` to be drawn among others in the direction of their own script, so that a Hebrew
    sentence has its full stop at its end (Unicode's first strong isolate).
    """
    if words.isascii() or not FROM_THE_RIGHT.search(words):
        return words
    return f"\u2068{words}\u2069"


def shortened(metrics: QFontMetrics, words: str, width: float) -> str:
    """`words` in one line of `width` pixels, cut with an ellipsis if need be."""
    return own_way(metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width)))


def filled(
    metrics: QFontMetrics, parts: Sequence[str], width: float, lines: int, more: str = ""
) -> str:
    """As many of `parts` as `lines` of `width` pixels hold, none of them broken; `more` ends the
    last line where parts are left out. The first part is there in any case.
    """
    rows, room = [""], width - 1 - (metrics.horizontalAdvance(more) if len(parts) > 1 else 0)
    for part in parts:
        longer = BETWEEN.join(filter(None, (rows[-1], part)))
        if not rows[-1] or metrics.horizontalAdvance(longer) <= room:
            rows[-1] = longer
        elif len(rows) < lines:
            rows.append(part)
        else:
            rows[-1] += more
            break
    return "\n".join(shortened(metrics, row, width) for row in rows)


class Elided(QLabel):
    """A line that is cut with an ellipsis where there is little room; one of several parts loses
    the last of them before that. With more than one line, parts go on below.
    """

    def __init__(self, lines: int = 1, more: str = "") -> None:
        """Nothing is said yet; `more` stands for parts left out."""
        super().__init__()
        self._parts: tuple[str, ...] = ()
        self._lines, self._more = lines, more
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)

    def set_text(self, words: str) -> None:
        """Say `words`."""
        self.set_parts((words,))

    def set_parts(self, parts: Sequence[str]) -> None:
        """Say these, the most telling first."""
        self._parts = tuple(parts)
        words = BETWEEN.join(parts)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as all its words, up to WIDEST pixels."""
        words = BETWEEN.join(self._parts)
        width = min(self.fontMetrics().horizontalAdvance(words) + 4, WIDEST)
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Cut the words anew."""
        self._cut()

    def _cut(self) -> None:
        metrics = self.fontMetrics()
        self.setText(filled(metrics, self._parts, self.width(), self._lines, self._more))

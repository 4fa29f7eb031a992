"""The articles of the store as cards by desk: headline, writers, closing time, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.i18n import _
from editor.ui.elided import shortened
from editor.ui.fonts import sans
from editor.ui.theme import current

Index = QModelIndex | QPersistentModelIndex
LISTED = 400
"""Cards shown; the search finds the others."""
CARD, HEADING = 86, 30
"""Heights in pixels."""


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """One article in words; `close` is empty without a closing time, `late` when it is past.

    `settled` and `total` count checks, `thin` those confirmed with too little, `unmarked`
    sentences, None while that is not known.
    """

    id: str
    headline: str
    writers: str = ""
    desk: str = ""
    stage: str = ""
    close: str = ""
    late: bool = False
    settled: int = 0
    total: int = 0
    thin: int = 0
    unmarked: int | None = None

    def counts(self) -> str:
        """What is open and thin, in words."""
        open_ = self.total - self.settled
        words = [_("{open} of {total} open").format(open=open_, total=self.total)]
        if not self.total:
            words = [_("nothing marked")]
        if self.thin:
            words.append(_("{thin} thin").format(thin=self.thin))
        if self.unmarked:
            words.append(_("{count} unmarked").format(count=self.unmarked))
        return " · ".join(words)

    def spoken(self) -> str:
        """The card as assistive technology reads it."""
        closes = _("closes {time}").format(time=self.close) if self.close else ""
        said = (self.headline, self.writers, self.stage, closes, self.counts())
        return ", ".join(part for part in said if part)


class ArticleModel(QAbstractListModel):
    """Headings (a string) and cards (an ArticleCard), one to a row."""

    def __init__(self) -> None:
        """No articles."""
        super().__init__()
        self.rows: list[str | ArticleCard] = []

    def show(self, groups: Sequence[tuple[str, Sequence[ArticleCard]]]) -> None:
        """List each group's cards under its heading; a heading "" is left out."""
        self.beginResetModel()
        self.rows = []
        for heading, cards in groups:
            if cards and heading:
                self.rows.append(heading)
            self.rows += list(cards)
        del self.rows[LISTED:]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Headings and cards."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headline, the whole card as its accessible text, the card itself."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.replace("\t", " · ") if isinstance(row, str) else row.headline
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.replace("\t", ", ") if isinstance(row, str) else row.spoken()
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ArticleCard):
            return row.headline
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class CardPainter(QStyledItemDelegate):
    """Paints a row; the card of the article shown is raised."""

    shown = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading is lower than a card."""
        heading = isinstance(index.data(Qt.ItemDataRole.UserRole), str)
        return QSize(120, HEADING if heading else CARD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a card."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, box = index.data(Qt.ItemDataRole.UserRole), QRectF(option.rect)
        if isinstance(row, str):
            _paint_heading(painter, box, row)
        else:
            state = option.state
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            _paint_ground(painter, box, row.id == self.shown, hovered, focused)
            _paint_words(painter, box.adjusted(20, 9, -20, -9), row)
        painter.restore()


class ArticleList(QListView):
    """Names the article a person chooses."""

    article_chosen = Signal(str)

    def __init__(self) -> None:
        """An empty list; `show_articles` fills it."""
        super().__init__()
        self.setAccessibleName(_("Articles"))
        self._model, self._painter = ArticleModel(), CardPainter(self)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "panel")
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def show_articles(
        self, groups: Sequence[tuple[str, Sequence[ArticleCard]]], shown: str
    ) -> None:
        """List these under their headings; the one with id `shown` is raised and current."""
        top = self.verticalScrollBar().value()
        self._painter.shown = shown
        self._model.show(groups)
        for number, row in enumerate(self._model.rows):
            if isinstance(row, ArticleCard) and row.id == shown:
                self.setCurrentIndex(self._model.index(number))
                break
        self.verticalScrollBar().setValue(top)

    def count(self) -> int:
        """How many articles are listed."""
        return len({row.id for row in self._model.rows if isinstance(row, ArticleCard)})

    def _on_chosen(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, ArticleCard):
            self.article_chosen.emit(row.id)


def _paint_heading(painter: QPainter, box: QRectF, words: str) -> None:
    """The desk's name in capitals, and on the right as much as fits of what is open there."""
    name, _tab, counts = words.partition("\t")
    room = box.adjusted(20, 8, -20, 0)
    middle, plain = Qt.AlignmentFlag.AlignVCenter, sans(11)
    font = sans(11, QFont.Weight.DemiBold)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    painter.setPen(QColor(current().roles["muted"]))
    painter.setFont(font)
    name = shortened(painter.fontMetrics(), name, room.width() * 0.7)
    painter.drawText(room, middle, name)
    left = room.width() - painter.fontMetrics().horizontalAdvance(name) - 10
    painter.setFont(plain)
    while counts and painter.fontMetrics().horizontalAdvance(counts) > left:
        counts = counts.rpartition(" · ")[0]
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, counts)


def _paint_ground(
    painter: QPainter, box: QRectF, shown: bool, hovered: bool, focused: bool
) -> None:
    roles = current().roles
    card = box.adjusted(10.5, 2.5, -10.5, -2.5)
    edge = roles["accent"] if focused else roles["line"] if shown else ""
    painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
    fill = roles["raised"] if shown else roles["hover"] if hovered else ""
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(card, 9, 9)


def _paint_words(painter: QPainter, box: QRectF, card: ArticleCard) -> None:
    roles = current().roles
    line = box.height() / 3
    rows = [QRectF(box.left(), box.top() + n * line, box.width(), line) for n in range(3)]
    _write(painter, rows[0], card.headline, roles["text"], bold=True)
    right = _write(
        painter, rows[1], card.close, roles["danger" if card.late else "muted"], right=True
    )
    where = " · ".join(part for part in (card.stage, card.writers) if part)
    _write(painter, rows[1].adjusted(0, 0, -right - 8, 0), where, roles["muted"])
    width = _write(painter, rows[2], card.counts(), roles["muted"])
    if card.total:
        bar = rows[2].adjusted(width + 12, 0, 0, 0)
        if bar.width() > 24:
            _paint_bar(painter, bar, card.settled / card.total)


def _paint_bar(painter: QPainter, box: QRectF, share: float) -> None:
    look = current()
    track = QRectF(box.left(), box.center().y() - 1.5, box.width(), 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.roles["line"]))
    painter.drawRoundedRect(track, 1.5, 1.5)
    if share:
        track.setWidth(max(track.width() * share, 3))
        painter.setBrush(QColor(look.states["confirmed"].ink))
        painter.drawRoundedRect(track, 1.5, 1.5)


def _write(
    painter: QPainter,
    box: QRectF,
    words: str,
    colour: str,
    bold: bool = False,
    right: bool = False,
) -> float:
    """Write one line, cut where it does not fit; gives its width in pixels."""
    painter.setFont(
        sans(13 if bold else 12, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    )
    painter.setPen(QColor(colour))
    shown = shortened(painter.fontMetrics(), words, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return float(painter.fontMetrics().horizontalAdvance(shown))

"""What goes into a report, chosen on one panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.kinds import Kind, Risk, State
from editor.catalogue import languages
from editor.exchange import PRESETS, ReportOptions, exporters
from editor.exchange.options import Comments, Paper, Redaction
from editor.i18n import _, label
from editor.ui.chip import Chip
from editor.ui.chooser import Choice, Chooser
from editor.ui.elided import shortened
from editor.ui.flow import FlowLayout
from editor.ui.icons import KINDS, STATES, icon
from editor.wiring import templates_folder

NAMES: dict[str, str] = {
    "desk": "For the desk",
    "archive": "For the archive, with internal comments and sources",
    "counsel": "For counsel, with privileged comments",
    "author": "For the author",
    "public": "For readers: confirmed facts only",
    Comments.NONE: "none",
    Comments.SHARED: "shared ones",
    Comments.INTERNAL: "internal ones too",
    Comments.PRIVILEGED: "privileged ones too",
    Redaction.NONE: "all named",
    Redaction.CONFIDENTIAL: "confidential ones hidden",
    Redaction.SOURCES: "all hidden",
    Paper.A4: "A4",
    Paper.LETTER: "US Letter",
    "": "English",
    "az": "Azərbaycanca",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
}
"""What people call the keys of a report's options."""

WIDTH, SIDE = 306, 16
"""Pixels of the panel, and of empty ground at either side of its choices."""
PADDING = 14
"""Pixels a button wants at either side of its words."""

TICKS = {"evidence": "Evidence", "history": "History of states", "text": "The article"}
LISTS: dict[str, tuple[str, list[Choice]]] = {
    "kinds": (
        "Kinds",
        [Choice(kind, label(kind), icon=KINDS[kind]) for kind in Kind],
    ),
    "states": ("States", [Choice(state, label(state), icon=STATES[state]) for state in State]),
    "risks": ("Risks", [Choice(risk, label(risk)) for risk in Risk]),
}


class ReportPanel(QWidget):
    """Every option of a report, its form, and the button that writes it."""

    changed = Signal()
    """Other options are chosen."""
    articles_wanted = Signal()
    filter_wanted = Signal()
    export_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        """The options for the desk itself."""
        super().__init__()
        self.options = ReportOptions()
        self.articles = QPushButton()
        self.articles.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.saved = QPushButton(_("From a saved filter…"))
        self.presets = dict(PRESETS)
        self.preset = self._combo(_("Made for"), PRESETS)
        self.own = QToolButton()
        self.chips = {name: Chip(_(title)) for name, (title, _choices) in LISTS.items()}
        self.comments = self._combo(_("Comments"), Comments)
        self.redaction = self._combo(_("Sources"), Redaction)
        self.paper = self._combo(_("Paper"), Paper)
        self.language = self._combo(_("Language"), ("", *languages()[1:]))
        self.ticks = {name: QCheckBox(_(title)) for name, title in TICKS.items()}
        self.form = self._combo(_("Form"), ())
        self.forms = exporters(templates_folder())
        for name, exporter in self.forms.items():
            self.form.addItem(_(exporter.label), name)
        self.export = QPushButton(_("Export…"))
        self.bar = QProgressBar()
        self.cancel = QPushButton(_("Cancel"))
        self.said = QLabel()
        self._lay_out()
        self._connect()
        self.set_options(self.options)
        self.set_busy(False)

    def set_options(self, options: ReportOptions) -> None:
        """Show options; nothing is announced."""
        self.options = options
        combos = {"preset": self.preset, "comments": self.comments}
        combos |= {"redaction": self.redaction, "paper": self.paper}
        combos |= {"language": self.language}
        for name, combo in combos.items():
            combo.setCurrentIndex(combo.findData(getattr(options, name)))
        for name, tick in self.ticks.items():
            tick.setChecked(getattr(options, name))
        for name, chip in self.chips.items():
            chip.say(", ".join(label(one) for one in getattr(options, name)))

    def show_presets(self, presets: Mapping[str, ReportOptions]) -> None:
        """Offer these presets; the choices stay as they are."""
        if presets != self.presets:
            self.presets = dict(presets)
            self.preset.clear()
            for name in presets:
                self.preset.addItem(_(NAMES.get(name, name)), name)
            self.preset.setCurrentIndex(self.preset.findData(self.options.preset))

    def say_articles(self, names: list[str]) -> None:
        """Say which articles the report is about."""
        told = names[0] if len(names) == 1 else _("{count} articles").format(count=len(names))
        told = told if names else _("Choose articles…")
        short = shortened(self.articles.fontMetrics(), told, WIDTH - 2 * SIDE - 2 * PADDING)
        self.articles.setText(short.replace("&", "&&"))
        self.articles.setToolTip("\n".join(names[:30]))
        self.articles.setAccessibleName(_("Articles: {names}").format(names=told))
        self.export.setEnabled(bool(names))

    def set_busy(self, busy: bool) -> None:
        """Show that a file is being written, with a way to stop it."""
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.export.setVisible(not busy)

    def _combo(self, name: str, keys: Any) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for key in keys:
            combo.addItem(_(NAMES.get(key, str(key))), key)
        return combo

    def _change(self, **fields: Any) -> None:
        self.set_options(replace(self.options, **fields))
        self.changed.emit()

    def _on_preset(self) -> None:
        chosen = self.presets[self.preset.currentData()]
        self.set_options(replace(chosen, paper=self.options.paper, language=self.options.language))
        self.changed.emit()

    def _on_combo(self, name: str, key: str) -> None:
        """Qt gives back the key as text; the options hold members."""
        self._change(**{name: type(getattr(self.options, name))(key)})

    def _choose(self, name: str) -> None:
        title, choices = LISTS[name]
        chip = self.chips[name]
        value = getattr(self.options, name)
        chip.say(", ".join(label(one) for one in value))
        chooser = Chooser(_(title), choices, self, several=True, ticked=value)
        chooser.chosen.connect(lambda chosen: self._change(**{name: chosen}))
        chooser.popup_at(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _lay_out(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(_("Progress"))
        self.export.setProperty("primary", "true")
        self.said.setWordWrap(True)
        self.said.setProperty("quiet", "true")
        choices = QWidget()
        choices.setProperty("ground", "panel")
        form = QFormLayout(choices)
        form.setContentsMargins(SIDE, 14, SIDE, 6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for name, field in (
            (_("About"), self.articles),
            ("", self.saved),
            (_("Made for"), self._preset_row()),
            (_("Only these"), self._chip_row()),
            (_("Comments"), self.comments),
            (_("Sources"), self.redaction),
            (_("With"), self._tick_column()),
            (_("Form"), self.form),
            (_("Paper"), self.paper),
            (_("Language"), self.language),
        ):
            form.addRow(name, field) if name else form.addRow(field)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(choices)
        below = QVBoxLayout()
        below.setContentsMargins(SIDE, 4, SIDE, 14)
        for widget in (self.said, self.bar, self.cancel, self.export):
            below.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled, 1)
        column.addLayout(below)

    def _preset_row(self) -> QWidget:
        self.own.setIcon(icon("bookmark"))
        self.own.setAccessibleName(_("Presets of the desk"))
        self.own.setToolTip(_("Keep these choices under a name, or forget a preset"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.preset, 1)
        row.addWidget(self.own)
        return holder

    def _chip_row(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        for chip in self.chips.values():
            row.addWidget(chip)
        return holder

    def _tick_column(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for tick in self.ticks.values():
            column.addWidget(tick)
        return holder

    def _connect(self) -> None:
        self.articles.clicked.connect(self.articles_wanted)
        self.saved.clicked.connect(self.filter_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.preset.activated.connect(lambda _index: self._on_preset())
        for name in ("comments", "redaction", "paper", "language"):
            combo: QComboBox = getattr(self, name)
            combo.activated.connect(
                lambda _index, field=name, box=combo: self._on_combo(field, box.currentData())
            )
        for name, tick in self.ticks.items():
            tick.clicked.connect(lambda on, field=name: self._change(**{field: on}))
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on, field=name: self._choose(field))
            chip.cleared.connect(lambda field=name: self._change(**{field: ()}))

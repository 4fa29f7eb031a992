"""What a check rests on: its evidence, and a small form that attaches more."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Check, Evidence
from editor.commands import checks, sources
from editor.i18n import _, term
from editor.session import now_ms
from editor.times import moment
from editor.ui.desk import Desk
from editor.ui.fields import GrowingText, completer
from editor.ui.icons import icon
from editor.ui.keeper import Keeper, Kept
from editor.ui.opened import Reading

SIGNS = {"supports": "check", "refutes": "x", "context": "info"}
STANCES, METHODS = ("supports", "refutes", "context"), ("primary", "secondary", "author_says")


class AttachForm(QWidget):
    """Names a source, a place in it and its words; Enter attaches, Esc leaves."""

    attached = Signal(dict)
    """Fields of `editor.commands.checks.attach`."""
    left = Signal()

    def __init__(self, keeper: Keeper) -> None:
        """An empty form; `keeper` keeps what is typed."""
        super().__init__()
        self.source, self.locator = QLineEdit(), QLineEdit()
        self.excerpt = GrowingText()
        self._kept = [
            Kept(keeper, self.source, "evidence source"),
            Kept(keeper, self.locator, "evidence locator"),
            Kept(keeper, self.excerpt, "evidence excerpt"),
        ]
        self.stance, self.method = QComboBox(), QComboBox()
        self.save = QPushButton(_("Attach"))
        named = (
            (self.source, _("Source")),
            (self.locator, _("Page, paragraph or time code")),
            (self.excerpt, _("Its words")),
            (self.stance, _("Stance")),
            (self.method, _("Method")),
        )
        for field, name in named:
            field.setAccessibleName(name)
        for line in (self.source, self.locator, self.excerpt):
            line.setPlaceholderText(line.accessibleName())
        for combo, keys in ((self.stance, STANCES), (self.method, METHODS)):
            for key in keys:
                combo.addItem(term(key), key)
        self._lay_out()
        self.save.clicked.connect(self._on_save)
        for line in (self.source, self.locator):
            line.returnPressed.connect(self._on_save)

    def open(self, known: list[str], source: str = "") -> None:
        """Show the form, with sources known already to complete from."""
        self.source.setCompleter(completer(known, self))
        if source and not self.source.text():
            self.source.setText(source)
        self.show()
        (self.locator if self.source.text() else self.source).setFocus()

    def show_check(self, check_id: str) -> None:
        """Ask about another check, "" for none; what was typed about it is there again."""
        for kept in self._kept:
            kept.show(check_id)
        self.setVisible(any(kept.words() for kept in self._kept))

    def _on_save(self) -> None:
        name = " ".join(self.source.text().split())
        if not name:
            self.source.setFocus()
            return
        web = name.startswith(("http://", "https://"))
        fields = {
            "source_name": name,
            "kind": "web_page" if web else "document",
            "locator": self.locator.text().strip(),
            "excerpt": self.excerpt.toPlainText().strip(),
            "stance": self.stance.currentData(),
            "method": self.method.currentData(),
        }
        for kept in self._kept:
            kept.give()
        self.hide()
        self.attached.emit(fields)
        self.left.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for combo in (self.stance, self.method):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(5)
            row.addWidget(combo, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(5)
        for field in (self.source, self.locator, self.excerpt):
            column.addWidget(field)
        column.addLayout(row)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.save.setProperty("small", "true")


class Proof(QWidget):
    """Lists a check's evidence; the source pinned on the desk is attached at once."""

    left = Signal()
    worked_on = Signal()
    """Somebody looks for proof of the check, or looks at it."""

    def __init__(self, desk: Desk) -> None:
        """No check yet."""
        super().__init__()
        self._desk = desk
        self._check: Check | None = None
        self._shown: tuple[object, ...] = ()
        self.form = AttachForm(desk.typist.keeper)
        self.add = QPushButton(" " + _("Evidence"))
        self.add.setProperty("small", "true")
        self.add.setIcon(icon("paperclip", "muted"))
        self.add.setAccessibleName(_("Attach evidence"))
        self._list = QVBoxLayout()
        self._list.setSpacing(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._list)
        column.addWidget(self.form)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.hide()
        self.add.clicked.connect(self.open_form)
        self.form.attached.connect(self.attach)
        self.form.left.connect(self.left)

    def show_check(self, reading: Reading, check: Check | None) -> None:
        """Show what a check rests on."""
        if check is None or self._check is None or check.id != self._check.id:
            self.form.show_check(check.id if check else "")
        self._check = check
        self.setVisible(check is not None)
        proof = tuple(reading.proof(check)) if check else ()
        shown = (check.id if check else "", proof, tuple(reading.sources))
        if shown != self._shown:
            self._shown = shown
            self._fill(reading, proof)

    def open_form(self) -> None:
        """Ask for a source, or attach the pinned one at once."""
        self.worked_on.emit()
        if self._desk.pinned:
            self.attach({"source_name": self._desk.pinned})
            return
        self._open_form()

    def attach(self, fields: dict[str, str]) -> None:
        """Put a source under the check."""
        if self._check is not None:
            check = self._check.id
            self._desk.then(self._desk.session.run(checks.attach, check, **fields), lambda _e: None)

    def _open_form(self) -> None:
        reading = self._desk.reading
        known = [source.name for source in reading.sources.values()] if reading else []
        self.form.open(known)

    def _fill(self, reading: Reading, proof: tuple[Evidence, ...]) -> None:
        while item := self._list.takeAt(0):
            if row := item.widget():
                row.deleteLater()
        for piece in proof:
            self._list.addWidget(self._row(reading, piece))

    def _seen_button(self, piece: Evidence) -> QPushButton:
        button = QPushButton(_("Seen"))
        button.setProperty("small", "true")
        button.setToolTip(_("I opened this and looked at it"))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(lambda: self._on_seen(piece))
        return button

    def _on_seen(self, piece: Evidence) -> None:
        self.worked_on.emit()
        self._desk.run(checks.see, [piece])

    def _row(self, reading: Reading, piece: Evidence) -> QWidget:
        row, sign, words, drop = QWidget(), QLabel(), QLabel(), QToolButton()
        sign.setPixmap(icon(SIGNS.get(piece.stance, "info"), "muted").pixmap(QSize(13, 13)))
        words.setText(evidence_words(reading, piece))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        drop.setIcon(icon("x", "faint"))
        drop.setIconSize(QSize(11, 11))
        drop.setAccessibleName(_("Remove this evidence"))
        drop.clicked.connect(lambda: self._desk.run(sources.remove_evidence, piece))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        if not piece.seen_at:
            line.addWidget(self._seen_button(piece), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return row


def evidence_words(reading: Reading, piece: Evidence) -> str:
    """One piece of evidence as a person reads it: source, place, method, who saw it, its words."""
    source = reading.sources.get(piece.source)
    parts = [source.name if source else _("a source that was removed"), piece.locator]
    if piece.stance != "supports":
        parts.append(term(piece.stance))
    if piece.method != "primary":
        parts.append(term(piece.method))
    if piece.seen_at:
        who = reading.initials.get(piece.seen_by, "")
        parts.append(_("seen {who} {when}").format(who=who, when=moment(piece.seen_at, now_ms())))
    else:
        parts.append(_("not seen yet"))
    told = " · ".join(part for part in parts if part)
    return f"{told}\n“{piece.excerpt}”" if piece.excerpt else told

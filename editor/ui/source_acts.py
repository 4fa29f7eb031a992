"""`O`, `F8`, `F7`, `F9`: a check's sources opened beside it, seen, run and sought in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from db.records import Check, Document, Evidence, Source
from db.store import Store
from editor.commands import checks
from editor.files import write_whole
from editor.i18n import _
from editor.ui.desk import Desk, open_check
from editor.ui.source_beside import Shown, SourceBeside

SOUNDS = frozenset(".mp3 .wav .m4a .ogg .oga .opus .flac .aac .mp4 .mov .webm .mkv".split())
"""Endings of recordings."""

HARMLESS = SOUNDS | frozenset(
    ".pdf .txt .md .csv .srt .vtt .png .jpg .jpeg .gif .webp .tif .tiff".split()
)
"""Endings of files that are only shown or played by what opens them."""

Resting = tuple[Check, Sequence[tuple[Evidence, Source]]]
"""A check, and what it rests on."""


class SourceBesideActs:
    """Opens what the current check of one page rests on; what was opened has been seen."""

    def __init__(
        self, desk: Desk, with_resting: Callable[[Callable[[Resting], None]], None]
    ) -> None:
        """`with_resting` hands over the page's current check; it says itself if there is none."""
        self._desk, self._with_resting = desk, with_resting
        self.panel = SourceBeside()
        self._heard: QTemporaryDir | None = None
        self.panel.run.told.connect(desk.told)
        self.panel.run.heard.connect(self._see)
        self.panel.link_wanted.connect(self._on_link)
        self.panel.file_wanted.connect(self._on_file)

    def on_open_source(self) -> None:
        """Open the check's source beside it; again the next one, after the last none."""
        self._with_resting(self._open_next)

    @property
    def on_play(self) -> Callable[[], None] | None:
        """Play the recording beside or let its transcript run, or stop it."""
        return self.panel.toggle if self.panel.run.wound else None

    @property
    def on_seek(self) -> Callable[[str], None] | None:
        """Go some seconds on or back in the recording beside."""
        return (lambda by: self.panel.seek(float(by))) if self.panel.run.wound else None

    def _open_next(self, resting: Resting) -> None:
        check, proofs = resting
        order = list(dict.fromkeys(source.id for _piece, source in proofs))
        if not order:
            self._desk.told.emit(_("Nothing is attached to this check yet; V attaches a source."))
            return
        shown = self.panel.shown
        here = shown.source.id if shown and self._of(shown, check) else ""
        after = order.index(here) + 1 if here in order else 0
        if after >= len(order):
            self.panel.close_panel()
            return
        open_check(self._desk, check)
        self._open(order[after], proofs)

    def _of(self, shown: Shown, check: Check) -> bool:
        return any(piece.check == check.id for piece in shown.pieces)

    def _open(self, source_id: str, proofs: Sequence[tuple[Evidence, Source]]) -> None:
        source = next(source for _piece, source in proofs if source.id == source_id)
        pieces = tuple(piece for piece, one in proofs if one.id == source_id)
        self.panel.show_source(Shown(source, pieces))
        tapes = list({one.id: one for _piece, one in proofs if _is_sound(one)}.values())
        if _is_sound(source):
            self._hear(source, source)
        elif source.file:
            lone = tapes[0] if len(tapes) == 1 else None
            self._desk.ask(
                lambda store: store.file(source.file), lambda data: self._read(source, data, lone)
            )

    def _shows(self, source: Source) -> bool:
        return self.panel.shown is not None and self.panel.shown.source.id == source.id

    def _read(self, source: Source, data: bytes, tape: Source | None) -> None:
        """Show a source's text; a transcript is heard with the one recording beside it."""
        session = self._desk.session

        def read(document: Document) -> None:
            if self._shows(source):
                self.panel.show_document(document)
                self._see()
                if tape is not None and self.panel.run.wound:
                    self._hear(source, tape)

        # a file of a kind that is not read as text can still be opened from the panel
        session.then(session.read_bytes(data, source.file_name), read, lambda _error: None)

    def _hear(self, shown: Source, tape: Source) -> None:
        """Have the sound of a recording ready while a source is shown."""
        if self._heard is None:
            self._heard = QTemporaryDir(f"{gettempdir()}/galley-XXXXXX")
        path = Path(self._heard.path()) / f"{tape.file}{Path(tape.file_name).suffix}"

        def write(store: Store) -> None:
            if not path.exists():
                write_whole(path, store.file(tape.file))

        def written(_none: None) -> None:
            if self._shows(shown):
                self.panel.hear(path)

        self._desk.ask(write, written)

    def _see(self) -> None:
        """What rests on the source that is open was looked at now."""
        shown = self.panel.shown
        unseen = [piece for piece in shown.pieces if not piece.seen_at] if shown else []
        if unseen:
            self._desk.run(checks.see, unseen)

    def _on_link(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))
        self._see()

    def _on_file(self, source: Source) -> None:
        if Path(source.file_name).suffix.casefold() not in HARMLESS:
            self._desk.told.emit(
                _(
                    "{name} could run as a program: save a copy of it on the page of sources."
                ).format(name=source.file_name)
            )
            return

        def write(store: Store) -> str:
            path = Path(mkdtemp(prefix="galley-")) / Path(source.file_name).name
            write_whole(path, store.file(source.file))
            return str(path)

        def written(path: str) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))
            self._see()

        self._desk.ask(write, written)


def _is_sound(source: Source) -> bool:
    return bool(source.file) and Path(source.file_name).suffix.casefold() in SOUNDS

"""The source that V attaches at once, on any page of a desk."""

from __future__ import annotations

from collections.abc import Sequence

from editor.i18n import _
from editor.ui.desk import Desk


def pin_source(desk: Desk, source_name: str) -> None:
    """Let V attach a source at once, on any page of a desk; "" for none."""
    desk.pinned = source_name
    if source_name:
        desk.told.emit(_("V attaches {source} from now on.").format(source=source_name))
    else:
        desk.told.emit(_("No source is pinned."))


def pin_last(desk: Desk, names: Sequence[str]) -> None:
    """Let go of the pinned source, else pin the last of these."""
    if desk.pinned or names:
        pin_source(desk, "" if desk.pinned else names[-1])
    else:
        desk.told.emit(_("Attach a source first; then it can be pinned."))

"""Sheets for one task, as files of the kind somebody chooses."""

from __future__ import annotations

from pathlib import Path

from editor.exchange import Report, write_whole
from editor.exchange.outline import Outline
from editor.exchange.sheets import SHEET_FORMS
from editor.i18n import _


def write_sheet(pages: list[Outline], title: str, report: Report, path: Path) -> None:
    """Write sheets to a file; one of an unknown ending is a web page."""
    form = SHEET_FORMS.get(path.suffix.casefold(), SHEET_FORMS[".html"])
    write_whole(path, form(pages, title, report))


def sheet_filters() -> str:
    """What a file dialog offers for sheets."""
    names = {".html": _("Web page"), ".md": _("Markdown"), ".docx": _("Word")}
    return ";;".join(f"{names[suffix]} (*{suffix})" for suffix in SHEET_FORMS)

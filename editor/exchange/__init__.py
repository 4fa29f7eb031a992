"""Reports and the forms they are written in."""

from __future__ import annotations

from pathlib import Path

from editor.exchange import plugins, templates
from editor.exchange.assemble import Records, assemble
from editor.exchange.build import build
from editor.exchange.errors import ExchangeError
from editor.exchange.forms import EXPORTERS, Exporter
from editor.exchange.leaks import leaks
from editor.exchange.options import PRESETS, ReportOptions
from editor.exchange.report import Report, ReportArticle
from editor.files import write_whole
from editor.i18n import speaking

__all__ = [
    "EXPORTERS",
    "PRESETS",
    "ExchangeError",
    "Exporter",
    "Records",
    "Report",
    "ReportArticle",
    "ReportOptions",
    "assemble",
    "build",
    "exporters",
    "render",
    "write_whole",
]


def exporters(templates_folder: Path | None = None) -> dict[str, Exporter]:
    """Every form by name: ours, then what packages and the desk's templates add under other names.

    Raises nothing; a form that cannot be made says so when it is asked for.
    """
    added = plugins.found()
    added += templates.found(templates_folder) if templates_folder is not None else []
    forms = dict(EXPORTERS)
    for name, label, suffix, write in added:
        forms.setdefault(name, Exporter(name, label, suffix, write, foreign=True))
    return forms


def render(name: str, report: Report, templates_folder: Path | None = None) -> bytes:
    """The bytes of `report` in the form `name`, proven to hold nothing redaction took out.

    Raises ExchangeError `unknown_report_format`, `would_reveal`, `template_failed` or
    `plugin_failed`.
    """
    exporter = EXPORTERS.get(name) or exporters(templates_folder).get(name)
    if exporter is None:
        raise ExchangeError("unknown_report_format", name=name)
    with speaking(report.options.language):
        data = exporter.write(report)
    if leaks(data, report.secrets):
        raise ExchangeError("would_reveal")
    return data

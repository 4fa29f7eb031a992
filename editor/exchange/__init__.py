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
from editor.exchange.typeset import unprinted
from editor.files import write_whole
from editor.i18n import _, speaking

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
    "ended",
    "exporters",
    "render",
    "unprinted",
    "write_whole",
]


def exporters(templates_folder: Path | None = None) -> dict[str, Exporter]:
    """Every form by name: ours, then what packages and the desk's templates add under other names.

    Raises nothing; a form that cannot be made says so when it is asked for.
    """
    told = templates.found(templates_folder) if templates_folder is not None else []
    added = [("plugin_failed", form) for form in plugins.found()]
    added += [("template_failed", form) for form in told]
    forms = dict(EXPORTERS)
    for code, (name, label, suffix, write) in added:
        forms.setdefault(name, Exporter(name, label, suffix, write, foreign=code))
    return forms


def ended(form: Exporter) -> ExchangeError:
    """What is to be said when the process in which `form` was made has ended."""
    detail = _("it takes too much time or memory")
    return ExchangeError(form.foreign or "form_ended", name=form.name, detail=detail)


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

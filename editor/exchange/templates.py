"""A desk's own forms: Jinja templates for HTML and Markdown in the user's folder, sandboxed.

`house.html.j2` is the form `house`, `mail.md.j2` the form `mail`. A template sees `report` (as the
JSON form writes it) and `_` for translation; it can reach no file, module or attribute of ours,
and is held to limits of time and memory where it runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.exchange.errors import ExchangeError
from editor.exchange.html import escape as escape_html
from editor.exchange.json import values
from editor.exchange.markdown import escape as escape_markdown
from editor.exchange.report import Report
from editor.i18n import _, term
from editor.reading.errors import ReadError
from editor.reading.guarded import guarded
from editor.reading.limits import Limits

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

KINDS = {".html.j2": ".html", ".md.j2": ".md"}
"""What a template's name ends in, and what the file it makes ends in."""
LIMITS = Limits(seconds=20.0, memory=400_000_000)
LONGEST = 50_000_000
"""Characters a template may make."""
SIZE = 1_000_000
"""Bytes of a template's own text."""

Written = Callable[[Report], bytes]


def found(folder: Path) -> list[tuple[str, str, str, Written]]:
    """(name, label, suffix, write) of each template in a folder, by name; none without one."""
    if not folder.is_dir():
        return []
    forms = []
    for path in sorted(folder.iterdir()):
        for ending, suffix in KINDS.items():
            if path.name.endswith(ending) and path.is_file():
                name = path.name.removesuffix(ending)
                forms.append((name, f"{name} ({suffix[1:]})", suffix, _writer(path, suffix)))
    return forms


def _writer(path: Path, suffix: str) -> Written:
    return lambda report: write(path, suffix, report)


def write(path: Path, suffix: str, report: Report) -> bytes:
    """What a template makes of a report; ExchangeError `template_failed` in one sentence."""
    return write_within(path, suffix, report, LIMITS.seconds)


def write_within(path: Path, suffix: str, report: Report, seconds: float) -> bytes:
    """The same in at most `seconds`, after which a worker process ends."""
    import jinja2

    try:
        if path.stat().st_size > SIZE:
            raise ExchangeError("template_failed", name=path.name, detail=_("it is too long"))
        source = path.read_text("utf-8")
        with guarded(replace(LIMITS, seconds=seconds), path.name):
            template = _environment(suffix).from_string(source)
            pieces, length = [], 0
            for piece in template.generate(report=values(report)):
                pieces.append(piece)
                length += len(piece)
                if length > LONGEST:
                    detail = _("it does not come to an end")
                    raise ExchangeError("template_failed", name=path.name, detail=detail)
    except jinja2.TemplateSyntaxError as error:
        detail = _("line {line}: {what}").format(line=error.lineno, what=error.message)
        raise ExchangeError("template_failed", name=path.name, detail=detail) from None
    except (ExchangeError, OSError):
        raise
    except (ReadError, RecursionError, MemoryError):
        detail = _("it takes too much time or memory")
        raise ExchangeError("template_failed", name=path.name, detail=detail) from None
    except Exception as error:  # whatever a template does wrong is the template's
        raise ExchangeError("template_failed", name=path.name, detail=str(error)) from None
    return "".join(pieces).encode("utf-8", "replace")


def _environment(suffix: str) -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    class Sealed(ImmutableSandboxedEnvironment):
        """Data only: no attribute of any object but a plain value's own methods."""

        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            numbers = isinstance(left, int | float) and isinstance(right, int | float)
            if not numbers or (operator == "**" and right > 64):
                raise TypeError(f"{operator} is for small numbers only")
            return super().call_binop(context, operator, left, right)

    def finish(value: Any) -> Any:
        return escape_markdown(value) if isinstance(value, str) and suffix == ".md" else value

    sealed = Sealed(
        autoescape=suffix == ".html",
        undefined=StrictUndefined,
        finalize=finish,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=0,
    )
    for name in ("center", "indent", "wordwrap", "pprint", "urlize", "xmlattr", "attr"):
        sealed.filters.pop(name, None)
    sealed.globals = {"range": sealed.globals["range"], "_": _}
    sealed.filters |= {"term": term, "visible": lambda text: Markup(escape_html(str(text)))}
    return sealed

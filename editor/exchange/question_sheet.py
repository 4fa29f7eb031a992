"""What one person is sent: her numbered questions, or what a source is to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records import Annotation, Article, Check, ContactAttempt, Query, Source
from editor.exchange import html, markdown
from editor.exchange.words import when
from editor.i18n import _, label, term


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to answer: number, question, passage, and what stands with it."""

    number: str
    question: str
    passage: str = ""
    facts: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """A sheet for one person; `facts` stand below its title, `log` at its end."""

    title: str
    facts: tuple[str, ...]
    lines: tuple[Line, ...]
    log: tuple[str, ...] = ()


def query_sheet(
    article: Article,
    addressee: str,
    queries: Iterable[Query],
    marks: Mapping[str, Annotation],
    now: int,
) -> QuestionSheet:
    """Somebody's questions about an article, by number; `marks` by id, `now` in ms UTC."""
    lines = []
    for query in queries:
        if query.addressee != addressee:
            continue
        passages = [marks[id_].exact for id_ in query.annotations if id_ in marks]
        asked = when(query.asked_at)
        lines.append(
            Line(
                number=str(query.number),
                question=query.question,
                passage=" […] ".join(passages),
                facts=(_("asked {when}").format(when=asked),) if asked else (),
                answer=query.answer,
            )
        )
    headline = article.headline or article.slug
    facts = (
        _("{headline}, draft {number}").format(headline=headline, number=article.draft),
        _("Please answer by number. Written {when}.").format(when=when(now)),
    )
    return QuestionSheet(_("Questions for {who}").format(who=addressee), facts, tuple(lines))


def call_sheet(
    source: Source,
    resting: Sequence[tuple[Check, Article]],
    attempts: Iterable[ContactAttempt],
    names: Mapping[str, str],
    now: int,
) -> QuestionSheet:
    """What a source is to be asked: every check that rests on it, and how it was tried before.

    `names` are of persons, by id.
    """
    lines = tuple(
        Line(
            number=str(number),
            question=check.statement,
            facts=tuple(f for f in (article.slug, label(check.state), _legal(check)) if f),
        )
        for number, (check, article) in enumerate(resting, 1)
    )
    log = tuple(
        " · ".join(
            part
            for part in (
                when(attempt.at),
                attempt.way,
                term(attempt.result),
                attempt.note,
                names.get(attempt.author, attempt.author),
            )
            if part
        )
        for attempt in attempts
    )
    facts = (
        source.contact,
        source.locator,
        source.note,
        _("Written {when}.").format(when=when(now)),
    )
    title = _("Call sheet: {name}").format(name=source.name)
    return QuestionSheet(title, tuple(fact for fact in facts if fact), lines, log)


def as_html(sheet: QuestionSheet) -> bytes:
    """The sheet as one web page that runs nothing, loads nothing and prints well."""
    facts = "".join(f'<p class="facts">{html.escape(fact)}</p>' for fact in sheet.facts)
    lines = "".join(_html_line(line) for line in sheet.lines)
    log = "".join(f"<li>{html.escape(entry)}</li>" for entry in sheet.log)
    log = f"<h2>{html.escape(_('Attempts so far'))}</h2><ul>{log}</ul>" if log else ""
    body = f"<main><header><h1>{html.escape(sheet.title)}</h1>{facts}</header>{lines}{log}</main>"
    return html.document(sheet.title, body).encode("utf-8", "replace")


def as_markdown(sheet: QuestionSheet) -> bytes:
    """The sheet as Markdown, with everything people wrote escaped."""
    out = [f"# {markdown.escape(sheet.title)}", ""]
    for fact in sheet.facts:
        out += [markdown.escape(fact), ""]
    for line in sheet.lines:
        out += [f"## {markdown.escape(line.number)}", "", markdown.escape(line.question), ""]
        out += [f"> {markdown.escape(line.passage)}", ""] if line.passage else []
        out += [f"*{markdown.escape(' · '.join(line.facts))}*", ""] if line.facts else []
        out += [_("Answer:") + f" {markdown.escape(line.answer)}".rstrip(), ""]
    if sheet.log:
        out += [f"## {_('Attempts so far')}", ""]
        out += [f"* {markdown.escape(entry)}" for entry in sheet.log]
    return ("\n".join(out).rstrip() + "\n").encode("utf-8", "replace")


def _html_line(line: Line) -> str:
    quote = f"<blockquote>{html.escape(line.passage)}</blockquote>" if line.passage else ""
    facts = " · ".join(line.facts)
    told = f'<p class="facts">{html.escape(facts)}</p>' if facts else ""
    answer = f"{html.escape(_('Answer:'))} {html.escape(line.answer)}"
    return (
        f'<section class="check"><h3>{html.escape(line.number)}. {html.escape(line.question)}</h3>'
        f"{quote}{told}<p>{answer}</p></section>"
    )


def _legal(check: Check) -> str:
    return "" if check.risk.value == "normal" else label(check.risk)

"""`add --to ARTICLE SHEET`: a fact sheet's rows as checks of an article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db.errors import Refused
from editor.cli.context import Context
from editor.commands.fact_sheet import facts_of, file_facts
from editor.intake import Intake
from editor.reading.errors import ReadError
from editor.reading.sheet import guessed, mapped
from editor.session import now_ms

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})


def take_sheet(context: Context, intake: Intake, path: Path) -> dict[str, Any]:
    """Make the checks of a sheet and say which rows have no place in the text.

    Raises ReadError, also `sheet` without an article, `unmapped` without a column of facts.
    """
    options, store = context.options, context.store
    if not options.to:
        raise ReadError("sheet", name=path.name)
    rows = intake.rows(path)
    mapping = mapped(options.map, rows[0], path.name) if options.map else guessed(rows[0])
    if not {"statement", "passage"} & set(mapping):
        raise ReadError("unmapped", name=path.name, field="statement")
    article = store.article(options.to)
    revision = store.revision(article.revision)
    facts = facts_of(revision.text, revision.blocks, rows[1:], mapping)
    if not facts:
        raise Refused(field="rows", value=path.name)
    checks = file_facts(store, context.person.id, now_ms(), article.id, facts)
    return {
        "article": article.slug,
        "file": path.name,
        "columns": {field: rows[0][at] for field, at in mapping.items()},
        "checks": len(checks),
        "unmatched": [
            {"row": fact.number, "statement": fact.statement}
            for fact in facts
            if fact.start is None
        ],
    }

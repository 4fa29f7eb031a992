"""Running verbs as from outside: one JSON object, checked against its schema, and what was said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import resources
from editor.cli.main import main

SCHEMALESS = frozenset({"demo", "next", "redo", "text", "undo"})
"""Verbs whose object has no schema of its own."""

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def anybody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a verb on a store of its own, as nobody named; gives exit code, object and stderr."""

    def run(verb: str, *arguments: str) -> tuple[int, Any, str]:
        code = main([verb, "--json", "--db", str(tmp_path / "desk.db"), *arguments])
        printed = capsys.readouterr()
        values = json.loads(printed.out) if printed.out else None
        if values is not None and verb not in SCHEMALESS:
            jsonschema.validate(values, json.loads(resources.text(f"schemas/{verb}.json")))
        return code, values, printed.err

    return run


@pytest.fixture
def galley(anybody: Run) -> Run:
    """The same, as Ben."""

    def run(verb: str, *arguments: str) -> tuple[int, Any, str]:
        return anybody(verb, "--as", "Ben", *arguments)

    return run


@pytest.fixture
def story(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The path of a file with the test module's STORY."""
    path = tmp_path / "story.txt"
    path.write_text(request.module.STORY, "utf-8")
    return str(path)


@pytest.fixture
def slug(galley: Run, story: str) -> str:
    """The module's STORY, imported."""
    code, values, _ = galley("add", story)
    assert code == 0
    return str(values["articles"][0]["slug"])

"""Arrows go one way: who may import what."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(p for top in ("db", "editor", "resources") for p in (ROOT / top).rglob("*.py"))


def imports_of(path):
    """The full dotted names a module imports, also under TYPE_CHECKING and inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


VALUES = ("db.kinds", "db.records", "db.errors")
"""What everything may speak in; they load no peewee."""

STDLIB_OF_VALUES = ("__future__", "secrets", "dataclasses", "enum")


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_floor_allows(path):
    name = name_of(path)
    for imported in imports_of(path):
        top = imported.split(".")[0]
        if top in ("PySide6", "shiboken6"):
            assert name.startswith("editor.ui.") or name == "editor.app", imported
        if top in ("peewee", "playhouse", "apsw", "psycopg"):
            assert name.startswith("db."), imported
        if name.startswith(("db.", "resources.")):
            assert top != "editor", imported
        if name in VALUES:
            assert top in STDLIB_OF_VALUES or imported in VALUES, imported
        if name.startswith(("editor.text.", "editor.reading.")):
            assert not imported.startswith(("editor.session", "editor.commands", "editor.ui"))
            assert not imported.startswith("db.") or imported in VALUES


def test_nobody_above_the_ground_floor_sees_the_tables():
    for path in MODULES:
        if not name_of(path).startswith("db."):
            assert "db.tables" not in set(imports_of(path)), path


@pytest.mark.parametrize("lock", ["resources/requirements.lock", "tests/requirements.lock"])
def test_locks_hold_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert "--hash=sha256:" in text and "://" not in text

"""The house of README's map: arrows go one way, without circles, and nothing grows too large."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(p for top in ("db", "editor", "resources") for p in (ROOT / top).rglob("*.py"))

QT = ("PySide6", "shiboken6")
DATABASES = ("peewee", "playhouse", "apsw", "psycopg")

VALUES = ("db.kinds", "db.errors", "db.records", "db.house")
"""What everything may speak in; they load no peewee."""

STDLIB_OF_VALUES = ("__future__", "secrets", "dataclasses", "enum", "typing", "collections")

MAY_NOT = {
    "db.": ("editor",),
    "resources": ("editor", "db"),
    "editor.text.": ("editor.reading", "editor.exchange"),
    "editor.reading.": ("editor.exchange",),
    "editor.exchange.": ("editor.session", "editor.commands", "editor.work"),
    "editor.commands.": ("editor.session", "editor.work", "editor.exchange"),
    "editor.session": ("editor.reading", "editor.exchange", "editor.wiring"),
}
"""Whom a floor may not know, besides those no floor may: see `ABOVE`."""

ABOVE = ("editor.ui", "editor.app", "editor.cli")
"""The top floor; only it knows itself."""

FILE_LINES, FUNCTION_LINES, PUBLIC_METHODS = 400, 50, 20
"""Ceilings; the aims are 300, 20 and fewer."""

LARGER = {
    "db.readers.Readers": "a reader for every kind of record",
}
"""What may be larger, and why."""


def name_of(path: Path) -> str:
    """The dotted name of a module; a package's is that of its folder."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


TREES = {name_of(path): ast.parse(path.read_text("utf-8")) for path in MODULES}


def imports_of(tree: ast.AST) -> Iterator[str]:
    """The full dotted names a module imports, also under TYPE_CHECKING and inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in TREES else node.module for name in names)


def at_import_time(tree: ast.Module) -> Iterator[str]:
    """What importing a module imports at once: nothing inside functions or TYPE_CHECKING."""
    for node in tree.body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from imports_of(node)


def is_in(name: str, packages: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of `packages` or lies inside one."""
    return any(name == p.rstrip(".") or name.startswith(p.rstrip(".") + ".") for p in packages)


@pytest.mark.parametrize("name", TREES)
def test_a_module_imports_only_what_its_floor_allows(name: str) -> None:
    for imported in imports_of(TREES[name]):
        if is_in(imported, QT):
            assert is_in(name, ("editor.ui", "editor.app")), imported
        if is_in(imported, DATABASES):
            assert is_in(name, ("db",)), imported
        if not is_in(name, (*ABOVE, "editor.__main__", "editor._installed")):
            assert not is_in(imported, ABOVE), imported
        for floor, unknown in MAY_NOT.items():
            if is_in(name, (floor,)):
                assert not is_in(imported, unknown), imported


@pytest.mark.parametrize("name", VALUES)
def test_values_stand_on_the_standard_library_alone(name: str) -> None:
    for module in (m for m in TREES if is_in(m, (name,))):
        for imported in imports_of(TREES[module]):
            assert is_in(imported, (*VALUES, *STDLIB_OF_VALUES)), imported


@pytest.mark.parametrize("floor", ["editor.text", "editor.reading"])
def test_text_and_reading_know_only_values_of_the_store(floor: str) -> None:
    for name in (m for m in TREES if is_in(m, (floor,))):
        for imported in imports_of(TREES[name]):
            assert not is_in(imported, ("db",)) or imported == "db" or is_in(imported, VALUES)


def test_nobody_above_the_ground_floor_sees_the_tables() -> None:
    for name, tree in TREES.items():
        if not is_in(name, ("db",)):
            assert not any(is_in(i, ("db.tables",)) for i in imports_of(tree)), name


def test_there_is_no_circle() -> None:
    known = set(TREES)
    arrows = {name: known & set(at_import_time(tree)) - {name} for name, tree in TREES.items()}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_grows_too_large(path: Path) -> None:
    name, tree = name_of(path), TREES[name_of(path)]
    assert name in LARGER or len(path.read_text("utf-8").splitlines()) <= FILE_LINES
    for node in ast.walk(tree):
        whole = f"{name}.{getattr(node, 'name', '')}"
        if is_in(whole, tuple(LARGER)):
            continue
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < FUNCTION_LINES, whole
        elif isinstance(node, ast.ClassDef):
            assert len(public_methods(node)) <= PUBLIC_METHODS, whole


def public_methods(node: ast.ClassDef) -> list[str]:
    """Methods of a class that others may call; those that override Qt (camelCase) are not ours."""
    names = [part.name for part in node.body if isinstance(part, ast.FunctionDef)]
    return [name for name in names if not name.startswith(("_", "on_")) and name.islower()]


@pytest.mark.parametrize("lock", ["resources/requirements.lock", "tests/requirements.lock"])
def test_locks_hold_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "--hash=sha256:" in text and "://" not in text


@pytest.mark.parametrize(
    "heavy",
    [
        "pypdfium2",
        "markdown_it",
        "trafilatura",
        "jinja2",
        "xlsxwriter",
        "typst",
        "miniaudio",
        "editor.exchange.docx",
    ],
)
def test_a_start_waits_for_no_reader_and_no_form(heavy):
    assert not _loaded("editor.app, editor.ui.parts, db.store", heavy)


@pytest.mark.parametrize("heavy", ["editor.ui.parts", "editor.session", "db.records", "apsw"])
def test_a_frame_waits_for_nothing_that_the_window_is_furnished_with(heavy):
    assert not _loaded("editor.app, editor.wiring", heavy)


@pytest.mark.parametrize("driver", ["psycopg", "playhouse.migrations"])
def test_a_store_in_a_file_waits_for_no_server(driver):
    assert not _loaded("editor.wiring, db.store, db.lite", driver)


def _loaded(modules: str, heavy: str) -> bool:
    """Whether a new process that imports `modules` has imported `heavy` too."""
    script = f"import sys, {modules}; sys.exit(7 * ({heavy!r} in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode in (0, 7)
    return done.returncode == 7

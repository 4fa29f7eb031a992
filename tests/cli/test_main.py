"""A verb is found in its module, and no other module is imported for it."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from editor.cli.main import GROUPS, parser

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("group", GROUPS)
def test_a_module_has_the_verbs_it_is_listed_with(group):
    verbs = argparse.ArgumentParser().add_subparsers()
    common = argparse.ArgumentParser(add_help=False)
    import_module(f"editor.cli.{group}").add_verbs(verbs, common)
    assert tuple(verbs.choices) == GROUPS[group]


def test_help_names_every_verb():
    told = parser("--help").format_help()
    assert all(verb in told for group in GROUPS.values() for verb in group)


@pytest.mark.parametrize(
    ("verb", "unused"),
    [("--version", "db.store"), ("queue", "editor.exchange.importers"), ("queue", "trafilatura")],
)
def test_a_verb_waits_for_no_other(verb, unused):
    script = (
        "import sys\nfrom editor.cli import main\n"
        f"main.main([{verb!r}]) if {verb!r}[0] == '-' else main.parser({verb!r})\n"
        f"sys.exit({unused!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == 0

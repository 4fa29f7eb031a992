"""Translations of what a report says: none is missing, and each keeps its places to fill."""

import ast
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import editor.exchange
from db.kinds import Kind, Risk, State
from editor import i18n
from editor.catalogue import FOLDER, Catalogue, catalogue, languages
from editor.exchange.account import LIMITS, METHOD, MISLEADING

CODES = languages()[1:]
COUNTS = (0, 1, 2, 5, 11, 21, 22, 25, 101)
UNTRANSLATED = {"defence", "forms", "plugins", "templates", "comparison", "change_log"}
"""Modules whose words are not a report's: a pack's verifiers, the window, makers of templates."""


def said():
    """Every message and every pair of messages about a count that a report's modules say."""
    single, many = set(METHOD), {*LIMITS, *MISLEADING.values()}
    for path in Path(editor.exchange.__file__).parent.rglob("*.py"):
        if path.stem in UNTRANSLATED:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                told = [a.value for a in node.args if isinstance(a, ast.Constant)]
                if node.func.id == "_" and told:
                    single.add(told[0])
                if node.func.id == "plural" and len(told) == 2:
                    many.add(tuple(told))
    single |= {i18n.LABELS[member] for kind in (State, Kind, Risk) for member in kind}
    return single, many


def places(text):
    return sorted(re.findall(r"{\w+}", text))


@pytest.mark.parametrize("code", CODES)
def test_everything_a_report_says_is_translated(code):
    single, many = said()
    spoken = catalogue(code)
    assert len(single) > 100 and len(many) > 9
    same = {text for text in single if spoken.gettext(text) == text}
    assert len(same) < 8 and "stet" in same
    for text in single:
        assert places(spoken.gettext(text)) == places(text)
    for one, two in many:
        for count in COUNTS:
            told = spoken.ngettext(one, two, count)
            assert told not in (one, two) and places(told) == places(two)


def test_russian_counts_as_russians_do():
    spoken = catalogue("ru")
    forms = [spoken.ngettext("{count} fact", "{count} facts", n).split()[1] for n in (1, 2, 5, 21)]
    assert forms == ["факт", "факта", "фактов", "факт"]


def test_an_entry_with_quotes_and_one_without_words():
    spoken = Catalogue('msgid "a \\"b\\""\nmsgstr "c \\"d\\""\n\nmsgid "e"\nmsgstr ""\n')
    assert spoken.gettext('a "b"') == 'c "d"' and spoken.gettext("e") == ""
    assert spoken.ngettext("one", "many", 2) == "many" and spoken.gettext("") == ""


def test_what_is_spoken_holds_inside_only_and_for_its_own_thread():
    with i18n.speaking("de-AT"):
        assert i18n.label(State.CONFIRMED) == "bestätigt"
        with ThreadPoolExecutor(1) as other:
            assert other.submit(i18n.label, State.CONFIRMED).result() == "confirmed"
        with i18n.speaking(""):
            assert i18n.term("web_page") == "Webseite"
    assert i18n.label(State.CONFIRMED) == "confirmed"
    assert catalogue("nowhere").gettext("Limits") == "Limits"
    assert {path.suffix for path in FOLDER.iterdir()} == {".po"}

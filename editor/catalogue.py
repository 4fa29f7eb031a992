"""Catalogues of translations: gettext's text files, read as they are."""

from __future__ import annotations

import ast
import gettext
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "locale"
FIELD = re.compile(r'(msgid_plural|msgid|msgstr)(?:\[(\d)\])? (".*")$')
RULE = re.compile(r"plural=([^;\n]+);")


class Catalogue(gettext.NullTranslations):
    """One language's translations; what it does not have stays as it is."""

    def __init__(self, text: str) -> None:
        """`text` is that of a `.po` file whose entries are one line each."""
        super().__init__()
        self._words: dict[str, list[str]] = {}
        for entry in text.split("\n\n"):
            fields = [found.groups() for line in entry.splitlines() if (found := FIELD.match(line))]
            told = [(name, str(ast.literal_eval(words))) for name, _number, words in fields]
            key = next((words for name, words in told if name == "msgid"), "")
            self._words[key] = [words for name, words in told if name == "msgstr"]
        rule = RULE.search("".join(self._words.get("", ())))
        self._form = gettext.c2py(rule[1]) if rule else lambda n: int(n != 1)

    def gettext(self, message: str) -> str:
        """The translation of a message."""
        return (self._words.get(message) or [message])[0] if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The translation of a message about `n` things."""
        forms = self._words.get(msgid1)
        if not forms:
            return super().ngettext(msgid1, msgid2, n)
        return forms[min(self._form(n), len(forms) - 1)]


def languages() -> tuple[str, ...]:
    """Codes of the languages there are catalogues for, English first."""
    return ("en", *sorted(path.stem for path in FOLDER.glob("*.po")))


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language by its code, of which only the first part counts.

    Of a language without one it holds nothing: everything stays English.
    """
    code = language.partition("-")[0].lower()
    if code not in languages()[1:]:
        return gettext.NullTranslations()
    return Catalogue((FOLDER / f"{code}.po").read_text("utf-8"))

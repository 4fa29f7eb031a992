"""The bundled type loads, and covers the scripts the desk writes in."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo, QRawFont

import resources
from editor.ui import fonts

LETTERS = "aZéßőřżđ łΑλώ ЖяїєґЂ “„«»”’—–… €£№ ½ ²"


@pytest.fixture(scope="module")
def loaded(qapp):
    return set(fonts.load())


def test_both_families_come_along(loaded):
    assert {fonts.SERIF, fonts.SANS} <= loaded


@pytest.mark.parametrize("font", [fonts.serif, fonts.sans])
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_the_type_is_the_bundled_one_in_every_style(loaded, font, bold, italic):
    made: QFont = font(18)
    made.setBold(bold)
    made.setItalic(italic)
    assert QFontInfo(made).family() == made.families()[0]


@pytest.mark.parametrize("name", fonts.FILES)
def test_every_file_covers_the_scripts_the_desk_writes_in(qapp, name):
    raw = QRawFont(str(resources.path(f"fonts/{name}")), 18)
    assert [c for c in LETTERS if not raw.supportsCharacter(ord(c))] == []


def test_the_files_are_small_and_licensed():
    size = sum(resources.path(f"fonts/{name}").stat().st_size for name in fonts.FILES)
    assert size < 3_000_000
    for name in ("Inter-OFL.txt", "NotoSerif-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in resources.text(f"licences/{name}")
    assert "Apache License" in resources.text("licences/DroidSansFallback-Apache-2.0.txt")
    assert "ISC License" in resources.text("licences/Lucide-ISC.txt")

"""Both looks are whole, and every pair of colours people read can be read."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette

from db.kinds import Kind, State
from editor.ui.theme import CHOICES, apply, contrast, current, resolve, theme

NAMES = ("light", "dark")


@pytest.fixture
def app(qapp):
    """The program; it wears what it wore before when the test is over."""
    before = qapp.palette(), qapp.style().name(), qapp.styleSheet(), qapp.property("galley_theme")
    yield qapp
    qapp.setProperty("galley_theme", before[3])
    qapp.setStyleSheet(before[2])
    qapp.setStyle(before[1])
    qapp.setPalette(before[0])


def test_contrast_is_as_wcag_defines_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_and_state_has_colours(name):
    assert set(theme(name).kinds) == set(Kind)
    assert set(theme(name).states) == set(State)


@pytest.mark.parametrize("name", NAMES)
def test_words_stand_out_from_every_ground(name):
    look = theme(name)
    tints = [*look.kinds.values(), *look.states.values()]
    papers = [look.roles[role] for role in ("base", "focus", "selected")]
    papers += [tint.fill for tint in tints]
    grounds = [*papers, *(look.roles[role] for role in ("window", "panel", "raised", "hover"))]
    for paper in papers:
        assert contrast(look.roles["text"], paper) >= 7, paper
    for ground in grounds:
        for role in ("text", "muted", "accent"):
            assert contrast(look.roles[role], ground) >= 4.5, (role, ground)
    for role in ("window", "panel", "base", "raised"):
        assert contrast(look.roles["danger"], look.roles[role]) >= 4.5, role
        assert contrast(look.roles["faint"], look.roles[role]) >= 2.5, role
    assert contrast(look.roles["on_accent"], look.roles["accent"]) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_both_themes_have_the_same_roles(name):
    assert set(theme(name).roles) == set(theme("light").roles)


@pytest.mark.parametrize("name", NAMES)
def test_a_tint_can_be_read_and_its_line_seen(name):
    look = theme(name)
    for key, tint in {**look.kinds, **look.states}.items():
        assert contrast(tint.ink, tint.fill) >= 4.5, key
        assert contrast(tint.ink, look.roles["base"]) >= 4.5, key
        assert contrast(tint.ink, look.roles["focus"]) >= 3, key


def test_a_state_gives_the_colours_before_the_kind():
    look = theme("light")
    assert look.tint(Kind.FACT, State.QUERY) == look.states["query"]
    assert look.tint(Kind.COMMENT, None) == look.kinds["comment"]


@pytest.mark.parametrize("name", NAMES)
def test_the_program_wears_a_theme(app, name):
    apply(app, name)
    assert current() is theme(name)
    assert app.palette().color(QPalette.ColorRole.Base).name() == theme(name).roles["base"]
    disabled = app.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name() == theme(name).roles["faint"]


def test_a_choice_is_a_theme(qapp):
    assert [resolve(qapp, name) for name in ("light", "dark")] == ["light", "dark"]
    assert resolve(qapp, "system") in NAMES and set(CHOICES) == {"system", *NAMES}


def test_an_unknown_theme_is_refused():
    with pytest.raises(FileNotFoundError):
        theme("sepia")

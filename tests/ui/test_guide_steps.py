"""A step is over when its act was done, in the article it began in, and not before."""

from __future__ import annotations

import pytest

from editor.ui.actions import all_actions
from editor.ui.guide_steps import END, STEPS, Course, Seen
from editor.ui.pages import PAGES

START = Seen("article", "a")
DEEDS = (
    {"focused": "m", "open": True},
    {"evidence": 1},
    {"confirmed": 1},
    {"marks": 1},
    {"marks": 0},
    {"page": "queue"},
    {"page": "closing"},
)


def test_every_step_is_passed_by_its_own_deed_alone():
    course, now = Course(START), START
    for number, deed in enumerate(DEEDS):
        assert course.at == number and not course.go_on(now)
        now = now._replace(**deed)
        assert course.go_on(now) and not course.go_on(now)
    assert course.step is END and not course.go_on(now._replace(page="queue", marks=9))


@pytest.mark.parametrize("seen", [{"focused": "m"}, {"evidence": 3}, {"page": "queue"}])
def test_other_deeds_pass_nothing(seen):
    course = Course(START)
    assert not course.go_on(START._replace(**seen)) and course.at == 0


def test_another_article_begins_the_step_anew():
    course = Course(START)
    course.go_on(START._replace(focused="m", open=True))
    other = Seen("article", "b", evidence=7)
    assert not course.go_on(other) and course.at == 1
    assert course.go_on(other._replace(evidence=8))


def test_each_step_names_an_action_with_a_key():
    keys = {row.id: row.keys for row in all_actions(PAGES)}
    assert all(keys[step.action] for step in (*STEPS, END))

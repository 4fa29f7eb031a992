"""Closing times as people type and read them."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.records import NEVER
from editor.times import DAY, HOUR, MINUTE, left, moment, parse_close, span

NOON = datetime(2026, 11, 25, 12, 0)
NOW = round(NOON.timestamp() * 1000)


def at(*values):
    return round(datetime(*values).timestamp() * 1000)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20:15", at(2026, 11, 25, 20, 15)),
        ("20.15", at(2026, 11, 25, 20, 15)),
        ("9", at(2026, 11, 26, 9, 0)),
        ("9:05", at(2026, 11, 26, 9, 5)),
        ("today 9:05", at(2026, 11, 25, 9, 5)),
        ("Tomorrow 18h", at(2026, 11, 26, 18, 0)),
        ("tomorrow", at(2026, 11, 26, 23, 59)),
        ("2026-12-24", at(2026, 12, 24, 23, 59)),
        ("2026-12-24 07:30", at(2026, 12, 24, 7, 30)),
        ("+2h", NOW + 2 * HOUR),
        ("+ 45 m", NOW + 45 * MINUTE),
        ("+3d", NOW + 3 * DAY),
        ("  ", NEVER),
    ],
)
def test_a_typed_time_is_the_one_meant(typed, meant):
    assert parse_close(typed, NOW) == meant


@pytest.mark.parametrize("typed", ["25:00", "9:60", "soon", "2026-02-30", "today x", "+h", "-1"])
def test_what_is_no_time_is_none(typed):
    assert parse_close(typed, NOW) is None


def test_moments_near_now_are_said_shortly():
    assert moment(at(2026, 11, 25, 14, 2), NOW) == "14:02"
    assert moment(at(2026, 11, 26, 9, 0), NOW) == "tomorrow 09:00"
    assert moment(at(2026, 11, 24, 9, 0), NOW) == "yesterday 09:00"
    assert moment(at(2026, 12, 5, 9, 0), NOW).endswith(" 09:00")
    assert moment(at(2027, 1, 5, 9, 0), NOW).endswith("2027")
    assert [moment(value, NOW) for value in (0, NEVER, -5, 10**30)] == [""] * 4


def test_what_is_left_and_what_is_over():
    assert left(NOW + 2 * HOUR + 5 * MINUTE, NOW) == "2 h 05 min left"
    assert left(NOW - 40 * MINUTE, NOW) == "40 min over"
    assert left(NOW + 3 * DAY, NOW) == "3 days left"
    assert left(NEVER, NOW) == ""
    assert span(59 * MINUTE) == "59 min"

"""The house's rule: how many sources are enough for a check. Plain values, as `db.kinds`."""

from __future__ import annotations

PRIMARY, SECONDARY = "evidence.primary", "evidence.secondary"
"""The desk's settings: how many sources are enough. 0 primary ones: nothing is ever thin."""

ENOUGH = {PRIMARY: 1, SECONDARY: 2}

"""Whether a passage is where its words went: the thresholds, in one place."""

from __future__ import annotations

from editor.text.carry_project import Projection

SHORT = 3
"""A passage of so many words or fewer needs its surroundings."""
HELD = 0.5
"""The support from which the surroundings speak for a place."""


def verdict(n: int, p: Projection, alike: float) -> bool | None:
    """Whether a passage of `n` words is where `p` says: True, False for perhaps, None for no.

    `alike` is how alike both passages are. A short passage needs its surroundings.
    """
    if n <= SHORT:
        return _short(n, p, alike)
    perhaps = p.coverage >= 0.38 or alike >= 0.5 or (p.both and p.coverage >= 0.25)
    if p.support < 0.3 and p.coverage < 0.7 and alike < 0.62:
        return False if p.coverage >= 0.38 or alike >= 0.5 else None
    if p.coverage >= 0.52 and alike >= 0.35 or alike >= 0.62:
        return True
    if p.both and p.support >= HELD and p.coverage >= 0.38 and not p.moved:
        return True
    return False if perhaps else None


def _short(n: int, p: Projection, alike: float) -> bool | None:
    if p.intact:
        return p.support >= (0.2 if n == SHORT else 0.3 if p.left or p.right else HELD)
    if p.support < 0.45:
        return None
    if p.coverage >= 0.4 or (p.both and p.support >= 0.85):
        return True
    if p.both and p.support >= HELD and (p.coverage >= 0.2 or alike >= 0.4):
        return True
    return False if p.coverage >= 0.2 or p.both else None

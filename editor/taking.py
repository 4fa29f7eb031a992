"""What comes back or comes from others in one file: marks, published fact-checks, a package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db.errors import Refused
from db.store import Store
from editor.commands.archive import Filed, file_published
from editor.commands.incoming import Taken, take_in
from editor.commands.merge import Merged, merge
from editor.exchange import carry, claimreview
from editor.exchange.importers import incoming
from editor.i18n import _, plural
from editor.scale import scale
from editor.settings import desk
from editor.text.incoming import Incoming

PACKAGE = ".galley"

Done = Taken | Filed | Merged
"""What became of what was read."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What a file holds: exactly one of the three."""

    marks: tuple[Incoming, ...] = ()
    reviews: tuple[claimreview.Reviewed, ...] = ()
    package: carry.Carried | None = None


def read(path: Path, text: str) -> Taking:
    """What a file holds for the draft with this text; nothing is changed.

    Raises ExchangeError, ReadError or OSError.
    """
    data = path.read_bytes()
    if path.suffix.lower() == PACKAGE:
        return Taking(package=carry.read(data, path.name))
    if b"ClaimReview" in data and not data.startswith((b"PK", b"%PDF")):
        return Taking(reviews=tuple(claimreview.read(data)))
    return Taking(tuple(incoming(data, path.name, text)))


def keep(store: Store, person: str, now: int, article_id: str, taking: Taking) -> Done:
    """Keep what was read, in one act; marks are for an article, Refused where there is none."""
    if taking.package is not None:
        package = taking.package
        return merge(store, person, now, package.records, package.originals, package.files)
    if taking.reviews:
        return archive(store, person, now, taking.reviews)
    if not article_id:
        raise Refused(field="article", value="")
    return take_in(store, person, now, article_id, taking.marks)


def archive(
    store: Store, person: str, now: int, reviews: tuple[claimreview.Reviewed, ...]
) -> Filed:
    """File published fact-checks with the verdicts of this house."""
    ours, verdicts = scale(desk(store, "verdicts.ratings")), desk(store, "verdicts")
    return file_published(store, person, now, claimreview.published(reviews, ours, verdicts))


def told(done: Done) -> str:
    """What was kept, in one sentence."""
    if isinstance(done, Merged):
        added = sum(count for _kind, count in done.added)
        words = _(
            "{added} records added, {same} here already, {kept} differ and stay as they are here"
        )
        return words.format(added=added, same=done.same, kept=len(done.kept))
    if isinstance(done, Filed):
        return filed(len(done.checks), done.same)
    words = _("{0} added, {1} to review, {2} changed, {3} known already")
    return words.format(len(done.added), len(done.doubtful), len(done.changed), done.same)


def filed(added: int, same: int) -> str:
    """How many fact-checks are new in the archive, and how many were there."""
    words = plural(
        "{count} fact-check filed in the archive", "{count} fact-checks filed in the archive", added
    )
    return words + ", " + _("{same} there already").format(same=same)

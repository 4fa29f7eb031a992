"""Acts on errors found after publication."""

from __future__ import annotations

from db.errors import Refused
from db.records import Correction, new_id
from db.store import Store


def add_correction(
    store: Store,
    person: str,
    now: int,
    article_id: str,
    wrong: str,
    right: str,
    check_id: str = "",
    noticed_by: str = "",
    cause: str = "",
    ran: str = "",
) -> Correction:
    """Log what was wrong and what is right; Refused without both.

    `check_id` is the check that let it through, `ran` where the correction was published.
    """
    if not (wrong.strip() and right.strip()):
        raise Refused(field="correction", value=(wrong or right).strip())
    with store.act(person, now, "add correction") as act:
        return act.add(
            Correction(
                id=new_id(now),
                article=article_id,
                wrong=wrong.strip(),
                right=right.strip(),
                noticed_by=noticed_by.strip(),
                cause=cause.strip(),
                ran=ran.strip(),
                check=check_id,
                author=person,
                at=now,
            )
        )


def edit_correction(
    store: Store, person: str, now: int, correction: Correction, **fields: object
) -> Correction:
    """Change fields of a correction; StaleEdit when one of them moved on meanwhile."""
    with store.act(person, now, "edit correction") as act:
        return act.change(correction, **fields)


def remove_correction(store: Store, person: str, now: int, correction: Correction) -> None:
    """Take a correction back."""
    with store.act(person, now, "remove correction") as act:
        act.remove(correction)

"""Marks and suggestions as the one-line cards of the margin."""

from __future__ import annotations

from db.records import Annotation, Suggestion
from editor.text.tracked import stands
from editor.ui.card_head import tracked_words
from editor.ui.margin_paint import CardLine
from editor.ui.opened import Reading

OFFER = "offer"
"""The id of the card that a suggestion has in the margin."""


def card_line(reading: Reading, mark: Annotation) -> CardLine:
    """A mark as one line of the margin."""
    check = reading.check_of(mark)
    words = mark.change or mark.note or (check.statement if check else "") or mark.exact
    if stands(mark):
        words = tracked_words(mark)
    return CardLine(
        id=mark.id,
        start=mark.start or 0,
        kind=mark.kind,
        state=check.state if check else None,
        number=reading.numbers[mark.id],
        initials=reading.initials.get(mark.author, ""),
        text=" ".join(words.split()),
        thin=check.thin if check else False,
        risk=check.risk if check else CardLine._field_defaults["risk"],
        replies=reading.open_replies.get(mark.id, 0),
    )


def offer_line(offer: Suggestion) -> CardLine:
    """A suggestion as one line of the margin."""
    return CardLine(OFFER, offer.start, offer.kind, None, 0, "", offer.text)

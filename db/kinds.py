"""The closed vocabularies of the records: keys in snake_case, labels live in `editor.i18n`."""

from __future__ import annotations

from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a draft is."""

    HEADLINE = "headline"
    KICKER = "kicker"
    DECK = "deck"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    BLOCK_QUOTE = "block_quote"
    PULL_QUOTE = "pull_quote"
    CAPTION = "caption"
    TABLE = "table"
    SIDEBAR = "sidebar"
    BYLINE = "byline"
    DATELINE = "dateline"
    CONTRIBUTOR_LINE = "contributor_line"
    SOCIAL_TEXT = "social_text"
    NOT_ARTICLE = "not_article"


class SpanKind(StrEnum):
    """What an inline run of text is."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    QUOTE = "quote"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    PAGE = "page"
    CUE = "cue"


class Kind(StrEnum):
    """What a mark is."""

    QUOTE = "quote"
    CLAIM = "claim"
    FACT = "fact"
    COMMENT = "comment"
    CHANGE = "change"


class State(StrEnum):
    """Where the work on a check stands."""

    UNCHECKED = "unchecked"
    CHECKING = "checking"
    ASKED_SOURCE = "asked_source"
    QUERY = "query"
    NEEDS_SECOND_SOURCE = "needs_second_source"
    CHANGE_NEEDED = "change_needed"
    CONFIRMED = "confirmed"
    CONFIRMED_WITH_CHANGE = "confirmed_with_change"
    ON_AUTHOR = "on_author"
    STET = "stet"
    CANNOT_CONFIRM = "cannot_confirm"
    CUT = "cut"
    NOT_A_FACT = "not_a_fact"


SETTLED = frozenset(
    {State.CONFIRMED, State.CONFIRMED_WITH_CHANGE, State.STET, State.CUT, State.NOT_A_FACT}
)
"""States that need nobody any more; every other state is open."""


class Risk(StrEnum):
    """How much a wrong fact would hurt."""

    NORMAL = "normal"
    SENSITIVE = "sensitive"
    LEGAL = "legal"


class PlacementStatus(StrEnum):
    """What became of a mark in a draft."""

    KEPT = "kept"
    MOVED = "moved"
    CHANGED = "changed"
    REVIEW = "review"
    CUT = "cut"
    LOST = "lost"


class FactType(StrEnum):
    """What a suggested fact is about."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    WORK = "work"
    MEASURE = "measure"
    MONEY = "money"
    PERCENTAGE = "percentage"
    COUNT = "count"
    RANK = "rank"
    SCORE = "score"
    DATE = "date"
    TIME = "time"
    AGE = "age"
    DURATION = "duration"
    SUPERLATIVE = "superlative"
    COMPARISON = "comparison"
    CAUSE = "cause"
    LEGAL = "legal"


class Covered(StrEnum):
    """What became of a sentence of a draft."""

    MARKED = "marked"
    PARTLY_MARKED = "partly_marked"
    NO_FACTS = "no_facts"
    NOT_ARTICLE = "not_article"
    UNMARKED = "unmarked"

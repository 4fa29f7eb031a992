"""The values every part of Galley speaks in: frozen, plain, standard library only.

Offsets are code points in a draft's canonical text, end exclusive. Times are
milliseconds since 1970 UTC; `NEVER` stands for "not set" where a value sorts.
Ids are 32 hex digits, time-ordered, made by the client (`new_id`).
"""

from __future__ import annotations

from db.records.answers import (
    ArticleSummary,
    Chain,
    ChainLink,
    Change,
    HistoryEntry,
    Hit,
    QueueFilter,
    QueuePage,
    QueueRow,
    SourceUse,
)
from db.records.desk import Person, SavedFilter, Setting
from db.records.ids import NEVER, new_id
from db.records.proof import ContactAttempt, Evidence, Source
from db.records.text import (
    Block,
    Candidate,
    Document,
    Note,
    NoteReply,
    Overlay,
    Placement,
    Revision,
    Span,
    Suggestion,
    Wire,
)
from db.records.work import (
    Annotation,
    Article,
    Check,
    Correction,
    Decision,
    Pass,
    Query,
    Reply,
)

__all__ = [
    "Annotation",
    "Article",
    "ArticleSummary",
    "Block",
    "Candidate",
    "Chain",
    "ChainLink",
    "Change",
    "Check",
    "ContactAttempt",
    "Correction",
    "Decision",
    "Document",
    "Evidence",
    "HistoryEntry",
    "Hit",
    "NEVER",
    "Note",
    "NoteReply",
    "Overlay",
    "Pass",
    "Person",
    "Placement",
    "Query",
    "QueueFilter",
    "QueuePage",
    "QueueRow",
    "Reply",
    "Revision",
    "SavedFilter",
    "Setting",
    "Source",
    "SourceUse",
    "Span",
    "Suggestion",
    "new_id",
    "Wire",
]

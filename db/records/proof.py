"""What checks rest on: sources, evidence, and attempts to reach people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """What evidence rests on. `kind` is person, document, recording, data or web_page.

    `file` is the sha256 of a file kept in the store; a `confidential` source is redacted by rule.
    """

    id: str
    kind: str
    name: str
    locator: str = ""
    contact: str = ""
    note: str = ""
    file: str = ""
    file_name: str = ""
    confidential: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Joins a check to a source.

    `stance` is supports, refutes or context; `method` primary, secondary or author_says: the
    writer's own pointer, which proves nothing until a checker saw it (`seen_at` 0 = not seen).
    """

    id: str
    check: str
    source: str
    stance: str = "supports"
    method: str = "primary"
    locator: str = ""
    excerpt: str = ""
    seen_by: str = ""
    seen_at: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class ContactAttempt:
    """One attempt to reach a source. `result` is reached, no_answer, left_message or declined."""

    id: str
    source: str
    article: str
    author: str
    at: int
    way: str = ""
    result: str = "no_answer"
    note: str = ""
    version: int = 1

"""What is to be checked again is found at once, for it stands at the top of the queue.

Frozen: it knows nothing of the program that uses it.
"""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    """Make the index."""
    db.execute_sql(
        'CREATE INDEX check_again ON "check" (close, priority, key)'
        " WHERE reopened <> '[]' AND state = 'unchecked' AND gone = 0"
    )

"""A checker as a process: takes the next check until none is free and prints each id.

python3 tests/db/take_all.py URL PERSON
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db.errors import Locked, NotFound  # noqa: E402
from db.store import Store  # noqa: E402


def main(url: str, person: str) -> None:
    """Take and tell, until there is nothing left to take."""
    store = Store.open(url)
    while True:
        try:
            check = store.next_check(person, time.time_ns() // 1_000_000)
        except NotFound:
            break
        except Locked:  # all the others were quicker for five seconds
            continue
        print(f"GOT {check.id}", flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])

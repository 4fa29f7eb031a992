"""What is too long to be typeset at once, typeset in parts that are joined to one file.

The typesetter keeps what it has laid out, a thousand rows in 200 MB, and gives it
back only when its process ends. So every part has a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from editor.exchange.errors import ExchangeError
from editor.exchange.pdf_join import join
from editor.exchange.typeset import typeset
from editor.i18n import _, speaking

Article = dict[str, Any]
"""Data of a template: `title`, `by` and `lead` stand once, its rows in the pieces of `flow`."""

LONG, PART = 2500, 1000
"""Rows from which on there are parts, and how many rows a part has."""
ROWS = ("entries", "items", "blocks", "facts")
"""What a piece of the flow holds; one of them."""
APART = "import sys; sys.path[:0] = sys.argv[1:]; from editor.exchange.parts import main; main()"


def print_out(template: str, data: dict[str, Any]) -> bytes:
    """The PDF a template makes of some data, in bounded memory.

    Pages of a long one are numbered by part, as they all say. Raises ExchangeError `form_ended`.
    """
    pieces = (piece for article in data["articles"] for piece in article["flow"])
    if sum(len(piece[_rows_of(piece)]) for piece in pieces) <= LONG:
        return typeset(template, data)
    parts = list(cut_up(data["articles"]))
    page = _("part {part} of {parts}, page {page} of {pages}").replace("{parts}", f"{len(parts)}")

    def made(number: int, articles: list[Article]) -> bytes:
        words = data["words"] | {"page": page.replace("{part}", f"{number}")}
        told = json.dumps([template, data | {"words": words, "articles": articles}])
        command = [sys.executable, "-P", "-c", APART, str(Path(__file__).parents[2])]
        done = subprocess.run(
            command,
            input=told.encode(),
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if done.returncode:  # killed for its memory, most likely; what else it was it has written
            detail = _("it takes too much time or memory")
            raise ExchangeError("form_ended", name="PDF", detail=detail)
        return done.stdout

    return join(made(number, articles) for number, articles in enumerate(parts, 1))


def main() -> None:
    """Typeset what comes as JSON, a template's name and its data, and put it out."""
    template, data = json.load(sys.stdin)
    with speaking(data["language"]):
        sys.stdout.buffer.write(typeset(template, data))


def cut_up(articles: list[Article], most: int = PART) -> Iterator[list[Article]]:
    """The articles in order, of `most` rows each time; one that goes on says so in its title."""
    part: list[Article] = []
    room = most
    for article in articles:
        if room <= 0:
            yield part
            part, room = [], most
        part.append(article | {"flow": []})
        for piece in article["flow"]:
            name = _rows_of(piece)
            rows, at = piece[name], 0
            while at < len(rows) or not at:
                if room <= 0:
                    yield part
                    part, room = [_goes_on(article)], most
                taken = rows[at : at + room]
                intro = {"intro": ""} if at else {}
                part[-1]["flow"].append(piece | intro | {name: taken})
                at, room = at + max(1, len(taken)), room - max(1, len(taken))
    yield part


def _rows_of(piece: dict[str, Any]) -> str:
    """The name of what is long in a piece, or of what it has at all."""
    return max((name for name in ROWS if name in piece), key=lambda name: len(piece[name]))


def _goes_on(article: Article) -> Article:
    words = _("{title} (continued)").format(title=article["title"]["text"])
    title = article["title"] | {"text": words}
    return article | {"title": title, "headed": False, "by": "", "lead": [], "flow": []}

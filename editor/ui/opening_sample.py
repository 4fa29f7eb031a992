"""The bundled sample, read in the worker and filed as an article."""

from __future__ import annotations

from collections.abc import Callable

from db.records import Document
from editor.handover import Failed
from editor.late import late
from editor.session import Session


def open_sample(session: Session, show: Callable[[str], None], failed: Failed) -> None:
    """File the sample and hand its article's id to `show`; a failure goes to `failed`."""

    def file(drafts: list[Document]) -> None:
        filed = session.run(late("editor.sample:file_sample"), drafts)
        session.then(filed, lambda article: show(article.id), failed)

    session.then(session.work("editor.sample:documents"), file, failed)

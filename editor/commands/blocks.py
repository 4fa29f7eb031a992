"""Acts on a draft's paragraphs: naming their kind, adding display type that was not in the file.

The draft itself stays as it was read; a person's word lies over it.
"""

from __future__ import annotations

from collections.abc import Iterable

from db.errors import Refused
from db.kinds import BlockKind
from db.records import Overlay, new_id
from db.store import Store


def set_kind(
    store: Store, person: str, now: int, article_id: str, start: int, kind: BlockKind
) -> Overlay | None:
    """Name the kind of the paragraph that begins at code point `start` of the newest draft.

    The kind it was read with takes an earlier word back, and gives None. Raises Refused where no
    paragraph begins.
    """
    revision = store.revision(store.article(article_id).revision)
    block = next((block for block in revision.blocks if block.start == start), None)
    if block is None:
        raise Refused(field="paragraph", value=start)
    said = [o for o in store.overlays(revision.id) if o.start == start and not o.text]
    with store.act(person, now, "name paragraph") as act:
        if kind is block.kind:
            for overlay in said:
                act.remove(overlay)
            return None
        if said:
            return act.change(said[0], kind=kind)
        made = Overlay(new_id(now), article_id, revision.id, block.start, block.end, kind)
        return act.add(made)


def take_back(
    store: Store, person: str, now: int, article_id: str, starts: Iterable[int]
) -> list[Overlay]:
    """Make paragraphs that were set apart as not article part of it again, in one act."""
    revision = store.revision(store.article(article_id).revision)
    blocks = {block.start: block for block in revision.blocks}
    said = {o.start for o in store.overlays(revision.id) if not o.text}
    with store.act(person, now, "take back into the article") as act:
        return [
            act.add(
                Overlay(
                    new_id(now),
                    article_id,
                    revision.id,
                    start,
                    blocks[start].end,
                    BlockKind.PARAGRAPH,
                )
            )
            for start in starts
            if start in blocks and start not in said
        ]


def add_display(
    store: Store, person: str, now: int, article_id: str, start: int, kind: BlockKind, text: str
) -> Overlay:
    """Add display type above the paragraph that begins at code point `start`.

    Raises Refused for an empty text.
    """
    words = " ".join(text.split())
    if not words:
        raise Refused(field="text", value=text)
    revision = store.article(article_id).revision
    with store.act(person, now, "add display type") as act:
        return act.add(Overlay(new_id(now), article_id, revision, start, start, kind, words))


def remove_display(store: Store, person: str, now: int, overlay: Overlay) -> None:
    """Take added display type away."""
    with store.act(person, now, "remove display type") as act:
        act.remove(overlay)


def change_display(
    store: Store, person: str, now: int, overlay: Overlay, **fields: object
) -> Overlay:
    """Reword added display type, or name another kind for it."""
    with store.act(person, now, "change display type") as act:
        return act.change(overlay, **fields)

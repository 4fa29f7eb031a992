"""Acts on a draft's paragraphs: naming their kind, adding display type that was not in the file.

The draft itself stays as it was read; a person's word lies over it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from db.errors import Refused
from db.kinds import BlockKind
from db.records import Block, Overlay, Revision, new_id
from db.store import Store
from editor.text.survey import as_shown


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
    store: Store, person: str, now: int, article_id: str, starts: Collection[int] | None = None
) -> int:
    """Make paragraphs that are not article part of it again, in one act; None takes all.

    Gives how many there were.
    """
    kinds = {
        start: BlockKind.PARAGRAPH if block.kind is BlockKind.NOT_ARTICLE else block.kind
        for start, (block, kind) in _named(store, article_id).items()
        if kind is BlockKind.NOT_ARTICLE and (starts is None or start in starts)
    }
    return _name(store, person, now, article_id, kinds, "take back into the article")


def set_apart(store: Store, person: str, now: int, article_id: str, starts: Iterable[int]) -> int:
    """Make paragraphs not article, in one act. Gives how many were part of it."""
    shown = _named(store, article_id)
    kinds = {
        start: BlockKind.NOT_ARTICLE
        for start in starts
        if start in shown and shown[start][1] is not BlockKind.NOT_ARTICLE
    }
    return _name(store, person, now, article_id, kinds, "set apart from the article")


def as_named(store: Store, revision: Revision) -> tuple[Block, ...]:
    """The blocks of a draft with the kinds persons gave them."""
    return as_shown(revision.blocks, store.overlays(revision.id))


def _named(store: Store, article_id: str) -> dict[int, tuple[Block, BlockKind]]:
    """The newest draft's blocks as they were read, by their start, with what they count as."""
    revision = store.revision(store.article(article_id).revision)
    pairs = zip(revision.blocks, as_named(store, revision), strict=True)
    return {block.start: (block, shown.kind) for block, shown in pairs}


def _name(
    store: Store, person: str, now: int, article_id: str, kinds: Mapping[int, BlockKind], label: str
) -> int:
    revision = store.revision(store.article(article_id).revision)
    said = {o.start: o for o in store.overlays(revision.id) if not o.text}
    ends = {block.start: (block.end, block.kind) for block in revision.blocks}
    with store.act(person, now, label) as act:
        for start, kind in kinds.items():
            end, read = ends[start]
            if start in said and kind is read:
                act.remove(said[start])
            elif start in said:
                act.change(said[start], kind=kind)
            else:
                act.add(Overlay(new_id(now), article_id, revision.id, start, end, kind))
    return len(kinds)


def add_display(
    store: Store, person: str, now: int, article_id: str, start: int, kind: BlockKind, text: str
) -> Overlay:
    """Add display type above the paragraph that begins at code point `start`.

    Raises Refused for an empty text.
    """
    words = _one_line(text)
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
    """Reword added display type, or name another kind for it; Refused for an empty text."""
    if "text" in fields:
        fields["text"] = _one_line(str(fields["text"]))
    with store.act(person, now, "change display type") as act:
        return act.change(overlay, **fields)


def _one_line(text: str) -> str:
    """The words of display type without breaks; Refused when there are none."""
    words = " ".join(text.split())
    if not words:
        raise Refused(field="text", value=text)
    return words

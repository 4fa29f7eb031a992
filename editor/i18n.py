"""Words for people: translation, labels of states and kinds, one plain sentence per error."""

from __future__ import annotations

import errno
import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum

from db.kinds import BlockKind, Covered, Kind, PlacementStatus, Risk, State
from editor.catalogue import catalogue

_ENGLISH = _gettext.NullTranslations()
_spoken: ContextVar[_gettext.NullTranslations] = ContextVar("spoken")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything said inside is in a language (a code); "" changes nothing."""
    if not language:
        yield
        return
    token = _spoken.set(catalogue(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str) -> str:
    """`text` in the language spoken, or as it is where no translation exists."""
    return _spoken.get(_ENGLISH).gettext(text)


def plural(one: str, many: str, count: int, **values: object) -> str:
    """`one` or `many` as `count` asks, translated, with `{count}` and `values` filled in."""
    return _spoken.get(_ENGLISH).ngettext(one, many, count).format(count=count, **values)


LABELS: dict[Enum, str] = {
    State.UNCHECKED: "unchecked",
    State.CHECKING: "checking",
    State.ASKED_SOURCE: "asked source",
    State.QUERY: "query",
    State.NEEDS_SECOND_SOURCE: "needs second source",
    State.CHANGE_NEEDED: "change needed",
    State.CONFIRMED: "confirmed",
    State.CONFIRMED_WITH_CHANGE: "confirmed with change",
    State.ON_AUTHOR: "on author",
    State.STET: "stet",
    State.CANNOT_CONFIRM: "cannot confirm",
    State.CUT: "cut",
    State.NOT_A_FACT: "not a fact",
    Kind.QUOTE: "quote",
    Kind.CLAIM: "claim",
    Kind.FACT: "fact",
    Kind.COMMENT: "comment",
    Kind.CHANGE: "change",
    Risk.NORMAL: "normal",
    Risk.SENSITIVE: "sensitive",
    Risk.LEGAL: "legal",
    BlockKind.HEADLINE: "headline",
    BlockKind.KICKER: "kicker",
    BlockKind.DECK: "deck",
    BlockKind.HEADING: "heading",
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.LIST_ITEM: "list item",
    BlockKind.BLOCK_QUOTE: "block quote",
    BlockKind.PULL_QUOTE: "pull quote",
    BlockKind.CAPTION: "caption",
    BlockKind.TABLE: "table",
    BlockKind.SIDEBAR: "sidebar",
    BlockKind.BYLINE: "byline",
    BlockKind.DATELINE: "dateline",
    BlockKind.CONTRIBUTOR_LINE: "contributor line",
    BlockKind.SOCIAL_TEXT: "social text",
    BlockKind.NOT_ARTICLE: "not article",
    PlacementStatus.KEPT: "kept",
    PlacementStatus.MOVED: "moved",
    PlacementStatus.CHANGED: "changed",
    PlacementStatus.REVIEW: "to review",
    PlacementStatus.CUT: "cut",
    PlacementStatus.LOST: "lost",
    Covered.MARKED: "marked",
    Covered.PARTLY_MARKED: "partly marked",
    Covered.NO_FACTS: "no facts here",
    Covered.NOT_ARTICLE: "not article",
    Covered.UNMARKED: "unmarked",
}

TERMS: dict[str, str] = {
    "supports": "supports",
    "refutes": "refutes",
    "context": "context",
    "primary": "primary",
    "secondary": "secondary",
    "author_says": "author says",
    "person": "person",
    "document": "document",
    "recording": "recording",
    "data": "data",
    "web_page": "web page",
    "accepted": "accepted",
    "reached": "reached",
    "no_answer": "no answer",
    "left_message": "left a message",
    "declined": "declined",
    "writer": "writer",
    "editor": "editor",
    "lawyer": "lawyer",
    "source": "source",
    "direct": "direct",
    "indirect": "indirect",
    "mixed": "mixed",
    "on_record": "on record",
    "background": "on background",
    "not_for_attribution": "not for attribution",
    "off_record": "off the record",
    "checking": "checking",
    "author": "author",
    "copy": "copy",
    "legal": "legal",
    "page_proof": "page proof",
    "sign_off": "sign-off",
    "inserted": "inserted",
    "deleted": "deleted",
    "changed": "changed",
    "form": "only form",
    "moved": "moved",
    "numbers": "numbers",
    "units": "units",
    "names": "names",
    "negation": "negation",
    "modality": "certainty",
    "quotes": "quotation marks",
    "wording": "wording",
    "rival": "it could stand in more than one place",
    "thin": "little of it is left",
    "likeness": "something like it stands elsewhere",
    "surroundings": "nothing around it is the same",
    "beside": "a word beside it changed what it says",
    "attribution": "who says it",
    "proposal": "the proposed wording stands",
    "proposed": "the wording that was proposed stands here, and nobody answered it yet",
}
"""Labels of keys that a desk may add to, such as verdicts: what is not here is shown as words."""


def term(key: str) -> str:
    """What people call a key such as `author_says`, translated; empty for an empty one."""
    known = TERMS.get(key)
    return _(known) if known is not None else key.replace("_", " ")


SENTENCES: dict[str, str] = {
    "not_found": "There is no {kind} “{ref}”.",
    "ambiguous": "“{ref}” fits {count} records; give more of the id.",
    "stale_edit": "Someone changed the {field} meanwhile: yours is “{mine}”, theirs is “{theirs}”.",
    "exists": "There is already a {kind} with the id {id}.",
    "interrupted": "The search was stopped.",
    "too_few_answers": "To learn, this wants {least} sentences with marks and {least} declared "
    "free of facts; there are {marked} and {free}.",
    "refused": "“{value}” is not allowed for {field}.",
    "no_second_reader": "{person} checked this article; somebody else has to sign it off.",
    "reasons_missing": "A reason is still missing for {count} thin checks.",
    "nothing_to_undo": "There is nothing to {what}.",
    "locked": "Another program is using {path}; close it there and try again.",
    "read_only": "{path} cannot be written; check its permissions.",
    "gone": "{path} was moved, deleted or replaced while it was open: put it back, or open the"
    " store again.",
    "foreign": "{path} is not a Galley store.",
    "empty_file": "{path} is empty; restore a backup, or delete it to begin a new store.",
    "network_share": "{path} lies on a network share ({kind}), which can damage it: keep the store"
    " on this computer, or several people on one PostgreSQL server.",
    "no_backup": "There is no whole backup at {path}.",
    "newer_schema": "{path} was written by a newer Galley; update this one to open it.",
    "damaged": "{path} does not pass its check ({detail}); restore a backup.",
    "disk_full": "{path} could not be written: the disk is full or failing.",
    "unreachable": "{url} cannot be reached ({detail}).",
    "on_server": "{url} is backed up and restored by its server, with pg_dump and pg_restore.",
    "wrong_password": "{url} wants another password.",
    "server_too_old": "{url} is PostgreSQL {version}; Galley needs {oldest} or newer.",
    "store_error": "The store could not do that.",
    "read_error": "{name} could not be read.",
    "missing": "There is no file {name}.",
    "unreadable": "{name} cannot be read.",
    "empty": "{name} holds no text.",
    "no_text": "{name} holds no text.",
    "too_large": "{name} is too large to read.",
    "unsupported": "{name} is not a kind of file Galley reads.",
    "unknown_format": "{name} is not a kind of file Galley reads.",
    "old_office": "{name} is an old Office file; save it as .docx or .odt and add that.",
    "too_deep": "{name} is nested too deeply to be read safely.",
    "unsafe": "{name} declares things no article needs (a DOCTYPE with entities) and was refused.",
    "binary": "{name} is not text Galley can read.",
    "damaged_file": "{name} is damaged and could not be read.",
    "encrypted": "{name} is protected by a password.",
    "scanned": "{name} is a scan without text; recognise its text first.",
    "missing_library": "Reading {name} needs {library}, which is not installed.",
    "would_reveal": "The report would still name a confidential source, so it was not written.",
    "template_failed": "The template {name} could not be used: {detail}.",
    "too_much_to_print": "More than {most} checks and remarks are too much to print; choose fewer, "
    "or take the web page or the workbook.",
    "form_ended": "{name} could not be written: {detail}.",
    "plugin_failed": "The form {name} of another program failed: {detail}.",
    "no_such_preset": "There is no preset “{name}”.",
    "preset_is_ready": "The preset “{name}” comes with Galley; choose another name.",
    "no_such_filter": "There is no saved filter “{name}”.",
    "no_articles": "There is no article to report on.",
    "not_a_folder": "{name} is a file, not a folder.",
    "hides": "A Galley package holds everything; choose to hide no sources, or another form.",
    "not_a_package": "{name} is not a Galley package.",
    "newer_package": "{name} was written by a newer Galley; update this one to open it.",
    "not_from_pdf": "This draft was not read from a PDF that can be marked.",
    "not_fact_checks": "There are no published fact-checks (ClaimReview) in this file.",
    "not_annotations": "There are no marks in this file that Galley can read.",
    "not_a_project": "This is not a REFI-QDA project Galley can read.",
    "one_article": "This form holds one article at a time, not {count}; name a folder for several.",
    "unknown_report_format": "There is no report format “{name}”.",
    "same_text": "The text is that of draft {number}, word for word; no new draft was made.",
    "other_article": "The text has next to nothing in common with “{slug}”; file it by itself.",
    "empty_draft": "The new draft holds no words; nothing was changed.",
    "url_scheme": "Only http and https addresses are read, not {name}.",
    "url_address": "{name} is not an address that can be read.",
    "url_port": "{name} names a port that pages are not read from.",
    "url_private": "{name} leads into a private network and was refused.",
    "url_redirects": "The address sends on and on; it was given up at {name}.",
    "url_too_large": "{name} is larger than a page may be.",
    "url_timeout": "{name} took too long to answer.",
    "url_status": "{name} answered {status} instead of a page.",
    "url_certificate": "{name} has no valid certificate.",
    "url_unreachable": "{name} cannot be reached.",
    "url_robots": "The site of {name} asks programs not to fetch it; save it from a browser.",
    "empty_folder": "{name} holds no file of a kind that is read.",
    "sheet_alone": "{name} is a fact sheet; show the article it is about and open it again.",
    "sheet": "{name} is a fact sheet; say with --to which article it is about.",
    "unmapped": "{name} has no column for {field}; say which with --map, as in statement=B.",
    "no_part": "{name} has {count} parts, and no part {part}.",
    "known_wire": "{name} is a new version of {slug}; add it with --as-draft or --as-new.",
    "choose": "{name} holds {count} articles; choose among them.",
    "timeout": "Reading {name} took too long and was stopped.",
    "memory": "Reading {name} would take more memory than is allowed.",
    "broke": "Reading {name} broke off; the file is damaged or hostile.",
}


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return {"name": "The file", "path": "the store", "kind": "record"}.get(key, "?")


def label(member: Enum) -> str:
    """What people call an enum member of `db.records`, translated."""
    known = LABELS.get(member)
    return _(known) if known is not None else str(member.value).replace("_", " ")


_SHUT = "{path} cannot be written or read: it may be open in another program, or closed to you."
_FULL = "{path} could not be written: the disk is full."
OF_FILES: dict[int, str] = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY), _SHUT),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _FULL),
    errno.ENOENT: "There is no {path}, or no folder for it.",
    errno.ENOTDIR: "There is no folder for {path}.",
    errno.EISDIR: "{path} is a folder.",
    errno.EINVAL: "{path} is no name that this system allows.",
    errno.ENAMETOOLONG: "The name {path} is longer than this system allows.",
}
"""What the system says of files, by its numbers."""


def sentence(error: BaseException) -> str:
    """One plain sentence for an error that carries `code` and `values`, translated.

    A code nobody wrote a sentence for is named as words with its values, on one line.
    """
    if isinstance(error, OSError) and error.errno in OF_FILES:
        path = error.filename if isinstance(error.filename, str) else ""
        return _one_line(_(OF_FILES[error.errno]).format(path=path))
    code = getattr(error, "code", None)
    values = getattr(error, "values", None)
    values = values if isinstance(values, dict) else {}
    if not isinstance(code, str):
        return _one_line(str(error) or type(error).__name__)
    if code == "damaged" and "path" not in values:
        code = "damaged_file"
    pattern = SENTENCES.get(code)
    if pattern is None:
        return _unknown(code, values)
    return _one_line(_(pattern).format_map(_Values(values)))


def _unknown(code: str, values: dict[str, object]) -> str:
    detail = ", ".join(f"{key} {value}" for key, value in values.items())
    words = code.replace("_", " ").capitalize()
    return _one_line(f"{words} ({detail})." if detail else f"{words}.")


def _one_line(text: str) -> str:
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= 600 else clean[:599] + "…"

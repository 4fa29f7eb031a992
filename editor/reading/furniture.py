"""What on a page is not the article: section labels, teasers, prompts; and who wrote it, where."""

from __future__ import annotations

import re
from dataclasses import replace

from db.kinds import BlockKind
from db.records import Block

LABEL = re.compile(
    r"(latest( news)?|trending|related( articles| news| stories)?|read (more|also)"
    r"|more (from|on)\b.*|recommended|most (read|popular)|see also|you may also like"
    r"|lesen sie auch|mehr zum thema|meistgelesen|lire aussi|à lire aussi|sur le même sujet"
    r"|lea también|más noticias|читайте также|по теме)\W*",
    re.IGNORECASE,
)
"""Section labels that are never a subhead of an article."""
TOPIC = re.compile(
    r"(politics|world|news|sports?|business|opinion|economy|culture)\W*", re.IGNORECASE
)
"""Section labels that may be a subhead; a file that marks its headings says which."""
PROMPT = re.compile(
    r"(leave a (review|comment|reply)|post a comment|share (this|on)\b.*|tweet|print|subscribe\b.*"
    r"|sign up\b.*|log in|comments?( \(\d+\))?|advertisement|follow us\b.*|tags:.*|load more"
    r"|back to top|newsletter abonnieren|kommentare?( \(\d+\))?|s['’]abonner|suscríbete"
    r"|подписаться|комментарии( \(\d+\))?)\W*",
    re.IGNORECASE,
)
COOKIES = re.compile(
    r"(we( and our partners)? (use|value|store)\b.{0,40}\b(cookies?|privacy)|this (web)?site uses"
    r"|by (clicking|continuing)"
    r"|(accept|reject|manage|allow) (all |your )?(cookie|privacy|preference)"
    r"|cookie (policy|settings)"
    r"|wir verwenden cookies|nous utilisons des cookies|utilizamos cookies|мы используем).*",
    re.IGNORECASE | re.DOTALL,
)
CONSENT = re.compile(r"cookie|consent|privacy|datenschutz|einwilligung", re.IGNORECASE)
RELATED = re.compile(
    r"(related|read (more|also|next)|also read|see also|watch|listen|don['’]t miss|lesen sie auch"
    r"|lire aussi|lea también|читайте также)\s*[:|–—-]\s*\S.*",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"(copyright|©).*|.*\ball rights reserved\W*", re.IGNORECASE)
BULLET = re.compile(r"[-•*|–—]")
CAPITAL = r"[^\W\d_a-z][\w.'’-]+"
PERSON = (
    rf"{CAPITAL}(?: (?:{CAPITAL}|[^\W\d_a-z]\.|von|van|de|der|den|da|di|al|bin)){{0,3}} {CAPITAL}"
)
BYLINE = re.compile(rf"(?:[Bb]y )?({PERSON}(?:(?:,| and|,? &) {PERSON})*)")
WORKS = (
    r"(reporter|correspondent|editor|journalist|writer|author|columnist|contributor|freelancer?"
    r"|producer|photographer|critic|fellow)"
)
BOX = re.compile(
    rf"{PERSON},? (is|was|covers|writes|reports|has (written|covered|been))\b"
    rf"(?=.{{0,120}}\b({WORKS}|for \w+|about \w+|based in)\b).*",
    re.DOTALL,
)
BOX_REASON = "author box"
CREDIT = re.compile(
    r"((additional )?(reporting|writing|research|editing) by|with (reporting|files) (by|from))\b.*"
    r"|.*\bcontributed (to this (report|story|article)|reporting)\W*",
    re.IGNORECASE,
)
PLACE = re.compile(r"[^\W\d_a-z][\w' -]+(?:, [^\W\d_a-z][\w. ]+| D\.C\.)")
SHORT = 60
PROMPT_LIMIT = 80
RIGHTS_LIMIT = 200
RELATED_LIMIT = 160
COOKIES_LIMIT = 600
BOX_LIMIT = 500
NEAR = 4
"""Blocks from the article's top or end within which a bare name is a byline."""


def set_apart(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with the furniture made `not_article` with a reason; nothing is deleted.

    A box about the author stays in the article; its reason offers to set it apart.

    A section label opens the tail only in the second half of the text, since a
    label above an article is common.
    """
    result: list[Block] = []
    tail = False
    for block in blocks:
        words = text[block.start : block.end].strip()
        reason = _reason(words, tail)
        if _opens_tail(block, words) and block.start * 2 >= len(text):
            tail, reason = True, "section label"
        if reason and block.kind not in (BlockKind.HEADLINE, BlockKind.NOT_ARTICLE):
            block = replace(block, kind=BlockKind.NOT_ARTICLE, level=0, reason=reason)
        result.append(block)
    return _signed(text, result)


def writers(text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The names on the byline blocks, in order."""
    names: list[str] = []
    for block in blocks:
        if block.kind is BlockKind.BYLINE:
            line = re.sub(r"^by\s+", "", text[block.start : block.end].strip(), flags=re.I)
            names += [name for name in re.split(r",? and |,? & |, ", line) if name]
    return tuple(dict.fromkeys(names))


def _opens_tail(block: Block, words: str) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM):
        return False
    if len(words) <= PROMPT_LIMIT and LABEL.fullmatch(words):
        return True
    return block.kind is BlockKind.PARAGRAPH and TOPIC.fullmatch(words) is not None


def _reason(words: str, tail: bool) -> str:
    if len(words) <= PROMPT_LIMIT and PROMPT.fullmatch(words):
        return "prompt"
    if len(words) <= RIGHTS_LIMIT and RIGHTS.fullmatch(words):
        return "copyright line"
    if len(words) <= COOKIES_LIMIT and COOKIES.fullmatch(words) and CONSENT.search(words):
        return "cookie text"
    if len(words) <= RELATED_LIMIT and RELATED.fullmatch(words):
        return "related link"
    if not tail:
        return ""
    return "bullet" if BULLET.fullmatch(words) else "teaser"


def _signed(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    """Short lines near the article's top and end as bylines and datelines."""
    own = [i for i, block in enumerate(blocks) if block.kind is not BlockKind.NOT_ARTICLE]
    near = {*own[:NEAR], *own[-NEAR:]}
    for index in own:
        block = blocks[index]
        words = text[block.start : block.end].strip()
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        if index in near and len(words) <= BOX_LIMIT and index != own[0]:
            if CREDIT.fullmatch(words) and len(words) <= RIGHTS_LIMIT:
                blocks[index] = replace(block, kind=BlockKind.CONTRIBUTOR_LINE)
            elif index in own[-NEAR:] and BOX.fullmatch(words):
                blocks[index] = replace(block, reason=BOX_REASON)
        if len(words) >= SHORT:
            continue
        if PLACE.fullmatch(words) and index in near:
            blocks[index] = replace(block, kind=BlockKind.DATELINE)
            continue
        bare = index in near and not words.endswith(".")  # "FULL TEXT." is a label
        if BYLINE.fullmatch(words) and (bare or words.startswith(("By ", "by "))):
            blocks[index] = replace(block, kind=BlockKind.BYLINE)
    return tuple(blocks)

"""What a writer's note cites: addresses, people, documents with pages, talks with dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

URL = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
BARE_URL = re.compile(r"\bwww\.[^\s<>\"“”]+", re.IGNORECASE)
FOLLOWABLE = re.compile(r"https?://\w|mailto:", re.IGNORECASE)
DOI = re.compile(
    r"\b(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s<>\"“”]+)", re.IGNORECASE
)
MAIL = re.compile(r"(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
PHONE = re.compile(r"(?<![\w/.-])(\+?\(?\d[\d ()./–-]{6,18}\d)(?![\w/-])")
NO_NUMBER = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|\d{4}\s*[-–/]\s*\d{2,4}$")
DAY = (
    r"(?:\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d{1,2})(?:,? \d{4})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?"
)
TALK = re.compile(
    r"\b(?:interview(?:ed)?|int\.|phone call|call|spoke|conversation|briefing|e-?mail|message)"
    rf"(?:\b[^;\n]{{0,60}}?)(?P<day>{DAY})",
    re.IGNORECASE,
)
NAMED_TALK = re.compile(
    r"\b(?:interview(?:ed)?|int\.|call(?:ed)?|spoke|conversation|briefing|e-?mail|asked|confirmed)"
    r"[^;\n]{0,30}?\b(?:with|by|from|to|w/)\s+",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’.-]+){1,3}"
)
PLACE = re.compile(
    r"(?:\b(?:pp?|pgs?|page|pages|fol|para|paras|paragraph|ch|chapter|sec|section|line|lines|slide"
    r"|table|fig|figure|appendix|min|minute)\b\.?\s*(?:[A-Z]\b|\d[\d,–-]*\d|\d)|[¶§]+\s*\d[\d.–-]*"
    r"|(?<![\d:])(?:at )?\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))",
    re.IGNORECASE,
)
LEAD = re.compile(r"^\W*(?:source|src|see(?: also)?|cf\.?|per|from|via|ref)\b[:\s]*", re.IGNORECASE)
ENDING = ".,;:!?)]}'’”»"
DATA = (".csv", ".tsv", ".xls", ".xlsx", ".ods", ".json")
RECORDING = (".mp3", ".mp4", ".m4a", ".wav", ".mov", ".ogg")
DOCUMENT = (".pdf", ".doc", ".docx", ".odt", ".rtf")
NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Cited:
    """One source a note points to.

    `kind` is a source's; `locator` an address, `contact` a mail address or number, `place` the
    page, paragraph, time code or day within it.
    """

    kind: str
    name: str
    locator: str = ""
    contact: str = ""
    place: str = ""


def cited(note: str, targets: Iterable[str] = (), is_footnote: bool = False) -> tuple[Cited, ...]:
    """The sources a note names, in order; `targets` are addresses its links hide.

    Parts between semicolons and line ends are separate. A footnote cites even where nothing but
    a title stands in it; a comment must name an address, a page, a person's number or a talk.
    """
    found: list[Cited] = []
    for part in re.split(r";|\n", note):
        found += _of_part(part.strip(), is_footnote)
    known = {c.locator for c in found}
    for target in (t for t in targets if FOLLOWABLE.match(t)):
        if target.lower().startswith("mailto:"):
            found += _people(target)
        elif target not in known and not DOI.search(target):
            found.append(_address(target))
        elif match := DOI.search(target):
            found.append(_doi(match[1]))
    return tuple({(c.kind, c.name, c.locator, c.contact): c for c in found}.values())


def _of_part(part: str, is_footnote: bool) -> list[Cited]:
    rest, found = part, []
    for match in DOI.finditer(part):
        found.append(_doi(match[1]))
        rest = rest.replace(match[0], " ")
    for pattern in (URL, BARE_URL):
        for match in pattern.finditer(rest):
            found.append(_address(match[0].rstrip(ENDING)))
        rest = pattern.sub(" ", rest)
    place = _place(rest)
    people = _people(rest)
    title = _title(rest)
    if len(found) == 1 and title and (place or is_footnote or LEAD.match(part)):
        found[0] = replace(found[0], name=title, place=place)
    elif found:
        found[0] = replace(found[0], place=place)
    elif title and not people and (place or is_footnote or LEAD.match(part)):
        kind = "recording" if ":" in place else "document"
        found.append(Cited(kind, title, place=place))
    return found + people


def _address(address: str) -> Cited:
    full = address if "://" in address else f"https://{address}"
    try:
        split = urlsplit(full)
    except ValueError:
        return Cited("web_page", full[:NAME_LIMIT], full)
    path = split.path.lower()
    kind = "web_page"
    for suffixes, other in ((DATA, "data"), (RECORDING, "recording"), (DOCUMENT, "document")):
        kind = other if path.endswith(suffixes) else kind
    shown = split.netloc.removeprefix("www.") + unquote(split.path).rstrip("/")
    return Cited(kind, shown[:NAME_LIMIT], full)


def _doi(number: str) -> Cited:
    number = number.rstrip(ENDING)
    return Cited("document", f"doi:{number}", f"https://doi.org/{number}")


def _place(text: str) -> str:
    return ", ".join(" ".join(m[0].removeprefix("at ").split()) for m in PLACE.finditer(text))


def _people(text: str) -> list[Cited]:
    """A person per mail address or number, else one for a talk with a name or a day."""
    talk = TALK.search(text)
    day = f"{talk[0].split()[0].lower()} {talk['day']}" if talk else ""
    mails = MAIL.findall(text)
    bare = MAIL.sub(" ", text)
    numbers = [m[1].strip() for m in PHONE.finditer(bare) if _is_number(m[1])]
    name = _person(text)
    if mails or numbers:
        contact = ", ".join([*mails, *numbers])
        return [
            Cited("person", name or mails[0] if mails else name or numbers[0], "", contact, day)
        ]
    if talk or (name and NAMED_TALK.search(text)):
        return [Cited("person", name or f"{day[:1].upper()}{day[1:]}", place=day)]
    return []


def _is_number(digits: str) -> bool:
    """Eight digits or more, or an international one; no date and no range of years."""
    count = sum(c.isdigit() for c in digits)
    if NO_NUMBER.match(digits.strip()):
        return False
    return count >= 8 or (digits.startswith("+") and count >= 7)


def _person(text: str) -> str:
    """The name after "with", "by" and the like, else the first of two capitalised words."""
    told = NAMED_TALK.search(text)
    match = (PERSON.match(text, told.end()) if told else None) or PERSON.search(text)
    return match[0] if match and not re.fullmatch(DAY, match[0]) else ""


def _title(rest: str) -> str:
    """What remains of a citation once its addresses and pages are taken off."""
    words = PLACE.sub(" ", LEAD.sub("", rest))
    words = re.sub(r"\s+([,.)])", r"\1", words).strip(" ,.:;-–—([]\t\n")
    words = " ".join(words.split())
    words = words.rstrip(" ,.)") if words.count("(") < words.count(")") else words
    return words[:NAME_LIMIT] if re.search(r"[^\W\d_]{2,}", words) else ""

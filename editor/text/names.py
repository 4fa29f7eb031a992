"""Who is who in a text: full names by last name, and the likeliest person behind he or she."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from editor.text.tokens import Words

TITLES = frozenset(
    "mr mrs ms miss dr sen senator senators rep reps representative gov governor president vice "
    "prime minister chancellor secretary chairman chairwoman chair speaker justice judge "
    "attorney general mayor captain lt lieutenant col colonel gen sgt sergeant maj major adm "
    "admiral rev reverend pope sir lady lord dame prof professor king queen prince princess "
    "ambassador director commissioner councilman councilwoman councillor detective officer "
    "sheriff chief house senate majority minority leader former then-president then-candidate "
    "republican democrat democratic gop press spokesman spokeswoman spokesperson deputy "
    "assistant executive managing candidate congressman congresswoman superintendent coach "
    "state foreign agent father sister brother mp nominee editor analyst reporter strategist "
    "pollster adviser advisor counselor manager president-elect first-lady".split()
)
MALE = frozenset("mr sir lord king prince father pope chairman congressman councilman".split())
FEMALE = frozenset(
    "mrs ms miss lady dame queen princess chairwoman congresswoman councilwoman sister".split()
)
SUFFIXES = frozenset("jr sr ii iii iv".split())
PARTICLES = frozenset("de van von der den del della dos da al bin ibn la le di du ter &".split())
OFFICES = frozenset(
    "secretary department university board bank house speaker office bureau council institute "
    "ministry minister chief director court college city school state president church "
    "association society chamber federation league".split()
)
NOT_NAMES = frozenset(
    "the a an but and or in on at asked if it we he she they this that these those there here "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december according as when while after before "
    "for so yet then now also still however what why how who his her their our my its i you to "
    "from with by of like one some many all no not yes even just once since though although "
    "because meanwhile later earlier last next both speaking told said says exclusive updated "
    "instead indeed finally first second perhaps maybe only during until under over about "
    "another other most more few several i'm it's that's he's she's we're they're i've don't "
    "let's well oh following responding despite unlike nor such each every".split()
)
ORGANISATION = frozenset(
    "house department news university party states times post committee council tower street press "
    "bank court institute association agency journal court center centre school county city "
    "congress senate union company inc corp association foundation church college journal".split()
)
NEAR = 4
"""How many name mentions back a pronoun may reach."""

Run = tuple[int, int]


def capital_runs(words: Words, first: int = 0, stop: int | None = None) -> Iterator[Run]:
    """Token ranges of capitalised runs, with the particles inside them, in order."""
    i, limit = first, len(words) if stop is None else stop
    while i < limit:
        if not words.capital(i):
            i += 1
            continue
        end = run_end(words, i, limit)
        yield i, end
        i = end


def run_end(words: Words, i: int, limit: int) -> int:
    """Where the capitalised run that starts at token `i` ends."""
    while i < limit:
        if words.possessive(i):
            return i + 1
        i += 1
        step = i
        while step < limit and words.low[step] in PARTICLES:
            step += 1
        if i < limit and words.low[i] in ("of", "the") and words.low[i - 1] in OFFICES:
            step = i + 1 + (words.low[i : i + 2] == ["of", "the"])
        if not (step < limit and words.capital(step)):
            return i
        i = step
    return limit


def stripped(words: Words, run: Run) -> Run:
    """The run without what is no name at its front, and without days and months behind."""
    start, end = run
    while start < end and words.low[start] in NOT_NAMES:
        start += 1
    while end > start and words.low[end - 1] in NOT_NAMES:
        end -= 1
    return start, end


def canonical(name: str) -> str:
    """The name without titles and possessive; a name that is all title stays."""
    words = re.sub("['\u2019]s?$", "", " ".join(name.split())).split(" ")
    for i, word in enumerate(words):
        if i and word == "of" and words[i - 1].lower() not in OFFICES:
            words = words[:i]
            break
    start = 0
    while start < len(words) - 1 and _bare(words[start]) in TITLES | {"of", "the"}:
        start += 1
    return " ".join(words[start:])


def last_name(name: str) -> str:
    """The lower-case last name; Jr., Sr. and the like are passed over."""
    words = [w for w in map(_bare, name.split()) if w and w not in SUFFIXES]
    return words[-1] if words else ""


def _bare(word: str) -> str:
    return re.sub("['\u2019]s?$", "", word).strip(".,()").lower()


class Cast:
    """The people of one text: full names, gender as far as the text tells, mentions by place."""

    def __init__(self, paragraphs: Sequence[Words]) -> None:
        self.full: dict[str, str] = {}
        self.gender: dict[str, str] = {}
        self._places: list[int] = []
        self._mentions: list[str] = []
        for words in paragraphs:
            for run in capital_runs(words):
                self._learn(words, stripped(words, run))

    def _learn(self, words: Words, run: Run) -> None:
        start, end = run
        if start == end:
            return
        name = canonical(" ".join(words.word[start:end]))
        last = last_name(name)
        if not last or last in TITLES:
            return
        self._note_gender(words.low[start].strip("."), last)
        if " " in name and " of " not in name and len(last) > 1:
            self.full.setdefault(last, name)
        self._places.append(words.start[start])
        self._mentions.append(last)

    def _note_gender(self, title: str, last: str) -> None:
        if title in MALE:
            self.gender.setdefault(last, "he")
        elif title in FEMALE:
            self.gender.setdefault(last, "she")

    def resolve(self, mention: str) -> str:
        """The full name a mention stands for, as far as the text gives one."""
        name = canonical(mention)
        if " " in name or not name[:1].isupper():
            return name
        return self.full.get(last_name(name), name)

    def person(self, last: str, pronoun: str) -> bool:
        """Whether the bearer of `last` may be meant by "he" or "she"."""
        name = self.full.get(last, "")
        known = bool(name) and not ORGANISATION & set(name.lower().split())
        return known and self.gender.get(last, pronoun) == pronoun

    def behind(self, pronoun: str, offset: int, recent: Sequence[str] = ()) -> str:
        """The likeliest full name behind "he" or "she" at `offset`, or "".

        `recent` holds the speakers of the quotes before it, newest first.
        """
        at = bisect_left(self._places, offset)
        near = [m for m in reversed(self._mentions[max(0, at - NEAR) : at])]
        for last in [last_name(name) for name in recent] + near:
            if self.person(last, pronoun):
                self.gender.setdefault(last, pronoun)
                return self.full[last]
        return ""

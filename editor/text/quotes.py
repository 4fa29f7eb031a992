"""Direct quotes with their speakers: rules over strings, standard library only.

A quote lies within one paragraph; each contiguous fragment is its own suggestion, and later
fragments of a broken or continued quote name the first by `part_of`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.kinds import BlockKind, Kind
from db.records import Block, Suggestion
from editor.text import cues
from editor.text.marks import Segment, segments
from editor.text.names import Cast
from editor.text.speakers import Place, Said, beside, of_sentence
from editor.text.tokens import ENDS, Words

WRAPPED = re.compile(r"[^\s.!?:;\"\u201d\u2019]\n[a-z]")
UNSURE = 0.4
PRONOUN = 0.8
"""What a speaker found behind "he" or "she" keeps of its score."""
DIRECT, ASIDE = "direct", ""


def quotes(text: str, blocks: tuple[Block, ...] = ()) -> list[Suggestion]:
    """Direct quotes of `text` in its order; blocks that are not article are passed over.

    Offsets are code points of `text`; a quote's span includes its marks. Without `blocks`
    every line is a paragraph, or every run of lines when the lines look hard-wrapped.
    """
    paragraphs = _paragraphs(text, blocks)
    words = [Words(text, start, end) for start, end in paragraphs]
    found = segments(text, paragraphs)
    return _Reading(text, paragraphs, words, found).suggestions()


def _paragraphs(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    if blocks:
        kept = (b for b in blocks if b.kind is not BlockKind.NOT_ARTICLE)
        return [(b.start, b.end) for b in kept if b.start < b.end]
    lines = text.count("\n") - 2 * text.count("\n\n")
    wrapped = lines > 0 and len(WRAPPED.findall(text)) * 5 > lines
    pattern = r"\S(?:[^\n]|\n(?!\s*\n))*" if wrapped else r"[^\n]+"
    return [m.span() for m in re.finditer(pattern, text) if not m[0].isspace()]


class _Reading:
    """One pass over the segments of a text, then one over their groups."""

    def __init__(
        self,
        text: str,
        paragraphs: list[tuple[int, int]],
        words: list[Words],
        found: list[Segment],
    ) -> None:
        self.text, self.paragraphs, self.words, self.found = text, paragraphs, words, found
        self.cast = Cast(words)
        self.said: list[Said | None] = [None] * len(found)
        self.kind: list[str] = [ASIDE] * len(found)
        self.first = [segment.first for segment in found]

    def suggestions(self) -> list[Suggestion]:
        """The direct fragments, in text order."""
        for i in range(len(self.found)):
            self._read(i)
        self._share()
        for i in range(len(self.found)):
            self._from_context(i)
        return self._built()

    def _read(self, i: int) -> None:
        place = self._place(i)
        own = beside(place)
        earlier = self.said[i - 1] if self._follows(i) else None
        self.kind[i] = self._kind(i, place, own, earlier)
        if own is None and earlier is not None and self._goes_on(i, place):
            own = earlier._replace(score=0.8)
        self.said[i] = own
        if earlier is not None and self.kind[i - 1] and self._broken(i, place):
            self.first[i] = self.first[i - 1]

    def _follows(self, i: int) -> bool:
        return i > 0 and self.found[i - 1].paragraph == self.found[i].paragraph

    def _place(self, i: int) -> Place:
        segment, words = self.found[i], self.words[self.found[i].paragraph]
        after, before = self._neighbour(i, 1), self._neighbour(i, -1)
        limit = len(words) if after is None else words.at(self.found[after].start)
        floor = 0 if before is None else words.at(self.found[before].end)
        inner = self.text[segment.inner : segment.inner_end].rstrip(" '\u2019")
        left, right = words.at(segment.start), words.at(segment.end)
        return Place(words, floor, left, right, limit, inner.endswith(".") or not segment.closed)

    def _neighbour(self, i: int, step: int) -> int | None:
        """The next quote on one side within the paragraph; up to three snippets are passed over."""
        for k in range(i + step, i + 5 * step, step):
            if not 0 <= k < len(self.found):
                return None
            if self.found[k].paragraph != self.found[i].paragraph:
                return None
            if abs(k - i) > 3 or not self._snippet(k):
                return k
        return None

    def _snippet(self, k: int) -> bool:
        inner = self.text[self.found[k].inner : self.found[k].inner_end].strip()
        return len(inner) < 40 and len(inner.split()) <= 4 and inner[-1] not in ".,!?\u2026\u2014"

    def _kind(self, i: int, place: Place, own: Said | None, earlier: Said | None) -> str:
        """DIRECT for words spoken as they stand, ASIDE for titles, scare quotes and snippets."""
        segment = self.found[i]
        inner = self.text[segment.inner : segment.inner_end].strip()
        count, ended = len(inner.split()), inner[-1] in ENDS or inner[-1] in ",\u2014"
        if self.first[i] != i:
            return DIRECT
        if self._title(inner, place, own, segment):
            return ASIDE
        if inner[0].isupper() or not inner[0].isalpha():
            alone = self._stands_alone(place) or self._led_in(place)
            if alone and (count >= 2 or ended):
                return DIRECT
        if ended and count >= 3 and (own is not None or earlier is not None):
            return DIRECT
        return DIRECT if self._led_by_verb(place) and own is not None and count >= 2 else ASIDE

    def _title(self, inner: str, place: Place, own: Said | None, segment: Segment) -> bool:
        """Whether the words are the title of a work or a headline in capitals."""
        words = inner.split()
        if len(words) > 6 or not all(w[0].isupper() or len(w) < 4 for w in words):
            return False
        if self._led_by_verb(place) or (place.left > 1 and self._led_by_verb(place, 2)):
            return False
        after = own is not None and own.start >= segment.end
        free = self._stands_alone(place)
        if free and (after or inner[-1] in ENDS):
            return False
        return len(words) > 1 or not free

    def _stands_alone(self, place: Place) -> bool:
        if place.left == 0:
            return True
        return place.words.word[place.left - 1] in ENDS

    def _led_in(self, place: Place) -> bool:
        return place.left > 0 and place.words.word[place.left - 1] in (",", ":")

    def _led_by_verb(self, place: Place, back: int = 1) -> bool:
        words, left = place.words, place.left
        return left > 0 and bool(cues.verb_of(words.low[left - back]))

    def _goes_on(self, i: int, place: Place) -> bool:
        """Whether a quote without a speaker of its own is by the one before it."""
        segment = self.found[i]
        inner = self.text[segment.inner : segment.inner_end].strip()
        whole = inner[0].isupper() and len(inner.split()) >= 3
        return whole or not self._stands_alone(place)

    def _broken(self, i: int, place: Place) -> bool:
        """Whether this fragment goes on with a quote its attribution interrupted."""
        before, words = self.found[i - 1], place.words
        if place.left <= place.floor or words.word[place.left - 1] != ",":
            return False
        inside = self.text[before.inner : before.inner_end].rstrip()[-1:]
        return inside == "," or self.text[before.end : before.end + 1] == ","

    def _share(self) -> None:
        """Fragments of one quote have one speaker: the first that any of them names."""
        named: dict[int, Said] = {}
        for i, said in enumerate(self.said):
            if said is not None:
                named.setdefault(self.first[i], said)
        self.said = [s or named.get(self.first[i]) for i, s in enumerate(self.said)]

    def _from_context(self, i: int) -> None:
        """A quote nobody is named beside: the sentence before it, or the quote before."""
        if self.said[i] is not None or not self.kind[i]:
            return
        if self.first[i] != i:
            self.said[i] = self.said[self.first[i]]
            return
        segment, words = self.found[i], self.words[self.found[i].paragraph]
        left = words.at(segment.start)
        if left > 0:
            floor = words.sentence_start(left - 1, max(0, left - 80))
            self.said[i] = of_sentence(words, floor, left, 0.7)
        elif segment.paragraph > 0:
            self.said[i] = self._from_paragraph_before(i)

    def _from_paragraph_before(self, i: int) -> Said | None:
        number = self.found[i].paragraph - 1
        earlier = self.said[i - 1] if i > 0 else None
        if earlier is not None and self.found[i - 1].paragraph == number:
            return earlier._replace(score=0.7)
        words = self.words[number]
        stop = len(words)
        last = words.sentence_start(stop - 1, max(0, stop - 80)) if stop else 0
        return of_sentence(words, last, stop, 0.6) or of_sentence(words, 0, last, 0.6)

    def _built(self) -> list[Suggestion]:
        result: list[Suggestion] = []
        index: dict[int, int] = {}
        recent: list[str] = []
        for i, segment in enumerate(self.found):
            if not self.kind[i]:
                continue
            part_of = index.setdefault(self.first[i], len(result))
            result.append(self._suggestion(segment, self.said[i], part_of, len(result), recent))
        return result

    def _suggestion(
        self, segment: Segment, said: Said | None, part_of: int, own: int, recent: list[str]
    ) -> Suggestion:
        speaker, sure = self._name(said, recent) if said else ("", 1.0)
        return Suggestion(
            kind=Kind.QUOTE,
            type=DIRECT,
            start=segment.start,
            end=segment.end,
            text=self.text[segment.start : segment.end],
            speaker=speaker,
            speaker_start=said.start if said else None,
            speaker_end=said.end if said else None,
            cue=said.cue if said else "",
            score=said.score * sure if said else UNSURE,
            part_of=None if part_of == own else part_of,
        )

    def _name(self, said: Said, recent: list[str]) -> tuple[str, float]:
        """The full name behind a mention and the share of the score it keeps.

        A pronoun nobody fits stays as it is written.
        """
        mention = self.text[said.start : said.end]
        if mention.lower() in ("he", "she"):
            return self.cast.behind(mention.lower(), said.start, recent[:1]) or mention, PRONOUN
        name = self.cast.resolve(mention)
        recent.insert(0, name)
        del recent[2:]
        return name, 1.0

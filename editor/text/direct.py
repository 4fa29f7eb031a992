"""Which fragments in quotation marks are speech, and whose: the marks' neighbours decide."""

from __future__ import annotations

from collections.abc import Sequence

from editor.text.marks import Segment
from editor.text.speakers import Place, Said, beside, inserted, of_sentence
from editor.text.tokens import DASHES, ENDS, OPENERS, Words

DIRECT, MIXED, ASIDE = "direct", "mixed", ""
"""Words spoken as they stand; a fragment inside our own sentence; titles, scare quotes."""

NEAR = 7
"""How many tokens a verb and the one spoken to take between a speaker and the words."""
SPOKEN_ENDS = ENDS | frozenset(",\u2014")
"""What spoken words end with inside their marks."""
FAR = 18
"""The same where the verb is one like "told"."""
TURNED = "\u00bf\u00a1"
SENTENCE = 8
"""From how many words on a sentence in marks is speech, whoever says it."""
BRIEF = 120
"""How long, in code points, a line of dialogue is at most."""


class Fragments:
    """The fragments of a text in quotation marks.

    For each of `found`: `kind`, who `said` it, and the index of the `first` fragment of its quote.
    """

    def __init__(self, text: str, words: Sequence[Words], found: Sequence[Segment]) -> None:
        self.text, self.words, self.found = text, words, found
        self.said: list[Said | None] = [None] * len(found)
        self.kind: list[str] = [ASIDE] * len(found)
        self.first = [segment.first for segment in found]
        self._inner = [text[one.inner : one.inner_end].strip() for one in found]
        for i in range(len(found)):
            self._read(i)
        self._share()
        for i in range(len(found)):
            self._from_context(i)

    def _read(self, i: int) -> None:
        place = self._place(i)
        own = inserted(place) or beside(place)
        earlier = self.said[i - 1] if self._follows(i) else None
        if earlier is not None and self.kind[i - 1] == DIRECT and self._broken(i, place):
            self.first[i] = self.first[i - 1]
        self.kind[i] = self._kind(i, place, own, earlier)
        if own is None and place.left > 1 and place.words.word[place.left - 1] == ":":
            floor = place.words.sentence_start(place.left - 1, place.floor)
            own = of_sentence(place.words, floor, place.left, 0.8)
        if own is None and earlier is not None and self._goes_on(i, place):
            own = earlier._replace(score=0.8)
        self.said[i] = own

    def _follows(self, i: int) -> bool:
        return i > 0 and self.found[i - 1].paragraph == self.found[i].paragraph

    def _place(self, i: int) -> Place:
        segment, words = self.found[i], self.words[self.found[i].paragraph]
        after, before = self._neighbour(i, 1), self._neighbour(i, -1)
        limit = len(words) if after is None else words.at(self.found[after].start)
        floor = 0 if before is None else words.at(self.found[before].end)
        left, right = words.at(segment.start), words.at(segment.end)
        ended = self._inner[i].rstrip(" '\u2019").endswith(".") or not segment.closed
        return Place(words, floor, left, right, limit, ended)

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
        inner = self._inner[k]
        return len(inner) < 40 and len(inner.split()) <= 4 and inner[-1] not in ".,!?\u2026\u2014"

    def _kind(self, i: int, place: Place, own: Said | None, earlier: Said | None) -> str:
        segment, inner = self.found[i], self._inner[i]
        count, ended = len(inner.split()), inner[-1] in SPOKEN_ENDS
        if self.first[i] != i:
            return DIRECT
        if self._title(inner, place, own, segment):
            return ASIDE
        whole = inner[0].isupper() or not inner[0].isalpha()
        free = self._stands_alone(place)
        if whole and (free or self._led_in(place)) and (count >= 2 or ended):
            return DIRECT
        if whole and free and own is not None and _comma_after(place):
            return DIRECT
        spoken = own is not None or earlier is not None
        if ended and count >= 3 and spoken and (whole or free):
            return DIRECT
        if whole and ended and count >= SENTENCE and not _continues(place):
            return DIRECT
        if own is None:
            return ASIDE
        told = self._led_in(place) and own.end <= segment.start
        if told and inner[-1] in ENDS and count >= SENTENCE:
            return DIRECT
        far = own.words.language.verbs.get(own.cue.lower()) in own.words.language.addressed
        near = place.left - own.run[1] <= (FAR if far else NEAR) and own.words is place.words
        led = (told and near) or (self._led_by_verb(place) and (whole or ended))
        return DIRECT if count >= 2 and led else MIXED

    def _title(self, inner: str, place: Place, own: Said | None, segment: Segment) -> bool:
        """Whether the words are the title of a work or a headline in capitals."""
        words = inner.split()
        small = sum(w[0].islower() for w in words)
        if len(words) > 6 or any(w[0].islower() and len(w) > 3 for w in words):
            return False
        if small * 2 > len(words):
            return False
        if place.left == 0 and place.right >= len(place.words):
            return own is None and len(words) > 2 and inner[-1] not in "!?"
        if self._led_by_verb(place):
            return False
        led = inner[-1] in SPOKEN_ENDS or _comma_after(place)
        after = led and own is not None and own.start >= segment.end
        free = self._stands_alone(place)
        if free and (after or inner[-1] in ENDS):
            return False
        return len(words) > 1 or not free

    def _stands_alone(self, place: Place) -> bool:
        if place.left == 0 or (place.left == 1 and place.words.word[0] in DASHES):
            return True
        return place.words.word[place.left - 1] in ENDS

    def _led_in(self, place: Place) -> bool:
        return place.left > 0 and place.words.word[place.left - 1] in (",", ":")

    def _led_by_verb(self, place: Place) -> bool:
        """Whether a verb of speech stands before the marks, over `,`, `:` and `that`."""
        words, k = place.words, place.left - 1
        while k > 0 and (words.word[k] in ",:" or words.low[k] in words.language.conjunctions):
            k -= 1
        return k >= 0 and words.language.verbs.get(words.low[k]) in words.language.quoting

    def _goes_on(self, i: int, place: Place) -> bool:
        """Whether a quote without a speaker of its own is by the one before it."""
        inner, before = self._inner[i], self.said[i - 1]
        close = before is not None and 0 <= place.left - before.run[1] <= 3
        whole = inner.lstrip(TURNED)[:1].isupper() and (len(inner.split()) >= 3 or close)
        return whole or not self._stands_alone(place)

    def _broken(self, i: int, place: Place) -> bool:
        """Whether this fragment goes on with a quote its attribution interrupted."""
        before, words = self.found[i - 1], place.words
        k = place.left - 1
        while k > place.floor and words.word[k] in DASHES:
            k -= 1
        if k < place.floor or words.word[k] != ",":
            return False
        return self._inner[i - 1][-1:] == "," or self.text[before.end : before.end + 1] == ","

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
        if left > (words.word[0] in DASHES):
            floor = words.sentence_start(left - 1, max(0, left - 80))
            self.said[i] = of_sentence(words, floor, left, 0.7)
        elif segment.paragraph > 0:
            self.said[i] = self._from_paragraph_before(i)

    def _from_paragraph_before(self, i: int) -> Said | None:
        number = self.found[i].paragraph - 1
        earlier = self.said[i - 1] if i > 0 else None
        if earlier is not None and self.found[i - 1].paragraph == number:
            return self._other(i) or earlier._replace(score=0.7)
        words = self.words[number]
        stop = len(words)
        last = words.sentence_start(stop - 1, max(0, stop - 80)) if stop else 0
        return of_sentence(words, last, stop, 0.6) or of_sentence(words, 0, last, 0.6)

    def _other(self, i: int) -> Said | None:
        """The other of two who take turns: short paragraphs, each nothing but a quote so far."""
        last = self.said[i - 1]
        before = next(
            (k for k in range(i - 2, max(-1, i - 8), -1) if not self._same(k, i - 1)), None
        )
        if before is None or last is None:
            return None
        turn = self.said[before]
        number = self.found[i].paragraph
        near = number - self.found[before].paragraph == 2
        if not near or turn is None or not self._brief(number) or not self._brief(number - 1):
            return None
        same = turn.words.low[slice(*turn.run)] == last.words.low[slice(*last.run)]
        return None if same else turn._replace(score=0.6)

    def _same(self, k: int, i: int) -> bool:
        return self.found[k].paragraph == self.found[i].paragraph

    def _brief(self, number: int) -> bool:
        """Whether a paragraph is a line of dialogue: short, and begun by a mark or a dash."""
        words = self.words[number]
        opened = words.word[0] in OPENERS or words.word[0] in DASHES
        return opened and words.end(-1) - words.start[0] < BRIEF


def _comma_after(place: Place) -> bool:
    """Whether a comma or a dash leads from the marks to what follows."""
    words, right = place.words, place.right
    return right < place.limit and (words.word[right] == "," or words.word[right] in DASHES)


def _continues(place: Place) -> bool:
    """Whether our own sentence goes on behind the marks."""
    words, right = place.words, place.right
    return right < len(words) and not words.capital(right) and words.word[right] not in "([.!?"

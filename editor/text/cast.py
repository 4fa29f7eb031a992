"""Who is who in a text: the full name behind a surname, an office, a calling or a pronoun.

Each sentence and paragraph between a mention and a pronoun takes some of its weight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from editor.text.language import Language
from editor.text.names import bare, is_title, last_name, stem, stripped
from editor.text.offices import Offices
from editor.text.people import Name, Person, Who, whole
from editor.text.roles import callings, heads, introduced, is_human, name_behind
from editor.text.salience import in_capitals, salience
from editor.text.tokens import Run, Words

AGO = 2
"""How many sentences back the firm behind `it` may stand."""
NEAR = 24
"""How many mentions back a pronoun may reach."""
QUOTED, SPOKE = 0.05, 1.2
SENTENCE, PARAGRAPH, UNSURE = 0.7, 0.85, 0.85
ANONYMOUS = frozenset("spokesman spokeswoman spokesperson officer commander lawyer".split())
PRONOUN, ROLE = 0.8, 0.9
"""What a speaker found behind a pronoun or a role keeps of the score."""


class Cast:
    """The people of one text, and its mentions in order; resolve mentions in text order."""

    def __init__(
        self,
        paragraphs: Sequence[Words],
        language: Language,
        quoted: Callable[[int], bool],
        known: Sequence[str] = (),
    ) -> None:
        self.language = language
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.offices = Offices(language)
        self.known: dict[str, str] = {}
        for name in known:
            self.known.setdefault(stem(last_name(name.split(), language), language), name)
        self._sentences: list[int] = []
        self._offsets: list[int] = []
        self._mentions: list[tuple[Person, Words, Run, bool]] = []
        self._weighed: dict[int, tuple[Person, float, int, int]] = {}
        self._of_run: dict[int, Person] = {}
        self._events: list[tuple[int, Person, int, int]] = []
        self._read(paragraphs, quoted)

    def _read(self, paragraphs: Sequence[Words], quoted: Callable[[int], bool]) -> None:
        parsed: list[tuple[Words, int, Run, Name]] = []
        names: dict[str, Name] = {}
        total = 0
        not_names = self.language.not_names
        for words in paragraphs:
            self._sentences.append(total)
            total += len(words.stops) + 1
            headline = in_capitals(words)
            for raw in words.runs:
                start, end = raw
                if end - start == 1 and words.low[start] in not_names:
                    continue
                run = stripped(words, raw)
                if run[0] == run[1]:
                    continue
                text = " ".join(words.word[run[0] : run[1]])
                name = names.get(text)
                if name is None:
                    name = names[text] = Name(text, self.language)
                if not name.alone and not headline:
                    self._enter(name)
                parsed.append((words, raw[0], run, name))
        for words, first, run, name in parsed:
            self._mention(words, first, run, name, quoted(words.start[run[0]]))

    def _enter(self, name: Name) -> None:
        """Make a name of several words known, once."""
        if name.entered:
            return
        name.entered = True
        full = whole(" ".join(name.parts), self.language)
        people = self.by_last.setdefault(name.last, [])
        for person in people:
            if person.first == name.first:
                if self.language.name_endings and len(full) < len(person.name):
                    person.name = full
                return
        low = {bare(word) for word in name.parts}
        person = Person(full, name.last, name.first, bool(low & self.language.organisations))
        given = bare(name.parts[0])
        person.male += given in self.language.male_names
        person.female += given in self.language.female_names
        person.sure = person.told()
        people.append(person)
        if not person.group:
            self.by_first.setdefault(name.first, []).append(person)

    def _mention(self, words: Words, raw: int, run: Run, name: Name, quoted: bool) -> None:
        person = self._named(name)
        if person is None:
            return
        if (
            not name.titles
            and not person.sure
            and run[0]
            and words.low[run[0] - 1] in self.language.the
        ):
            person.group = True
        if words.low[run[1] : run[1] + 1] == [","] and not name.alone:
            behind = words.low[run[1] + 1] if run[1] + 1 < len(words) else ""
            person.sure = person.sure or behind in self.language.of_persons
        offset = words.start[run[0]]
        self._of_run[words.start[raw]] = person
        person.seen = offset
        self._offsets.append(offset)
        self._mentions.append((person, words, run, quoted))
        if not quoted and not person.group:
            if name.titles:
                person.sure = True
                person.role = person.role or name.office
                for title in map(bare, name.titles):
                    self.offices.note(title, person, offset)
            for noun, phrase in callings(words, run):
                person.role = person.role or phrase
                self.offices.note(noun, person, offset)

    def _named(self, name: Name) -> Person | None:
        """The person a run of capitalised words names, entered when a name stands alone."""
        if not name.parts:
            return None
        people = self.by_last.get(name.last, [])
        alone = name.alone
        if not alone:
            people = [p for p in people if p.first == name.first]
        elif name.male or name.female:
            people = [p for p in people if p.fits(name.male)]
        if not people and alone:
            people = self.by_first.get(name.last, [])
        if people:
            found = people[0]
            if len(people) > 1:
                found = max(people, key=lambda p: (alone and p.alone, p.seen))
            found.alone = found.alone or (alone and name.last == found.last)
            return found
        if not alone or not name.last:
            return None
        titled = name.male or name.female
        full = self.known.get(name.last)
        if full is None:
            full = " ".join([*name.titles[-1:], *name.parts] if titled else name.parts)
        person = Person(full, name.last, "")
        person.sure = titled
        person.male, person.female = int(name.male), int(name.female)
        self.by_last.setdefault(name.last, []).append(person)
        return person

    def _place(self, words: Words, token: int) -> tuple[int, int]:
        """(sentence, paragraph) of a token, both counted through the text."""
        return self._sentences[words.number] + words.sentence(token), words.number

    def resolve(self, words: Words, run: Run) -> Who:
        """Who is behind a mention; what no name is known for stays as it is written."""
        offset = words.start[run[0]]
        person, share = self._behind(words, run, offset)
        text = " ".join(words.word[run[0] : run[1]])
        if person is None:
            return Who(text, "", share)
        self._events.append((offset, person, *self._place(words, run[0])))
        return Who(person.name, person.role, share)

    def _behind(self, words: Words, run: Run, offset: int) -> tuple[Person | None, float]:
        low, language = words.low, self.language
        first = low[run[0]]
        if run[1] - run[0] == 1 or words.possessive(run[0]):
            pronoun = bare(first)
            he, she = pronoun in language.male_pronouns, pronoun in language.female_pronouns
            if he or she:
                male = None if he and she else he
                sentence, paragraph = self._place(words, run[0])
                office = self.offices.subject(words, run[0], offset, self._of_run)
                return self._meant(male, offset, sentence, paragraph, office), PRONOUN
            if pronoun in language.neuter:
                return self._firm(offset, *self._place(words, run[0])), PRONOUN
        named = self._name_in(words, run) or self._apposed(words, run)
        if named is not None:
            named.sure = True
            return named, 1.0
        return self._by_calling(words, run, offset)

    def _name_in(self, words: Words, run: Run) -> Person | None:
        """The person named inside a mention, but not one it only belongs to."""
        if words.low[run[0]] in self.language.determiners - self.language.definite:
            if "capital_nouns" in self.language.habits and run[1] - run[0] == 2:
                return None
        for start, end in words.runs_in(*run):
            linked = start > run[0] + 1 and words.low[start - 1] in self.language.links
            kind = end < run[1] and (words.possessive(end - 1) or words.word[end][0].islower())
            kind = kind and words.low[end] not in self.language.links
            raw = words.run_at(start)
            if raw is not None and not linked and not kind:
                person = self._of_run.get(words.start[raw[0]])
                if person is not None:
                    return person
        return None

    def _apposed(self, words: Words, run: Run) -> Person | None:
        """The person named after a role: `its head of operations, Henrik Dahl`."""
        raw = name_behind(words, run[1])
        person = self._of_run.get(words.start[raw[0]]) if raw else None
        return None if person is None or person.group else person

    def _by_calling(self, words: Words, run: Run, offset: int) -> tuple[Person | None, float]:
        """Whoever has the role a phrase names; an unknown one is remembered by its words."""
        nouns = heads(words, run)
        if not nouns:
            return None, 1.0
        known = words.low[run[0]] in self.language.definite or words.possessive(run[0])
        if known or is_title(self.offices.key(words.low[run[0]]), self.language):
            stranger = introduced(words, run[0], nouns[-1])
            if stranger is not None:
                return Person(" ".join(words.word[slice(*stranger)])), ROLE
            holder = self.offices.holder(nouns[-1], offset)
            if holder is not None:
                return holder, ROLE
            human = is_human(nouns[-1], self.language)
            if human and words.low[run[0]] in self.language.the and nouns[-1] not in ANONYMOUS:
                meant = self._meant(None, offset, *self._place(words, run[0]))
                if meant is not None:
                    return meant, PRONOUN
        person = Person(" ".join(words.word[run[0] : run[1]]))
        person.sure = any(is_human(noun, self.language) for noun in nouns)
        person.group = not person.sure
        for noun in nouns:
            self.offices.note(noun, person, offset)
        return person, 1.0

    def _firm(self, offset: int, sentence: int, paragraph: int) -> Person | None:
        """Whatever spoke or was the subject before in the paragraph and is nobody for sure."""
        for person, weight, its_sentence, its_paragraph in self._before(offset):
            if its_paragraph != paragraph or sentence - its_sentence > AGO:
                continue
            if weight >= 1.0 and not person.told() and not (person.sure and person.first):
                return person
        return None

    def _meant(
        self,
        male: bool | None,
        offset: int,
        sentence: int,
        paragraph: int,
        office: Person | None = None,
    ) -> Person | None:
        """The likeliest person behind a pronoun at `offset`, of any kind when `male` is None."""
        best: Person | None = None
        most = 0.0
        if office is not None and (male is None or office.fits(male)):
            best, most = office, SENTENCE
        for person, weight, its_sentence, its_paragraph in self._before(offset):
            weight *= SENTENCE ** (sentence - its_sentence)
            if weight <= most or person.group or (male is not None and not person.fits(male)):
                continue
            weight *= PARAGRAPH ** (paragraph - its_paragraph)
            weight *= 1.0 if person.told() else UNSURE
            weight *= 1.0 if person.sure else 0.5 if person.first else 0.15
            if weight > most:
                best, most = person, weight
        if best is not None and male is not None and not best.told():
            best.male += male
            best.female += not male
        return best

    def _before(self, offset: int) -> Iterator[tuple[Person, float, int, int]]:
        at = bisect_left(self._offsets, offset)
        for i in range(at - 1, max(-1, at - NEAR - 1), -1):
            yield self._weighed.get(i) or self._weigh(i)
        for event, person, sentence, paragraph in reversed(self._events[-NEAR:]):
            if event < offset:
                yield person, SPOKE, sentence, paragraph

    def _weigh(self, i: int) -> tuple[Person, float, int, int]:
        """A mention's person, weight, sentence and paragraph, found out once."""
        person, words, run, quoted = self._mentions[i]
        weight = QUOTED if quoted else salience(words, run)
        found = self._weighed[i] = (person, weight, *self._place(words, run[0]))
        return found

"""Verbs that carry speech, and the small words around them."""

from __future__ import annotations

STRONG = (
    "say tell ask write tweet add explain reply continue note declare state respond recall warn "
    "quip joke argue insist conclude announce"
).split()
OTHERS = (
    "answer claim admit acknowledge concede suggest report observe remark comment shout yell chant "
    "exclaim predict promise pledge vow demand urge describe call accuse boast brag complain "
    "confirm contend deny dismiss emphasize emphasise stress estimate maintain mention proclaim "
    "read repeat reiterate retort reveal speak testify think believe thunder whisper mutter murmur "
    "lament praise blast slam mock charge counter caution assert affirm advise agree allege appeal "
    "criticize criticise deadpan decry elaborate hint imply inform interject interrupt intone muse "
    "offer opine point post protest question quote recount rejoin relate remember sigh snap sum "
    "tease text volunteer wonder email preach assure hail label dub brand reason recommend signal "
    "indicate express voice go laugh cry scream rule find shoot fire beam chime grumble gush "
    "marvel scoff sneer crow plead implore surmise bellow chuckle summarize summarise stipulate"
).split()
IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think",
    "spoke": "speak", "spoken": "speak", "went": "go", "goes": "go", "found": "find",
    "shot": "shoot",
}  # fmt: skip
DOUBLED = frozenset("quip snap slam dub admit brag signal label deadpan sum chat rebut".split())
NOUN_LIKE = frozenset(
    "read report state call charge post point offer question signal text label brand claim think "
    "reason counter comment note quote appeal protest demand promise pledge answer remark reply "
    "joke estimate express voice rule find stress email praise tweet go laugh cry".split()
)
PHRASAL = {
    "go": "on", "shoot": "back", "fire": "back", "chime": "in", "find": "that", "rule": "that",
    "express": "that", "voice": "that",
}  # fmt: skip
"""Verbs that carry speech only with the word given."""
ADDRESSED = frozenset("tell inform assure urge".split())
"""Verbs whose right neighbour is the one spoken to."""

BE = frozenset("is are was were be been being am 's 're get got".split())
AUXILIARIES = frozenset(
    "has have had also later then would will did does do could should may might must can not "
    "never always often once again even recently simply first finally further famously now still "
    "reportedly just soon too ever already previously himself herself went on to goes as quoted "
    "today yesterday tonight".split()
)
PRONOUNS = frozenset("he she they we i you it one everyone someone nobody".split())
OBJECTS = frozenset(
    "me him them us her reporters that to in on at during after when which as while about for by "
    "with of from into there this it what how why if whether and but or no not so".split()
)
STOPS = frozenset(
    "who in on at during after when that which as while about for to by before from with into "
    "because and but or if where whose since through outside inside is was are were has had".split()
)
DETERMINERS = frozenset(
    "the a an one another some his her their its our my this that these those many several both "
    "two three four no each every other".split()
)
PREPOSITIONS = frozenset("of for in at from with to by on".split())
BREAKS = frozenset(
    "and but that when because if as while or which who whom whose than then so after before "
    "until since although though where said says say saying told".split()
)


def _inflections(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb + verb[-1] if verb in DOUBLED else verb
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return [verb, plural, stem + "ed", stem + "ing", verb + "ed", verb + "ing"]


FORMS: dict[str, str] = {form: verb for verb in OTHERS + STRONG for form in _inflections(verb)}
FORMS |= IRREGULAR
"""Every inflected form, in lower case, to its verb."""


def verb_of(word: str) -> str:
    """The verb a lower-case word is a form of, or ""."""
    return FORMS.get(word, "")


def noun_too(word: str) -> bool:
    """Whether a form reads as easily as a noun: "claim", "reports"."""
    verb = FORMS.get(word, "")
    return verb in NOUN_LIKE and word in (verb, verb + "s", verb + "es", verb[:-1] + "ies")

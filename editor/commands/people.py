"""Acts on the people who work here."""

from __future__ import annotations

from db.records import Person, new_id
from db.store import Store


def add_person(store: Store, name: str, now: int) -> Person:
    """Enter `name` as a person; the act is that person's own."""
    person = Person(new_id(now), name, initials(name))
    with store.act(person.id, now, "add person") as act:
        act.add(person)
    return person


def initials(name: str) -> str:
    """The first letters of up to three words of a name, in capitals."""
    return "".join(word[0] for word in name.split()[:3]).upper()

"""Acts on the people who work here."""

from __future__ import annotations

from db.errors import Refused
from db.records import Person, new_id
from db.store import Store


def add_person(store: Store, name: str, now: int) -> Person:
    """Enter `name` as a person; the act is that person's own."""
    person = Person(new_id(now), name, initials(name))
    with store.act(person.id, now, "add person", "auto") as act:
        act.add(person)
    return person


def edit_person(
    store: Store, person: str, now: int, whom: Person, name: str, initials: str
) -> Person:
    """Change what somebody is called; Refused without a name or for one that is taken."""
    name = name.strip()
    if not name or any(p.name == name and p.id != whom.id for p in store.persons()):
        raise Refused(field="name", value=name)
    with store.act(person, now, "edit person") as act:
        return act.change(whom, name=name, initials=initials.strip())


def depart(store: Store, person: str, now: int, whom: Person) -> Person:
    """Say that somebody no longer works here; what they did keeps their name."""
    with store.act(person, now, "depart") as act:
        return act.change(whom, departed=now)


def initials(name: str) -> str:
    """The first letters of up to three words of a name, in capitals."""
    return "".join(word[0] for word in name.split()[:3]).upper()

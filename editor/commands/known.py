"""People and sources an import names: those the store knows already, else new ones."""

from __future__ import annotations

from db.act import Act
from db.records import Person, Source, new_id
from editor.commands.people import initials
from editor.text.cited import Cited


class Known:
    """Looks names and sources up for one act, and enters each that is new once."""

    def __init__(self, act: Act) -> None:
        """Start from what the act's store holds."""
        self._act = act
        self._people = {person.name: person.id for person in act.store.persons()}
        self._sources = {_key(source): source.id for source in act.store.sources()}

    def person(self, name: str) -> str:
        """The id of the person called `name`; of who acts for no name."""
        if not name:
            return self._act.person
        if name not in self._people:
            person = Person(new_id(self._act.now), name, initials(name))
            self._people[name] = self._act.add(person).id
        return self._people[name]

    def source(self, found: Cited) -> str:
        """The id of a source that was cited."""
        record = Source(new_id(self._act.now), found.kind, found.name, found.locator, found.contact)
        key = _key(record)
        if key not in self._sources:
            self._sources[key] = self._act.add(record).id
        return self._sources[key]


def _key(source: Source) -> tuple[str, str]:
    """What makes two sources one: the address, else the contact, else the name."""
    return source.kind, source.locator or source.contact or source.name.casefold()

"""Persons of the same name who were not joined, shown as possible with what speaks for and against."""

from mingjian.dossiers.value import Namesake, PersonEntry
from mingjian.offices.scope import Scope
from mingjian.people.namesakes import possible_namesakes


def with_namesakes(entries: list[PersonEntry], scope: Scope) -> list[PersonEntry]:
    """Add each entry's possible namesakes, as far as the reader may see them. A constant number of queries."""
    found = possible_namesakes([entry.id for entry in entries], scope)
    for entry in entries:
        entry.namesakes = [
            Namesake(other.person_id, other.name, tuple(other.evidence_for), tuple(other.evidence_against))
            for other in found.get(entry.id, [])
        ]
    return entries

"""What is left of persons in an office's register once its allegations against them are gone."""

from collections.abc import Iterable

from mingjian.leads.models import Accused
from mingjian.offices.scope import Scope
from mingjian.people.actions import release_persons


def release(named: Iterable[tuple[int, int]], scope: Scope) -> None:
    """`named` are (person, office) of leads that no longer count. Who is accused in no other standing lead of that
    office is let go of by it, as far as it knew them by allegations only."""
    by_office: dict[int, set[int]] = {}
    for person, office in named:
        by_office.setdefault(office, set()).add(person)
    for office, persons in sorted(by_office.items()):
        standing = Accused.objects.filter(person_id__in=persons, lead__office_id=office).exclude(
            lead__state="unfounded"
        )
        free = persons - set(standing.values_list("person_id", flat=True))
        if free:
            release_persons(person_ids=sorted(free), office_id=office, scope=scope)

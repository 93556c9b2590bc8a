"""Whom and which bodies a row burdens: what keeps a finding, lead or outcome from its own subjects.

One rule for all kinds of rows: the bodies concerned, and every body where a named person served at the time, serves
now, or is recorded to serve later; and the named persons themselves.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.offices.clock import today
from mingjian.people.models import Tenure

Served = tuple[int, date, date]
Refresh = Callable[[Sequence[int]], None]

_refreshed: list[Refresh] = []


@dataclass(frozen=True, slots=True)
class Subject:
    """What one row concerns: bodies, named persons, and the time of the matter (`until` None: the day `since`)."""

    org_ids: Sequence[int]
    person_ids: Sequence[int]
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class About:
    """The values of `about_orgs` and `about_persons`, each ascending and without repetition."""

    orgs: list[int]
    persons: list[int]


def about(org_ids: Iterable[int], person_ids: Iterable[int], on: date) -> tuple[list[int], list[int]]:
    """`about_orgs` and `about_persons` of one row. One query, none when nobody is named."""
    found = about_many([Subject(list(org_ids), list(person_ids), on)])[0]
    return found.orgs, found.persons


def about_many(subjects: Sequence[Subject]) -> list[About]:
    """`about` for a batch, in the order given. One query however many rows."""
    served = _served({person for subject in subjects for person in subject.person_ids})
    now = today()
    return [_about_one(subject, served, now) for subject in subjects]


def _served(person_ids: set[int]) -> dict[int, list[Served]]:
    """Person id → (body, first day, first day after) of each tenure, whoever may read it: this is for the gate."""
    found: dict[int, list[Served]] = {}
    if person_ids:
        rows = Tenure.objects.filter(person_id__in=person_ids).values_list("person_id", "org_id", "during")
        for person_id, org_id, during in rows:
            found.setdefault(person_id, []).append((org_id, during.lower or date.min, during.upper or date.max))
    return found


def _about_one(subject: Subject, served: dict[int, list[Served]], now: date) -> About:
    until = subject.until or subject.since
    orgs = set(subject.org_ids)
    for person in subject.person_ids:
        for org, lower, upper in served.get(person, ()):
            if upper > now or (lower <= until and upper > subject.since):
                orgs.add(org)
    return About(sorted(orgs), sorted(set(subject.person_ids)))


def register_refresh(function: Refresh) -> None:
    """Called from the AppConfig.ready of a room whose rows name persons: `function(person_ids)` is called inside
    the transaction in which these persons' tenures changed, and brings `about_orgs` of its rows up to date."""
    if function not in _refreshed:
        _refreshed.append(function)


def tenures_changed(person_ids: Sequence[int]) -> None:
    """Tell every room whose rows name these persons. Called by the actions of this room."""
    if person_ids:
        for function in _refreshed:
            function(person_ids)

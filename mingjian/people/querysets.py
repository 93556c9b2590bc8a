"""Questions about persons that are no page's own."""

from collections.abc import Iterable, Mapping
from datetime import date

from mingjian.people.models import Mention, Person, Tenure


def staff_of(bodies: Iterable[int], on: date) -> frozenset[int]:
    """Ids of the persons who hold a post in one of `bodies` on a day, whoever may see them: this is for exclusion."""
    rows = Tenure.objects.filter(org_id__in=list(bodies), during__contains=on)
    return frozenset(rows.values_list("person_id", flat=True))


def bodies_of(persons: Iterable[int], on: date) -> frozenset[int]:
    """Ids of the bodies where `persons` hold a post on a day, whoever may see them: this is for exclusion."""
    rows = Tenure.objects.filter(person_id__in=list(persons), during__contains=on)
    return frozenset(rows.values_list("org_id", flat=True))


def person_now(number: int) -> int | None:
    """The number of the person who once bore, alone, the given one; whoever may see them."""
    return Mention.objects.filter(home_id=number).values_list("person_id", flat=True).first()


def names_of(persons: Iterable[int]) -> Mapping[int, str]:
    """Names by number, whoever may see them: this words what somebody declared themselves."""
    return dict(Person.objects.filter(pk__in=list(persons)).values_list("pk", "name"))


def is_named(person_id: int, name: str) -> bool:
    """Whether the person of that number bears exactly that name."""
    return bool(name) and Person.objects.filter(pk=person_id, name=name).exists()

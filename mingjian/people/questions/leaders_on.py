"""Who led a body on a day, and who else held a post there."""

from dataclasses import dataclass
from datetime import date

from mingjian.audit.record import record
from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import NameKind
from mingjian.orgs.models import Organisation
from mingjian.people.models import Tenure
from mingjian.people.questions.served import Served, served_of

MOST = 100


@dataclass(frozen=True, slots=True)
class Leadership:
    """The body under the name of the day; its chiefs, then the others in post by rank. `more`: others left out."""

    on: date
    name: str
    existed: bool
    chiefs: list[Served]
    others: list[Served]
    more: int


def leaders_on(organisation: Organisation, on: date, scope: Scope) -> Leadership:
    """Everybody in scope who held a post at the body on the day; at most 100. Five queries and the record of it."""
    rows = Tenure.objects.visible_to(scope).filter(org=organisation, during__contains=on)
    ordered = rows.select_related("person", "org").order_by("-is_chief", "rank", "person__sort_key", "pk")
    found = served_of(ordered[:MOST], scope)
    names = organisation.names.filter(kind=NameKind.OFFICIAL, during__contains=on)
    if found:
        record("person.list", actor=scope.actor, kind="person", ids=sorted({each.person_id for each in found}))
    lower, upper = organisation.existed.lower, organisation.existed.upper
    return Leadership(
        on=on,
        name=names.values_list("name", flat=True).first() or organisation.name,
        existed=(lower is None or lower <= on) and (upper is None or on < upper),
        chiefs=[each for each in found if each.is_chief],
        others=[each for each in found if not each.is_chief],
        more=max(0, rows.count() - MOST) if len(found) == MOST else 0,
    )

"""How a person reads on a line, and is told apart from namesakes. The rows that name people are verified or not."""

from collections.abc import Iterable, Mapping

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.line.kinds import Card
from mingjian.offices.scope import Scope
from mingjian.people.identity import partial
from mingjian.people.models import Person, Tenure
from mingjian.people.seen import shown

WORDS = gettext_lazy("Person")


def cards(ids: Iterable[int], scope: Scope) -> Mapping[int, Card]:
    """A card for each person the scope sees, and for no other."""
    rows = Person.objects.visible_to(scope).filter(pk__in=list(ids))
    return {row.pk: Card(row.name, reverse("person", args=[row.pk]), None, WORDS, icon="user-round") for row in rows}


def notes(ids: Iterable[int], scope: Scope) -> dict[int, str]:
    """Birth month and latest post of each person, as far as the scope sees them: what tells namesakes apart."""
    wanted = list(ids)
    found: dict[int, list[str]] = {}
    for pk, values in shown(wanted, scope).items():
        if "born" in values:
            born = values["born"].value
            found[pk] = [_("born %(born)s") % {"born": partial(born.lower, born.upper)}]
    latest = Tenure.objects.visible_to(scope).filter(person_id__in=wanted)
    latest = latest.order_by("person_id", F("during").desc()).distinct("person_id")
    for pk, org_name, post in latest.values_list("person_id", "org__name", "post"):
        found.setdefault(pk, []).append(f"{org_name} {post}")
    return {pk: " · ".join(parts) for pk, parts in found.items()}

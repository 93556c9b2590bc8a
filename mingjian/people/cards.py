"""How a person reads on a line. Nobody is verified or unverified: the rows that name them are."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy

from mingjian.line.kinds import Card
from mingjian.offices.scope import Scope
from mingjian.people.models import Person

WORDS = gettext_lazy("Person")


def cards(ids: Iterable[int], scope: Scope) -> Mapping[int, Card]:
    """A card for each person the scope sees, and for no other."""
    rows = Person.objects.visible_to(scope).filter(pk__in=list(ids))
    return {row.pk: Card(row.name, reverse("person", args=[row.pk]), None, WORDS, icon="user-round") for row in rows}

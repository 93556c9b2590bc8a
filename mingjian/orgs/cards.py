"""How an organisation reads on a line."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from mingjian.line.kinds import Card
from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import Kind
from mingjian.orgs.models import Organisation


def cards(ids: Iterable[int], scope: Scope) -> Mapping[int, Card]:
    """A card for each organisation the actor sees, and for no other."""
    rows = Organisation.objects.visible_to(scope).filter(pk__in=list(ids))
    return {
        row.pk: Card(
            title=row.name,
            url=reverse("organisation", args=[row.pk]),
            on=row.existed.lower,
            words=Kind(row.kind).label,
            icon="building-2",
        )
        for row in rows
    }

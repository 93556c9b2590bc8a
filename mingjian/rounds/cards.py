"""How an inspected organisation reads on a line."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy

from mingjian.line.kinds import Card
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Target

WORDS = gettext_lazy("Inspection")


def cards(ids: Iterable[int], scope: Scope) -> Mapping[int, Card]:
    """A card for each target the scope sees, and for no other."""
    rows = Target.objects.visible_to(scope).filter(pk__in=list(ids)).select_related("org", "team__round", "office")
    return {
        row.pk: Card(
            title=f"{row.org.name} · {row.team.round.name}",
            url=reverse("target", args=[row.pk]),
            on=row.on_site.lower,
            words=WORDS,
            source=row.team.name,
            office=row.office.name,
            icon="landmark",
        )
        for row in rows
    }

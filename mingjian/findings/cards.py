"""How a finding reads as a step of a line, as deep as the reader may see it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.findings.models import Finding
from mingjian.line.kinds import Card
from mingjian.offices.scope import Depth, Scope

WORDS = gettext_lazy("Finding")
TITLE_LENGTH = 40


def cards(ids: Iterable[int], scope: Scope) -> Mapping[int, Card]:
    """A card for each finding the scope sees. At existence: that there is one. At summary: number and class."""
    wanted = list(ids)
    found: dict[int, Card] = {}
    for depth in (Depth.FULL, Depth.SUMMARY, Depth.EXISTENCE):
        left = [pk for pk in wanted if pk not in found]
        if not left:
            break
        rows = Finding.objects.visible_to(scope, depth).filter(pk__in=left).select_related("office")
        found |= {row.pk: _card(row, depth) for row in rows}
    return found


def _card(row: Finding, depth: Depth) -> Card:
    title = {
        Depth.FULL: row.description[:TITLE_LENGTH],
        Depth.SUMMARY: f"{row.number} {row.get_finding_class_display()}",
        Depth.EXISTENCE: _("A finding of another office"),
    }[depth]
    return Card(
        title=title,
        url=reverse("finding", args=[row.pk]),
        on=row.found_on if depth > Depth.EXISTENCE else None,
        words=WORDS,
        source=row.number if depth > Depth.EXISTENCE else "",
        office=row.office.name,
        verified=True,
        icon="scroll-text",
    )

"""How leads and outcomes read on a line. A lead is an allegation and is marked so; an outcome is concluded."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.leads.models import Lead, Outcome
from mingjian.line.kinds import Card
from mingjian.offices.scope import Depth, Scope

LEAD_WORDS = gettext_lazy("Lead")
OUTCOME_WORDS = gettext_lazy("Outcome")
TITLE = 40


def lead_cards(ids: Iterable[int], scope: Scope) -> Mapping[int, Card]:
    """A card for each lead the scope sees at any depth; at existence only that there is one. Two queries."""
    rows = Lead.objects.visible_to(scope, Depth.EXISTENCE).filter(pk__in=list(ids)).select_related("office")
    return {row.pk: _lead_card(row, Lead.gate.depth_here(row, scope)) for row in rows}


def _lead_card(row: Lead, depth: Depth) -> Card:
    title = {
        Depth.FULL: row.summary[:TITLE] or row.number,
        Depth.SUMMARY: f"{row.number} {row.problem_type}".strip(),
        Depth.EXISTENCE: _("A lead of another office"),
    }[depth]
    return Card(
        title=title,
        url=reverse("lead", args=[row.pk]),
        on=row.received_on if depth > Depth.EXISTENCE else None,
        words=LEAD_WORDS,
        source=row.number if depth > Depth.EXISTENCE else "",
        office=row.office.name,
        verified=row.state == "concluded",
        icon="git-branch",
    )


def outcome_cards(ids: Iterable[int], scope: Scope) -> Mapping[int, Card]:
    """A card for each outcome the scope sees at any depth; at existence only that there is one."""
    rows = Outcome.objects.visible_to(scope, Depth.EXISTENCE).filter(pk__in=list(ids)).select_related("office")
    return {row.pk: _outcome_card(row, Outcome.gate.depth_here(row, scope)) for row in rows}


def _outcome_card(row: Outcome, depth: Depth) -> Card:
    shown = depth > Depth.EXISTENCE
    return Card(
        title=(row.measure or row.get_kind_display()) if shown else _("An outcome of another office"),
        url=reverse("outcome", args=[row.pk]),
        on=row.decided_on if shown else None,
        words=OUTCOME_WORDS,
        office=row.office.name,
        verified=True,
        icon="gavel",
    )

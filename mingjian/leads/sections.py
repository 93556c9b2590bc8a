"""Concluded outcomes and leads as sections of an organisation's and a person's page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from mingjian.leads.models import Lead, Outcome
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person

MOST = 40


def _section(request: HttpRequest, leads: Any, outcomes: Any) -> str:
    """Outcomes are verified, leads never; each is gated, and a lead needs READ_LEADS by its gate."""
    context = {
        "outcomes": list(outcomes.order_by("-decided_on", "pk")[:MOST]),
        "leads": list(leads.order_by("-received_on", "pk")[:MOST]),
    }
    return render_to_string("leads/section.html", context, request) if any(context.values()) else ""


def body_section(request: HttpRequest, organisation: Organisation) -> str:
    """What is known of a body. Two queries."""
    scope = request.scope  # type: ignore[attr-defined]  # set by the wall
    leads = Lead.objects.visible_to(scope).filter(org=organisation)
    return _section(request, leads, Outcome.objects.visible_to(scope).filter(org=organisation))


def person_section(request: HttpRequest, person: Person) -> str:
    """What names a person. Two queries."""
    scope = request.scope  # type: ignore[attr-defined]  # set by the wall
    leads = Lead.objects.visible_to(scope).filter(accused__person=person)
    return _section(request, leads, Outcome.objects.visible_to(scope).filter(person=person))

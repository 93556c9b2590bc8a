"""What this room adds to the pages of persons and organisations: concluded outcomes, and leads marked unverified."""

from typing import Any

from django.template.loader import render_to_string

from mingjian.accounts.wall import ScopedRequest
from mingjian.audit.record import record
from mingjian.leads.kinds import OutcomeKind
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.serving import lanes_of, while_serving
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.people.sections import Part

MOST = 20
TEMPLATE = "leads/section.html"


def person_section(request: ScopedRequest, person: Person) -> Part:
    """The section of a person's page, and its lanes on the time axis."""
    found = of_person(person, request.scope)
    if found is None:
        return Part("")
    lanes = lanes_of(found["serving"], found["outcomes"], found["leads"])
    return Part(render_to_string(TEMPLATE, {"shown": found}, request), lanes)


def body_section(request: ScopedRequest, organisation: Organisation) -> str:
    """The section of an organisation's page."""
    found = of_body(organisation, request.scope)
    return render_to_string(TEMPLATE, {"shown": found}, request) if found else ""


def of_person(person: Person, scope: Scope) -> dict[str, Any] | None:
    """Concluded outcomes about the person; leads only for holders of READ_LEADS; findings where the person served.

    A finding at a body says: served there at the time; not a finding against the person. At most 20 of each; what is
    shown is recorded as read. None when nothing is in scope.
    """
    outcomes = Outcome.objects.visible_to(scope).standing().filter(person=person).select_related("org", "person")
    leads = Lead.objects.visible_to(scope).filter(accused__person=person).select_related("org")
    found = _shown(outcomes, leads, scope)
    serving = while_serving(person, scope)
    found |= {"serving": serving, "findings": serving.findings, "served": True}
    shown = (found["clarified"], found["outcomes"], found["leads"], serving.findings, serving.leads, serving.outcomes)
    return found if any(shown) else None


def of_body(organisation: Organisation, scope: Scope) -> dict[str, Any] | None:
    """Concluded outcomes about the body; leads only for holders of READ_LEADS. None when nothing is in scope."""
    outcomes = Outcome.objects.visible_to(scope).standing().filter(org=organisation).select_related("org", "person")
    leads = Lead.objects.visible_to(scope).filter(org=organisation).select_related("org")
    found = _shown(outcomes, leads, scope)
    return found if any(found[each] for each in ("clarified", "outcomes", "leads")) else None


def _shown(outcomes: Any, leads: Any, scope: Scope) -> dict[str, Any]:
    rows = list(outcomes.order_by("-decided_on", "-pk")[:MOST])
    shown: dict[str, Any] = {
        "outcomes": [row for row in rows if row.kind != OutcomeKind.CLARIFICATION],
        "clarified": [row for row in rows if row.kind == OutcomeKind.CLARIFICATION],
        "leads": [],
    }
    if scope.has(Right.READ_LEADS):
        shown["leads"] = list(leads.order_by("-received_on", "-pk")[:MOST])
    for kind, read in (("outcome", rows), ("lead", shown["leads"])):
        if read:
            record(f"{kind}.list", actor=scope.actor, kind=kind, ids=[row.pk for row in read])
    return shown

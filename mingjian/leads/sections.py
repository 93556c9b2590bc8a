"""What this room adds to the pages of persons and organisations: concluded outcomes, and leads marked unverified."""

from typing import Any

from django.template.loader import render_to_string

from mingjian.accounts.wall import ScopedRequest
from mingjian.audit.record import record
from mingjian.findings.models import Finding
from mingjian.leads.kinds import OutcomeKind
from mingjian.leads.models import Lead, Outcome
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Tenure

MOST = 20
TEMPLATE = "leads/section.html"


def person_section(request: ScopedRequest, person: Person) -> str:
    """The section of a person's page."""
    found = of_person(person, request.scope)
    return render_to_string(TEMPLATE, {"shown": found}, request) if found else ""


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
    found["findings"] = _findings_while_serving(person, scope)
    found["served"] = True
    if found["findings"]:
        record("finding.list", actor=scope.actor, kind="finding", ids=[row.pk for row in found["findings"]])
    return found if any(found[each] for each in ("clarified", "outcomes", "leads", "findings")) else None


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


def _findings_while_serving(person: Person, scope: Scope) -> list[Finding]:
    """Findings at bodies whose conduct, or the inspected time of the target, overlaps a tenure there in scope."""
    tenures = Tenure.objects.visible_to(scope).filter(person=person).values_list("org_id", "during")
    wanted: dict[int, list[Any]] = {}
    for org_id, during in tenures:
        wanted.setdefault(org_id, []).append(during)
    rows = Finding.objects.visible_to(scope).filter(org_id__in=wanted).select_related("org", "target")
    return [row for row in rows.order_by("-found_on", "-pk")[: 10 * MOST] if _overlaps(row, wanted[row.org_id])][:MOST]


def _overlaps(finding: Finding, tenures: list[Any]) -> bool:
    time = finding.conduct or (finding.target.inspected if finding.target else None)
    if time is None:
        return any(_holds(during, finding.found_on) for during in tenures)
    return any(
        (time.upper is None or during.lower is None or during.lower < time.upper)
        and (during.upper is None or time.lower is None or time.lower < during.upper)
        for during in tenures
    )


def _holds(during: Any, day: Any) -> bool:
    return (during.lower is None or during.lower <= day) and (during.upper is None or day < during.upper)

"""What is known of the bodies where somebody served, in their time there: findings, leads, outcomes.

None of it is about the person: served there at the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.audit.record import record
from mingjian.findings.models import Finding
from mingjian.leads.models import Lead, Outcome
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.models import Person, Tenure
from mingjian.ui.components import Text
from mingjian.ui.timeaxis import Lane, Span

MOST = 20


@dataclass(frozen=True, slots=True)
class Serving:
    """At most twenty of each, the latest first; leads only for holders of READ_LEADS, unfounded ones never."""

    findings: list[Finding] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def while_serving(person: Person, scope: Scope) -> Serving:
    """What is in scope of the bodies of the person's tenures in scope. What is shown is recorded as read.

    A row belongs to a tenure when its conduct overlaps it; without one the inspected time of its round stands for
    it, or else the day it was found, received or decided. Four queries.
    """
    served: dict[int, list[Any]] = {}
    tenures = Tenure.objects.visible_to(scope).filter(person=person)
    for org_id, during in tenures.values_list("org_id", "during"):
        served.setdefault(org_id, []).append(during)
    if not served:
        return Serving()
    findings = Finding.objects.visible_to(scope).select_related("org", "target").order_by("-found_on", "-pk")
    outcomes = Outcome.objects.visible_to(scope).standing().exclude(kind="clarification").exclude(person=person)
    found = Serving(
        findings=_in_time(findings, served, "found_on"),
        outcomes=_in_time(outcomes.select_related("org").order_by("-decided_on", "-pk"), served, "decided_on"),
    )
    if scope.has(Right.READ_LEADS):
        leads = Lead.objects.visible_to(scope).select_related("org").order_by("-received_on", "-pk")
        found.leads.extend(_in_time(leads, served, "received_on"))
    for kind, rows in (("finding", found.findings), ("outcome", found.outcomes), ("lead", found.leads)):
        if rows:
            record(f"{kind}.list", actor=scope.actor, kind=kind, ids=[row.pk for row in rows])
    return found


def _in_time(rows: Any, served: dict[int, list[Any]], day: str) -> list[Any]:
    latest = rows.filter(org_id__among=list(served))[: 10 * MOST]
    return [row for row in latest if _overlaps(row, served[row.org_id], getattr(row, day))][:MOST]


def _overlaps(row: Any, tenures: Sequence[Any], day: date) -> bool:
    target = getattr(row, "target", None)
    time = row.conduct or (target.inspected if target else None)
    if time is None:
        return any(_holds(during, day) for during in tenures)
    return any(
        (time.upper is None or during.lower is None or during.lower < time.upper)
        and (during.upper is None or time.lower is None or time.lower < during.upper)
        for during in tenures
    )


def _holds(during: Any, day: date) -> bool:
    return (during.lower is None or during.lower <= day) and (during.upper is None or day < during.upper)


def lanes_of(found: Serving, named: Sequence[Outcome], accused: Sequence[Lead]) -> list[Lane]:
    """Lanes of the person's time axis: first what is of the bodies alone, then what names the person."""
    at_body = _("served there at the time; not about the person")
    drawn = [
        (_("Findings at these bodies"), at_body, [_span(row, row.found_on, row.description) for row in found.findings]),
        (_("Outcomes at these bodies"), at_body, [_outcome(row) for row in found.outcomes]),
        (_("Leads at these bodies, unverified"), at_body, [_lead(row) for row in found.leads if row not in accused]),
        (_("Concluded outcomes"), "", [_outcome(row) for row in named]),
        (_("Leads, unverified"), "", [_lead(row) for row in accused]),
    ]
    return [Lane(words, spans, note=note) for words, note, spans in drawn if spans]


def _outcome(row: Outcome) -> Span:
    return _span(row, row.decided_on, row.measure or row.get_kind_display())


def _lead(row: Lead) -> Span:
    return _span(row, row.received_on, row.problem_type or row.number, verified=False)


def _span(row: Any, day: date, words: Text, *, verified: bool = True) -> Span:
    """The conduct where it is known from both sides, else the day."""
    kind = str(row._meta.model_name)
    lower, upper = (row.conduct.lower, row.conduct.upper) if row.conduct else (None, None)
    start = lower if lower and upper else day
    end = upper - timedelta(days=1) if lower and upper else day
    where = row.org.name if row.org else ""
    label = str(words) if len(str(words)) <= 24 else f"{str(words)[:24]}…"
    return Span(start, end, label, reverse(kind, args=[row.pk]), kind=kind, verified=verified, note=where)

"""The section of an organisation's page that people add: its leaders now and before."""

from typing import Any

from django.template.loader import render_to_string

from mingjian.accounts.wall import ScopedRequest
from mingjian.audit.record import record
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Tenure

MOST = 40


def leaders(organisation: Organisation, scope: Scope) -> dict[str, Any] | None:
    """Chiefs first, those in post before the former; at most 40 of each. One query; None when none is in scope."""
    rows = Tenure.objects.visible_to(scope).filter(org=organisation).select_related("person")
    found = list(rows.order_by("-is_chief", "rank", "-during", "pk")[: 2 * MOST])
    if not found:
        return None
    now = [row for row in found if row.during.upper is None or row.during.upper > scope.on]
    before = [row for row in found if row not in now]
    return {"now": now[:MOST], "before": before[:MOST]}


def leaders_section(request: ScopedRequest, organisation: Organisation) -> str:
    """The section as HTML; the persons shown are recorded as read."""
    scope = request.scope
    found = leaders(organisation, scope)
    if found is None:
        return ""
    shown = {row.person_id for row in (*found["now"], *found["before"])}
    record("person.list", actor=scope.actor, kind="person", ids=sorted(shown))
    return render_to_string("people/leaders.html", {**found, "organisation": organisation, "on": scope.on}, request)

"""The section of an organisation's page that rounds add: when it was inspected, and whether the term has yet."""

from django.template.loader import render_to_string

from mingjian.accounts.wall import ScopedRequest
from mingjian.audit.record import record
from mingjian.offices.clock import today
from mingjian.orgs.models import Organisation
from mingjian.orgs.succession import lineage
from mingjian.rounds.coverage import times_in_terms
from mingjian.rounds.querysets import inspections_of


def inspections_section(request: ScopedRequest, organisation: Organisation) -> str:
    """Inspections of the body and its predecessors, the latest first; and how often the term in force enters it."""
    scope = request.scope
    bodies = lineage([organisation.pk], today())[organisation.pk]
    rows = inspections_of(sorted(bodies), scope)
    terms = times_in_terms(organisation.pk, scope) if organisation.existed.upper is None else []
    if not rows and not terms:
        return ""
    if rows:
        record("target.list", actor=scope.actor, kind="target", ids=[row.pk for row in rows])
    context = {"rows": rows, "terms": terms, "own": organisation.pk}
    return render_to_string("rounds/parts/inspections.html", context, request)

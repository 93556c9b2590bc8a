"""The leaders of an organisation then and now, as a section of its page."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from mingjian.orgs.models import Organisation
from mingjian.people.models import Tenure

MOST = 40


def leaders_section(request: HttpRequest, organisation: Organisation) -> str:
    """Chiefs of the body whose tenures the reader sees, latest first; empty when there is none. One query."""
    scope = request.scope  # type: ignore[attr-defined]  # set by the wall
    rows = Tenure.objects.visible_to(scope).filter(org=organisation, is_chief=True).select_related("person")
    tenures = list(rows.order_by("-during", "pk")[:MOST])
    return render_to_string("people/leaders.html", {"tenures": tenures}, request) if tenures else ""

"""Finding a lead that was closed as unfounded: by its number alone, as far as the scope may break its seal."""

from typing import Any

from django.db.models import QuerySet

from mingjian.leads.models import Lead
from mingjian.offices.scope import Scope


def sealed_leads(office_id: int, number: str, scope: Scope) -> QuerySet[Any]:
    """The sealed lead of that office and number; one at most."""
    rows: QuerySet[Any] = Lead.objects.sealed_to(scope).filter(office_id=office_id, number=number)
    rows = rows.select_related("org", "office")
    return rows.prefetch_related("accused", "handlings", "extensions")

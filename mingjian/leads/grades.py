"""How grave what was concluded about persons is. Only concluded outcomes count; nobody is ranked by it."""

from collections.abc import Iterable

from django.db.models import Max

from mingjian.leads.models import Outcome
from mingjian.offices.scope import Scope


def grade_of(person_ids: Iterable[int], scope: Scope) -> dict[int, int]:
    """Person id → the highest of the four forms among concluded outcomes in scope; absent without one. One query."""
    rows = Outcome.objects.visible_to(scope).standing().filter(person_id__in=list(person_ids), form__isnull=False)
    found = rows.values("person_id").annotate(grade=Max("form")).order_by()
    return {row["person_id"]: row["grade"] for row in found}

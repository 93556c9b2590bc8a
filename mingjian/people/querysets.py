"""Questions about persons that are no page's own."""

from collections.abc import Iterable
from datetime import date

from mingjian.people.models import Tenure


def staff_of(bodies: Iterable[int], on: date) -> frozenset[int]:
    """Ids of the persons who hold a post in one of `bodies` on a day, whoever may see them: this is for exclusion."""
    rows = Tenure.objects.filter(org_id__in=list(bodies), during__contains=on)
    return frozenset(rows.values_list("person_id", flat=True))

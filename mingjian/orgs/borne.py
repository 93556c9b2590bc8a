"""The names bodies bore at the time of a row, so that the row is found by each of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from mingjian.orgs.models import OrganisationName

# A name with the range of days on which it was borne.
Borne = tuple[str, Any]


def borne_by(org_ids: Collection[int]) -> Mapping[int, Sequence[Borne]]:
    """Body → all its names with their times. One query."""
    found: dict[int, list[Borne]] = {}
    rows = OrganisationName.objects.filter(organisation_id__in=org_ids).order_by("during", "pk")
    for org_id, name, time in rows.values_list("organisation_id", "name", "during"):
        found.setdefault(org_id, []).append((name, time))
    return found


def names_during(now: str, during: Any, borne: Sequence[Borne]) -> str:
    """The body's name of now and those it bore during a time, space-separated."""
    names = [now]
    for name, time in borne:
        ended = time.upper is not None and during.lower is not None and time.upper <= during.lower
        begun_after = time.lower is not None and during.upper is not None and time.lower >= during.upper
        if name not in names and not ended and not begun_after:
            names.append(name)
    return " ".join(names)

"""The words of fields, for the histories of this room's rows."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjian.flow.deeds import plain_words
from mingjian.rounds.counters import COUNTERS
from mingjian.rounds.models import RoundKind, Team, Term

Words = str | Promise

ROUND_LABELS: dict[str, Words] = {
    "term_id": _("Term"),
    "year": _("Year"),
    "number": _("Number of the round"),
    "name": _("Name of the round"),
    "kind": _("Kind"),
    "during": _("Time"),
}
TEAM_LABELS: dict[str, Words] = {"name": _("Name of the team")}
TARGET_LABELS: dict[str, Words] = {
    "team_id": _("Team"),
    "on_site": _("On site"),
    "inspected": _("Time inspected"),
    "feedback_on": _("Feedback"),
    "counts": _("Work done"),
}
POOL_LABELS: dict[str, Words] = {
    "unit": _("Unit"),
    "org_id": _("Organisation"),
    "post": _("Post"),
    "rank": _("Rank"),
    "political_status": _("Political status"),
    "education": _("Education"),
    "specialities": _("Specialities"),
    "awards": _("Awards"),
    "note": _("Note"),
    "joined_on": _("In the pool since"),
    "recusal": _("Recusal"),
}


def show(field: str, value: Any) -> str:
    """A stored value of a round, team or target in words."""
    match field:
        case "during" | "on_site" | "inspected" if value:
            return f"{value[0]} – {value[1] or ''}"
        case "kind" if value:
            return str(RoundKind(value).label)
        case "term_id" if value:
            return Term.objects.filter(pk=value).values_list("name", flat=True).first() or str(value)
        case "team_id" if value:
            return Team.objects.filter(pk=value).values_list("name", flat=True).first() or str(value)
        case "counts" if value:
            return "；".join(f"{COUNTERS[code]} {figure}" for code, figure in value.items() if code in COUNTERS)
    return plain_words(field, value)

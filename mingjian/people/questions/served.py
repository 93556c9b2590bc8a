"""A tenure as an answer names it, and how two tenures stand to each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mingjian.offices.gate import visible_ids
from mingjian.offices.scope import Scope
from mingjian.people.models import Tenure


class Standing(models.TextChoices):
    """Who stood above whom, seen from the person asked about."""

    ABOVE = "above", gettext_lazy("stood above")
    BELOW = "below", gettext_lazy("stood below")
    BESIDE = "beside", gettext_lazy("stood beside")
    UNKNOWN = "unknown", gettext_lazy("not known")


@dataclass(frozen=True, slots=True)
class Served:
    """A post somebody held: ids, words and days. `until` is the first day after it; None while it is held."""

    id: int
    person_id: int
    person: str
    org_id: int
    org: str
    org_seen: bool
    post: str
    is_chief: bool
    rank: int | None
    rank_words: str
    since: date | None
    until: date | None
    period: str
    source: str

    @property
    def org_url(self) -> str:
        """The body's page where the reader may open it."""
        return reverse("organisation", args=[self.org_id]) if self.org_seen else ""


def served_of(tenures: Iterable[Tenure], scope: Scope) -> list[Served]:
    """Tenures that came through the gate with person and body selected, without those of persons out of scope.

    A tenure names its body; whether the body's page can be opened is said apart. Two queries.
    """
    rows = list(tenures)
    if not rows:
        return []
    persons = visible_ids("person", {row.person_id for row in rows}, scope)
    bodies = visible_ids("organisation", {row.org_id for row in rows}, scope)
    return [_served(row, row.org_id in bodies) for row in rows if row.person_id in persons]


def _served(row: Tenure, org_seen: bool) -> Served:
    return Served(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        org_id=row.org_id,
        org=row.org.name,
        org_seen=org_seen,
        post=row.post,
        is_chief=row.is_chief,
        rank=row.rank,
        rank_words=str(row.get_rank_display()) if row.rank else "",
        since=row.during.lower,
        until=row.during.upper,
        period=row.period.zh,
        source=row.source,
    )


def standing(theirs: Served, mine: Served) -> Standing:
    """How somebody stood to the person asked about in one body: a chief above the others, else by rank."""
    if theirs.is_chief != mine.is_chief:
        return Standing.ABOVE if theirs.is_chief else Standing.BELOW
    if theirs.rank is not None and mine.rank is not None and theirs.rank != mine.rank:
        return Standing.ABOVE if theirs.rank < mine.rank else Standing.BELOW
    known = theirs.is_chief or (theirs.rank is not None and mine.rank is not None)
    return Standing.BESIDE if known else Standing.UNKNOWN


def lasting(days: int) -> str:
    """A number of days as people say it."""
    months = round(days / 30.44)
    if months < 1:
        return _("less than a month")
    years, rest = divmod(months, 12)
    said_years = ngettext("%(count)d year", "%(count)d years", years) % {"count": years} if years else ""
    said_months = ngettext("%(count)d month", "%(count)d months", rest) % {"count": rest} if rest else ""
    if years and rest:
        return _("%(years)s %(months)s") % {"years": said_years, "months": said_months}
    return said_years or said_months

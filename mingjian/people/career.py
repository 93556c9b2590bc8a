"""A career as a lane of the time axis and as rows of a plain table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.offices.clock import today
from mingjian.people.models import Tenure
from mingjian.ui.timeaxis import Lane, Span


@dataclass(frozen=True, slots=True)
class CareerRow:
    """One tenure in words."""

    id: int
    period: str
    org_name: str
    org_url: str
    post: str
    rank: str
    is_chief: bool
    source: str


def career_lane(tenures: Sequence[Tenure]) -> Lane:
    """The tenures as spans; one without a known start begins with its last known day."""
    return Lane(_("Career"), [_span(tenure) for tenure in tenures])


def _span(tenure: Tenure) -> Span:
    lower: date | None = tenure.during.lower
    upper: date | None = tenure.during.upper
    end = upper - timedelta(days=1) if upper else None
    return Span(
        lower or end or today(),
        end,
        f"{tenure.org.name} {tenure.post}",
        url=reverse("organisation", args=[tenure.org_id]),
        kind="tenure",
        note=tenure.get_rank_display() if tenure.rank else "",
    )


def career_rows(tenures: Sequence[Tenure]) -> list[CareerRow]:
    """The latest first."""
    return [
        CareerRow(
            tenure.pk,
            tenure.period.zh,
            tenure.org.name,
            reverse("organisation", args=[tenure.org_id]),
            tenure.post,
            str(tenure.get_rank_display()) if tenure.rank else "",
            tenure.is_chief,
            tenure.source,
        )
        for tenure in reversed(tenures)
    ]

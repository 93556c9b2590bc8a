"""What a finding's row must not be like."""

from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingjian.findings.models import Finding
from mingjian.offices.rights import Right
from mingjian.quality.registry import Asking, Rows, Rule, register

# A sum beyond ten thousand million yuan is a slip of the unit.
MOST = Decimal(10) ** 10


def _without_subclass(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(subclass="")


def _without_target(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(target=None)


def _outside_round(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(target__isnull=False).exclude(target__team__round__during__contains=F("found_on"))


def _amount_out_of_range(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(Q(amount__lte=0) | Q(amount__gte=MOST))


def _conduct_later(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(conduct__startswith__gt=F("found_on"))


def _without_conduct(rows: Rows, _asking: Asking) -> Rows:
    """Neither it nor its round says which time it is about."""
    return rows.filter(conduct=None, target=None)


def _overdue(rows: Rows, asking: Asking) -> Rows:
    return rows.filter(due_on__lt=asking.on, state__in=("recorded", "rectifying", "basically_done"))


def _without_due_day(rows: Rows, _asking: Asking) -> Rows:
    """Fed back to the body, and no day by which it has to be put right."""
    return rows.filter(due_on=None, feedback_on__isnull=False, state__in=("recorded", "rectifying", "basically_done"))


def _title(row: Any) -> str:
    return f"{row.number} {row.description[:40]}"


def _rule(code: str, **more: Any) -> Rule:
    place = {"row_url": "finding", "mend_url": "finding-edit", "title": _title, "mends": Right.EDIT_FINDINGS}
    return Rule(code=code, model=Finding, **{**place, **more})


register(
    _rule(
        "finding-class",
        words=_("Finding without a sub-class"),
        why=_("Aggregates and comparison by sub-class leave it out; a recurring problem is not seen."),
        gravity=2,
        faulty=_without_subclass,
    ),
    _rule(
        "finding-round",
        words=_("Finding without its round"),
        why=_("Results of a round leave it out, and the team cannot be told."),
        gravity=2,
        faulty=_without_target,
    ),
    _rule(
        "finding-outside-round",
        words=_("Finding dated outside its round"),
        why=_("Either the day or the round is wrong; figures by year and by round then differ."),
        gravity=3,
        faulty=_outside_round,
    ),
    _rule(
        "finding-amount",
        words=_("Amount out of range"),
        why=_("Nothing, less than nothing, or more than ten thousand million yuan: often a slip of the unit."),
        gravity=3,
        faulty=_amount_out_of_range,
    ),
    _rule(
        "finding-conduct-later",
        words=_("Conduct that begins after it was found"),
        why=_("Careers are compared with the period of conduct."),
        gravity=3,
        faulty=_conduct_later,
    ),
    _rule(
        "finding-conduct",
        words=_("Finding about no known time"),
        why=_("It cannot be compared with any career: a dossier passes it over."),
        gravity=2,
        faulty=_without_conduct,
    ),
    _rule(
        "finding-overdue",
        words=_("Rectification past its day"),
        why=_("Either the state was not written back, or the body is late."),
        gravity=2,
        faulty=_overdue,
        mend_url="",
    ),
    _rule(
        "finding-due",
        words=_("Fed back without a day of rectification"),
        why=_("Nobody is reminded, and nothing counts as late."),
        gravity=2,
        faulty=_without_due_day,
    ),
)

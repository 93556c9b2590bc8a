"""What a lead's or an outcome's row must not be like. Sealed leads are no rows of any register."""

from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mingjian.leads.models import Lead, Outcome
from mingjian.leads.querysets import SEALED
from mingjian.leads.states import LEAD
from mingjian.offices.rights import Right
from mingjian.quality.registry import Asking, Badge, Rows, Rule, register

MOST = Decimal(10) ** 10
STANDS = Q(state="standing")
OPEN = ("received", "under_disposal")
SANCTIONS = ("party_sanction", "admin_sanction")


def _overdue(rows: Rows, asking: Asking) -> Rows:
    return rows.filter(due_on__lt=asking.on, state__in=OPEN)


def _unassigned(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(assignee=None, department="", state__in=OPEN)


def _amount_out_of_range(rows: Rows, _asking: Asking) -> Rows:
    return rows.exclude(state=SEALED).filter(Q(amount__lte=0) | Q(amount__gte=MOST))


def _conduct_later(rows: Rows, _asking: Asking) -> Rows:
    return rows.exclude(state=SEALED).filter(conduct__startswith__gt=F("received_on"))


def _concluded_without_result(rows: Rows, _asking: Asking) -> Rows:
    outcomes = Outcome.objects.standing().filter(lead=OuterRef("pk"))
    return rows.filter(~Exists(outcomes), state="concluded", result="", form=None)


def _without_disposal(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(state="under_disposal", disposal="")


def _without_document(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(STANDS, kind__in=(*SANCTIONS, "accountability"), document_number="")


def _without_form(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(STANDS, kind__in=(*SANCTIONS, "org_measure"), form=None)


def _before_conduct(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(STANDS, conduct__startswith__gt=F("decided_on"))


def _recovered_nothing(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(STANDS, Q(kind="recovered", amount=None) | Q(amount__lte=0) | Q(amount__gte=MOST))


def _not_announced(rows: Rows, asking: Asking) -> Rows:
    """Decided longer ago than a year and neither announced nor carried out, as far as is written."""
    year_ago = asking.on.replace(year=asking.on.year - 1, day=min(asking.on.day, 28))
    return rows.filter(
        state="standing",
        kind__in=SANCTIONS,
        announced_on=None,
        executed_on=None,
        decided_on__lt=year_ago,
        influence_until__gte=asking.on,
    )


def _lead(row: Any) -> str:
    return f"{row.number} {row.summary[:40]}"


def _standing(row: Any) -> Badge:
    """An allegation until it is concluded, here as everywhere."""
    return Badge(row.get_state_display(), LEAD.states[row.state].tone, row.state == "concluded")


def _outcome(row: Any) -> str:
    subject = row.person.name if row.person else row.org.name
    return f"{subject} {row.measure or row.get_kind_display()} {row.decided_on.isoformat()}"


def _of_lead(code: str, **more: Any) -> Rule:
    place = {"row_url": "lead", "mend_url": "lead-edit", "title": _lead, "mends": Right.EDIT_LEADS, "badge": _standing}
    return Rule(code=code, model=Lead, **{**place, **more})


def _of_outcome(code: str, **more: Any) -> Rule:
    place = {"row_url": "outcome", "mend_url": "outcome-edit", "title": _outcome, "mends": Right.EDIT_LEADS}
    return Rule(code=code, model=Outcome, related=("person", "org"), **{**place, **more})


register(
    _of_lead(
        "lead-overdue",
        words=_("Lead past its deadline"),
        why=_("Leads are not to be put off or piled up (监督执纪工作规则, art. 21)."),
        gravity=3,
        faulty=_overdue,
        mend_url="",
    ),
    _of_lead(
        "lead-unassigned",
        words=_("Open lead without a handler"),
        why=_("Each lead has its department and its handler."),
        gravity=2,
        faulty=_unassigned,
        mend_url="",
    ),
    _of_lead(
        "lead-amount",
        words=_("Amount of a lead out of range"),
        why=_("Nothing, less than nothing, or more than ten thousand million yuan: often a slip of the unit."),
        gravity=3,
        faulty=_amount_out_of_range,
    ),
    _of_lead(
        "lead-conduct-later",
        words=_("Lead received before what it alleges"),
        why=_("One of the two dates is wrong."),
        gravity=3,
        faulty=_conduct_later,
    ),
    _of_lead(
        "lead-result",
        words=_("Concluded lead without a result"),
        why=_("Neither an outcome nor a result nor a form says what came of it."),
        gravity=3,
        faulty=_concluded_without_result,
    ),
    _of_lead(
        "lead-disposal",
        words=_("Lead under disposal without the way of it"),
        why=_("The four ways of disposal cannot be counted."),
        gravity=2,
        faulty=_without_disposal,
        mend_url="",
    ),
    _of_outcome(
        "outcome-document",
        words=_("Sanction without a document number"),
        why=_("The decision cannot be found in the files."),
        gravity=2,
        faulty=_without_document,
    ),
    _of_outcome(
        "outcome-form",
        words=_("Outcome of none of the four forms"),
        why=_("The four forms cannot be counted, and no grade can be told."),
        gravity=2,
        faulty=_without_form,
        mend_url="outcome-correct",
    ),
    _of_outcome(
        "outcome-conduct-later",
        words=_("Decided before the conduct began"),
        why=_("One of the two dates is wrong."),
        gravity=3,
        faulty=_before_conduct,
        mend_url="outcome-correct",
    ),
    _of_outcome(
        "outcome-amount",
        words=_("Recovered amount missing or out of range"),
        why=_("Sums of what was recovered are wrong."),
        gravity=3,
        faulty=_recovered_nothing,
    ),
    _of_outcome(
        "outcome-announced",
        words=_("Sanction in force for a year, not announced as far as is written"),
        why=_("A decision is announced or served within its time; either it was not, or it was not written back."),
        gravity=1,
        faulty=_not_announced,
    ),
)

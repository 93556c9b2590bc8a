"""Turning gated rows into lines, no deeper than the holding office lets them be read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mingjian.dossiers.gathering.words import words
from mingjian.dossiers.value import Line
from mingjian.findings.models import Finding
from mingjian.findings.states import FINDING
from mingjian.leads.models import Lead, Outcome
from mingjian.offices.scope import Depth, Scope

Period = tuple[date | None, date | None]

_UNRESOLVED_FINDING = FINDING.open_states() - {"done"}
_UNRESOLVED_LEAD = frozenset({"received", "under_disposal", "held"})


def bounds(period: Any) -> Period | None:
    """`[lower, upper)` of a stored range; None when there is none."""
    return None if period is None or period.isempty else (period.lower, period.upper)


def finding_line(row: Finding, scope: Scope, repeated: bool = False, names_person: bool = False) -> Line:
    """A finding, verified. Its conduct falls back to the inspected period of its round.

    Whom it names is content: `names_person` counts only where the holder lets the whole row be read.
    """
    depth = Finding.gate.depth_here(row, scope)
    own = bounds(row.conduct)
    period = own or (bounds(row.target.inspected) if row.target else None)
    shown = depth >= Depth.SUMMARY
    return Line(
        kind="finding",
        id=row.pk,
        title=row.description
        if depth == Depth.FULL
        else _summary(row)
        if shown
        else _("A finding held by another office"),
        org_id=row.org_id,
        org_name=row.org.name,
        office_name=row.office.name,
        office_id=row.office_id,
        depth=depth,
        verified=True,
        on=row.found_on,
        conduct=period,
        assumed=own is None,
        class_words=words(row, "finding_class") if shown else "",
        class_code=row.finding_class if shown else "",
        severity=row.severity if shown else None,
        severity_words=words(row, "severity") if shown else "",
        state_words=words(row, "state") if shown else "",
        unresolved=shown and row.state in _UNRESOLVED_FINDING,
        repeated=shown and repeated,
        number=row.number if shown else "",
        names_person=names_person and depth == Depth.FULL,
    )


def _summary(row: Finding) -> str:
    return words(row, "subclass") or words(row, "finding_class")


def lead_line(row: Lead, scope: Scope, names_person: bool = False) -> Line:
    """A lead: an allegation, never verified."""
    depth = Lead.gate.depth_here(row, scope)
    shown = depth >= Depth.SUMMARY
    summary = row.problem_type or _("Lead")
    return Line(
        kind="lead",
        id=row.pk,
        title=row.summary if depth == Depth.FULL else summary if shown else _("A lead held by another office"),
        org_id=row.org_id,
        org_name=row.org.name if row.org else "",
        office_name=row.office.name,
        office_id=row.office_id,
        depth=depth,
        verified=False,
        on=row.received_on,
        conduct=bounds(row.conduct),
        class_words=row.problem_type if shown else "",
        state_words=words(row, "state") if shown else "",
        unresolved=shown and row.state in _UNRESOLVED_LEAD,
        number=row.number if shown else "",
        names_person=names_person,
    )


def outcome_line(row: Outcome, scope: Scope) -> Line:
    """A concluded outcome, verified, about the person it names."""
    depth = Outcome.gate.depth_here(row, scope)
    shown = depth >= Depth.SUMMARY
    concluded = f"{words(row, 'kind')} {row.measure}".strip()
    return Line(
        kind="outcome",
        id=row.pk,
        title=(row.text or concluded)
        if depth == Depth.FULL
        else concluded
        if shown
        else _("An outcome held by another office"),
        org_id=row.org_id,
        org_name=row.org.name if row.org else "",
        office_name=row.office.name,
        office_id=row.office_id,
        depth=depth,
        verified=True,
        on=row.decided_on,
        conduct=bounds(row.conduct),
        class_words=words(row, "kind") if shown else "",
        state_words=_("concluded"),
        form=row.form if shown else None,
        names_person=row.person_id is not None,
    )


def findings_of(org_ids: Iterable[int], until: date, scope: Scope) -> list[Finding]:
    """Gated findings at bodies, recorded up to `until`. One query."""
    rows = Finding.objects.visible_to(scope, Depth.EXISTENCE).filter(org_id__among=list(org_ids), found_on__lte=until)
    return list(rows.select_related("org", "office", "target").order_by("found_on", "id"))


def leads_of(org_ids: Iterable[int], until: date, scope: Scope) -> list[Lead]:
    """Gated leads about bodies, received up to `until`. One query; unfounded ones are never there."""
    rows = Lead.objects.visible_to(scope, Depth.EXISTENCE).filter(org_id__among=list(org_ids), received_on__lte=until)
    return list(rows.select_related("org", "office").order_by("received_on", "id"))

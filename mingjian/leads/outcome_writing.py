"""Checking and writing outcomes as a set; the actions that call it have checked their right."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from mingjian.leads.checks import Known, backwards, known
from mingjian.leads.kinds import Form, OutcomeKind
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.outcome_rows import OUTCOME_COLUMNS, NewOutcome, copied, subject_of, with_influence
from mingjian.leads.search import outcome_documents
from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, join_many
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.people.about import about_many
from mingjian.people.mentioning import Naming, attach
from mingjian.search import index


def write(rows: Sequence[NewOutcome], paths: Mapping[int, str], scope: Scope, batch_id: int | None) -> list[int]:
    """Write the rows, their documents and edges; ids in the order given. Raises Invalid by the rows' positions."""
    _check(rows, scope)
    rows = with_influence(rows)
    ids = new_ids(Outcome, len(rows))
    abouts = about_many([subject_of(row) for row in rows])
    copy_rows(
        Outcome,
        OUTCOME_COLUMNS,
        (
            copied(pk, row, paths[row.office_id], about, batch_id)
            for pk, row, about in zip(ids, rows, abouts, strict=True)
        ),
    )
    named = [
        Naming(row.office_id, pk, row.person_id, "")
        for pk, row in zip(ids, rows, strict=True)
        if row.person_id is not None
    ]
    attach("outcome", named, batch_id=batch_id, by_words=False)
    index.add(outcome_documents(ids))
    numbered = list(zip(ids, rows, strict=True))
    of_leads = [(Step("lead", row.lead_id), Step("outcome", pk)) for pk, row in numbered if row.lead_id]
    of_findings = [(Step("finding", row.finding_id), Step("outcome", pk)) for pk, row in numbered if row.finding_id]
    join_many(of_leads, "concluded_by", actor=scope.actor)
    join_many(of_findings, "led_to", actor=scope.actor)
    publish("outcome", ids)
    return ids


def _check(rows: Sequence[NewOutcome], scope: Scope) -> None:
    found = known(
        {row.org_id for row in rows if row.org_id},
        {row.finding_id for row in rows if row.finding_id},
        {row.person_id for row in rows if row.person_id},
        scope,
    )
    lead_ids = {row.lead_id for row in rows if row.lead_id}
    leads = set(Lead.objects.visible_to(scope).filter(pk__in=lead_ids).values_list("pk", flat=True))
    wrong = {
        str(at): sentence
        for at, row in enumerate(rows)
        if (sentence := _wrong(row, scope.on) or _wrong_subject(row, found, leads))
    }
    if wrong:
        raise Invalid(_("Some outcomes cannot be recorded as written."), wrong)


def _wrong(row: NewOutcome, today: date) -> str:
    if row.kind not in OutcomeKind.values:
        return _("The kind of outcome is not known.")
    if not row.measure.strip():
        return _("An outcome needs its measure.")
    if row.form is not None and row.form not in Form.values:
        return _("The form is none of the four.")
    if row.decided_on == date.min:
        return _("An outcome needs the day it was decided on.")
    if row.decided_on > today:
        return _("This day lies in the future.")
    if row.kind == OutcomeKind.CLARIFICATION and row.form is not None:
        return _("A clarification is none of the four forms.")
    if backwards(row.conduct):
        return _("The period ends before it starts.")
    return ""


def _wrong_subject(row: NewOutcome, found: Known, leads: set[int]) -> str:
    if not row.person_id and not row.org_id:
        return _("An outcome is about a person or an organisation.")
    if row.person_id and row.person_id not in found.persons:
        return _("A person named is not on record.")
    if row.org_id and row.org_id not in found.orgs:
        return _("This organisation is not found in your scope.")
    if row.finding_id and row.finding_id not in found.findings:
        return _("This finding is not found in your scope.")
    if row.lead_id and row.lead_id not in leads:
        return _("This lead is not found in your scope.")
    return ""

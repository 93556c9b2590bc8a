"""Writes of concluded outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.leads.checks import Conduct, Known, backwards, days, editable, known
from mingjian.leads.kinds import Form, OutcomeKind
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.search import outcome_documents
from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, join_many, part
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.about import About, Subject, about_many
from mingjian.search import index

OUTCOME_COLUMNS = (
    "id",
    "office_id",
    "office_path",
    "about_orgs",
    "about_persons",
    "kind",
    "measure",
    "form",
    "person_id",
    "org_id",
    "lead_id",
    "finding_id",
    "decided_on",
    "conduct",
    "amount",
    "text",
    "version",
    "batch_id",
)


@dataclass(frozen=True, slots=True)
class NewOutcome:
    """A concluded outcome to record: about a person, a body or both; `form` is one of the four, where one applies."""

    office_id: int
    kind: str
    measure: str = ""
    form: int | None = None
    person_id: int | None = None
    org_id: int | None = None
    lead_id: int | None = None
    finding_id: int | None = None
    decided_on: date = date.min
    conduct: Conduct = None
    amount: Decimal | None = None
    text: str = ""


@action("outcome.record", gettext_lazy("Outcomes recorded"))
def record_outcomes(*, rows: Sequence[NewOutcome], scope: Scope, batch_id: int | None = None) -> list[int]:
    """Record concluded outcomes as a set; ids in the order given. Takes EDIT_LEADS over each office.

    Only these grade a person. Raises Invalid with a sentence for each wrong row (by its position); then nothing is
    written.
    """
    paths = editable((row.office_id for row in rows), scope)
    _check(rows, scope)
    ids = new_ids(Outcome, len(rows))
    abouts = about_many([_subject(row) for row in rows])
    copy_rows(
        Outcome,
        OUTCOME_COLUMNS,
        (
            _values(pk, row, paths[row.office_id], about, batch_id)
            for pk, row, about in zip(ids, rows, abouts, strict=True)
        ),
    )
    index.add(outcome_documents(ids))
    numbered = list(zip(ids, rows, strict=True))
    of_leads = [(Step("lead", row.lead_id), Step("outcome", pk)) for pk, row in numbered if row.lead_id]
    of_findings = [(Step("finding", row.finding_id), Step("outcome", pk)) for pk, row in numbered if row.finding_id]
    join_many(of_leads, "concluded_by", actor=scope.actor)
    join_many(of_findings, "led_to", actor=scope.actor)
    record("outcome.record", actor=scope.actor, kind="outcome", ids=ids)
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
    wrong = {str(at): sentence for at, row in enumerate(rows) if (sentence := _wrong(row, found, leads))}
    if wrong:
        raise Invalid(_("Some outcomes cannot be recorded as written."), wrong)


def _wrong(row: NewOutcome, found: Known, leads: set[int]) -> str:
    if row.kind not in OutcomeKind.values:
        return _("The kind of outcome is not known.")
    if row.form is not None and row.form not in Form.values:
        return _("The form is none of the four.")
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
    if row.decided_on == date.min:
        return _("An outcome needs the day it was decided on.")
    if backwards(row.conduct):
        return _("The period ends before it starts.")
    return ""


def _subject(row: NewOutcome) -> Subject:
    first, last = row.conduct or (None, None)
    since = first or last or row.decided_on
    orgs = [row.org_id] if row.org_id else []
    return Subject(orgs, [row.person_id] if row.person_id else [], since, last or row.decided_on)


def _values(pk: int, row: NewOutcome, path: str, about: About, batch_id: int | None) -> tuple[Any, ...]:
    return (
        pk,
        row.office_id,
        path,
        about.orgs,
        about.persons,
        str(row.kind),
        row.measure,
        row.form,
        row.person_id,
        row.org_id,
        row.lead_id,
        row.finding_id,
        row.decided_on,
        days(row.conduct),
        row.amount,
        row.text,
        1,
        batch_id,
    )


@action("outcome.withdraw", gettext_lazy("Recorded outcomes withdrawn"))
def withdraw_outcomes(*, batch_id: int, scope: Scope) -> int:
    """Undo of a batch: delete the outcomes it recorded, with their documents and edges; how many."""
    rows = Outcome.objects.filter(batch_id=batch_id)
    ids = []
    for pk, path in rows.values_list("pk", "office_path"):
        scope.require(Right.EDIT_LEADS, str(path))
        ids.append(pk)
    rows.delete()
    index.remove("outcome", ids)
    part(steps=[Step("outcome", pk) for pk in ids])
    record("outcome.withdraw", actor=scope.actor, kind="outcome", ids=ids)
    publish("outcome", ids)
    return len(ids)

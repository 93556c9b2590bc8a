"""Whom leads and outcomes burden, brought up to date when the tenures of the persons they name change."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from mingjian.leads.models import Accused, Lead, Outcome
from mingjian.leads.search import lead_documents, outcome_documents
from mingjian.ledgers.bulk import update_rows
from mingjian.people.about import Subject, about_many
from mingjian.search import index

_ABOUT = {"about_orgs": "bigint[]", "about_persons": "bigint[]"}


def refresh_subjects(person_ids: Sequence[int]) -> None:
    """`about_orgs` of the leads and outcomes that name these persons, and their documents. Set-based."""
    changed = refresh_leads(list(Accused.objects.filter(person_id__in=person_ids).values_list("lead_id", flat=True)))
    if changed:
        index.replace(lead_documents(changed))
    outcomes = list(Outcome.objects.filter(person_id__in=person_ids))
    changed = _store(
        Outcome,
        outcomes,
        [_subject(each, [each.person_id] if each.person_id else [], each.decided_on) for each in outcomes],
    )
    if changed:
        index.replace(outcome_documents(changed))


def refresh_leads(ids: Sequence[int]) -> list[int]:
    """Whom these leads burden, written anew; ids of those where it differs. Their documents are the caller's."""
    leads = list(Lead.objects.filter(pk__in=ids).prefetch_related("accused"))
    persons = [[each.person_id for each in lead.accused.all()] for lead in leads]
    subjects = [_subject(lead, who, lead.received_on) for lead, who in zip(leads, persons, strict=True)]
    return _store(Lead, leads, subjects)


def _subject(row: Any, persons: Sequence[int], day: Any) -> Subject:
    orgs = [row.org_id] if row.org_id else []
    if row.conduct is None:
        return Subject(orgs, persons, day)
    last = row.conduct.upper - timedelta(days=1) if row.conduct.upper else None
    return Subject(orgs, persons, row.conduct.lower or last or day, last or day)


def _store(model: Any, rows: Sequence[Any], subjects: Sequence[Subject]) -> list[int]:
    """Write what differs; the ids of those rows."""
    changed = [
        {"id": row.pk, "about_orgs": about.orgs, "about_persons": about.persons}
        for row, about in zip(rows, about_many(subjects), strict=True)
        if (row.about_orgs, row.about_persons) != (about.orgs, about.persons)
    ]
    update_rows(model, _ABOUT, changed)
    return [record["id"] for record in changed]


def follow_bodies(org_ids: Sequence[int]) -> None:
    """Leads and outcomes are found by the names that their bodies take later, as by those they bore."""
    for model, documents in ((Lead, lead_documents), (Outcome, outcome_documents)):
        rows: Any = model
        ids = list(rows.objects.filter(org_id__in=org_ids).values_list("pk", flat=True))
        if ids:
            index.replace(documents(ids))

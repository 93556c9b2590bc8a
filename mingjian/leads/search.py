"""Search documents of leads and outcomes. Both carry their subjects, so that the gate holds in search too."""

from collections.abc import Sequence

from django.utils import translation

from mingjian.leads.models import Lead, Outcome
from mingjian.search.index import NewDocument

# Documents are written in the product's own language, whoever records the row.
LANGUAGE = "zh-hans"
TITLE = 60


def lead_documents(ids: Sequence[int]) -> list[NewDocument]:
    """One document per lead that is not sealed. Two queries."""
    rows = (
        Lead.objects.filter(pk__in=ids)
        .exclude(state="unfounded")
        .select_related("org__division")
        .prefetch_related("accused")
    )
    return [_lead_document(lead) for lead in rows]


def _lead_document(lead: Lead) -> NewDocument:
    persons = [f"{each.name_as_written} {each.post_as_written}".strip() for each in lead.accused.all()]
    body = [lead.number, lead.summary, *persons, lead.org.name if lead.org else "", lead.problem_type, *lead.areas]
    division = lead.org.division if lead.org else None
    return NewDocument(
        kind="lead",
        row_id=lead.pk,
        title=lead.summary[:TITLE] or lead.number,
        body="\n".join(filter(None, body)),
        on=lead.received_on,
        state=lead.state,
        division_path=str(division.path) if division else None,
        org_id=lead.org_id,
        office_paths=(str(lead.office_path),),
        about_orgs=tuple(lead.about_orgs),
        about_persons=tuple(lead.about_persons),
    )


def outcome_documents(ids: Sequence[int]) -> list[NewDocument]:
    """One document per outcome that stands. One query."""
    rows = Outcome.objects.standing().filter(pk__in=ids).select_related("person", "org__division")
    with translation.override(LANGUAGE):
        return [_outcome_document(outcome) for outcome in rows]


def _outcome_document(outcome: Outcome) -> NewDocument:
    subject = " ".join(filter(None, (str(outcome.person or ""), outcome.org.name if outcome.org else "")))
    division = outcome.org.division if outcome.org else None
    return NewDocument(
        kind="outcome",
        row_id=outcome.pk,
        title=f"{subject} {outcome.measure or outcome.get_kind_display()}",
        body="\n".join(filter(None, (outcome.get_kind_display(), outcome.document_number, outcome.text))),
        on=outcome.decided_on,
        division_path=str(division.path) if division else None,
        org_id=outcome.org_id,
        office_paths=(str(outcome.office_path),),
        about_orgs=tuple(outcome.about_orgs),
        about_persons=tuple(outcome.about_persons),
    )

"""Search documents of leads and outcomes. Both carry their subjects, so that the gate holds in search too."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import translation

from mingjian.leads.models import Lead, Outcome
from mingjian.orgs.borne import Borne, borne_by, names_during
from mingjian.search.index import NewDocument

# Documents are written in the product's own language, whoever records the row.
LANGUAGE = "zh-hans"
TITLE = 60


def lead_documents(ids: Sequence[int]) -> list[NewDocument]:
    """One document per lead that is not sealed. Three queries."""
    rows = list(
        Lead.objects.filter(pk__in=ids)
        .exclude(state="unfounded")
        .select_related("org__division")
        .prefetch_related("accused")
    )
    borne = borne_by({lead.org_id for lead in rows if lead.org_id})
    return [_lead_document(lead, borne) for lead in rows]


def _body_names(row: Lead | Outcome, day: date, borne: Mapping[int, Sequence[Borne]]) -> str:
    """The body's name of now and all it has borne since the matter; empty where no body is named."""
    if row.org is None or row.org_id is None:
        return ""
    since = row.conduct.lower if row.conduct is not None and row.conduct.lower else day
    return names_during(row.org.name, DateRange(since, None), borne.get(row.org_id, ()))


def _lead_document(lead: Lead, borne: Mapping[int, Sequence[Borne]]) -> NewDocument:
    persons = [f"{each.name_as_written} {each.post_as_written}".strip() for each in lead.accused.all()]
    body_names = _body_names(lead, lead.received_on, borne)
    body = [lead.number, lead.summary, *persons, body_names, lead.problem_type, *lead.areas]
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
    """One document per outcome that stands. Two queries."""
    rows = list(Outcome.objects.standing().filter(pk__in=ids).select_related("person", "org__division"))
    borne = borne_by({outcome.org_id for outcome in rows if outcome.org_id})
    with translation.override(LANGUAGE):
        return [_outcome_document(outcome, borne) for outcome in rows]


def _outcome_document(outcome: Outcome, borne: Mapping[int, Sequence[Borne]]) -> NewDocument:
    parts = [outcome.get_kind_display(), outcome.document_number, outcome.text]
    parts.append(_body_names(outcome, outcome.decided_on, borne))
    subject = " ".join(filter(None, (str(outcome.person or ""), outcome.org.name if outcome.org else "")))
    division = outcome.org.division if outcome.org else None
    return NewDocument(
        kind="outcome",
        row_id=outcome.pk,
        title=f"{subject} {outcome.measure or outcome.get_kind_display()}",
        body="\n".join(filter(None, parts)),
        on=outcome.decided_on,
        division_path=str(division.path) if division else None,
        org_id=outcome.org_id,
        office_paths=(str(outcome.office_path),),
        about_orgs=tuple(outcome.about_orgs),
        about_persons=tuple(outcome.about_persons),
    )

"""What an outcome is recorded from, and its columns: for COPY, and those that may be revised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.flow.deadlines import due_many
from mingjian.leads.checks import Conduct, days
from mingjian.leads.deadlines import influence_code
from mingjian.leads.states import OUTCOME
from mingjian.people.about import About, Subject

# Columns that may be revised → SQL types. Whom it is about, and what was decided when, only a correction changes.
REVISED = {
    "document_number": "text",
    "decided_by": "text",
    "announced_on": "date",
    "executed_on": "date",
    "influence_until": "date",
    "amount": "numeric",
    "text": "text",
}
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
    "document_number",
    "decided_by",
    "announced_on",
    "executed_on",
    "influence_until",
    "conduct",
    "amount",
    "text",
    "state",
    "version",
    "batch_id",
)


@dataclass(frozen=True, slots=True)
class NewOutcome:
    """A concluded outcome to record: about a person, a body or both; `form` is one of the four, where one applies.

    Without `influence_until`, a sanction has influence as long as the rule of its measure says.
    """

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
    document_number: str = ""
    decided_by: str = ""
    announced_on: date | None = None
    executed_on: date | None = None
    influence_until: date | None = None


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """New values for an outcome, by the keys of REVISED, and the version they were made from."""

    id: int
    version: int
    values: Mapping[str, Any]


def with_influence(rows: Sequence[NewOutcome]) -> list[NewOutcome]:
    """The rows, sanctions with the last day of their influence. One query for each rule among them."""
    places: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        code = "" if row.influence_until else influence_code(row.kind, row.measure)
        if code:
            places.setdefault(code, []).append(at)
    found = list(rows)
    for code, at_these in places.items():
        ends = due_many(code, [rows[at].decided_on for at in at_these])
        for at, end in zip(at_these, ends, strict=True):
            found[at] = replace(rows[at], influence_until=end)
    return found


def subject_of(row: NewOutcome) -> Subject:
    """Whom the outcome burdens, and when."""
    first, last = row.conduct or (None, None)
    since = first or last or row.decided_on
    orgs = [row.org_id] if row.org_id else []
    return Subject(orgs, [row.person_id] if row.person_id else [], since, last or row.decided_on)


def copied(pk: int, row: NewOutcome, path: str, about: About, batch_id: int | None) -> tuple[Any, ...]:
    """The row's values in the order of OUTCOME_COLUMNS."""
    return (
        pk,
        row.office_id,
        path,
        about.orgs,
        about.persons,
        str(row.kind),
        row.measure.strip(),
        row.form,
        row.person_id,
        row.org_id,
        row.lead_id,
        row.finding_id,
        row.decided_on,
        row.document_number.strip(),
        row.decided_by.strip(),
        row.announced_on,
        row.executed_on,
        row.influence_until,
        days(row.conduct),
        row.amount,
        row.text,
        OUTCOME.initial,
        1,
        batch_id,
    )

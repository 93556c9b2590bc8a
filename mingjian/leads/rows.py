"""What a lead is recorded from, and its columns: for COPY, and those that may be revised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.leads.checks import Conduct, days
from mingjian.leads.states import LEAD
from mingjian.people.about import About, Subject

# Columns that may be revised → SQL types. A lead is moved, assigned and closed by its own actions.
REVISED = {
    "source": "text",
    "received_on": "date",
    "source_number": "text",
    "forward_number": "text",
    "grade": "text",
    "about_unit": "boolean",
    "about_leader": "boolean",
    "summary": "text",
    "problem_type": "text",
    "areas": "text[]",
    "conduct": "daterange",
    "amount": "numeric",
    "proposal": "text",
    "instruction": "text",
    "department": "text",
    "disposal": "text",
    "handled_on": "date",
    "due_on": "date",
    "due_code": "text",
    "result": "text",
    "form": "smallint",
    "recovered_loss": "numeric",
    "confiscated": "numeric",
}
LEAD_COLUMNS = (
    "id",
    "office_id",
    "office_path",
    "about_orgs",
    "about_persons",
    "number",
    "org_id",
    "finding_id",
    *REVISED,
    "closing",
    "state",
    "version",
    "batch_id",
)


@dataclass(frozen=True, slots=True)
class NewLead:
    """A lead to record. `person_ids` are the accused, `posts` and `names` theirs as written, in the same order.

    With an empty number it is given the office's next of the year. `conduct` holds the first and last day alleged;
    amounts are yuan. There is no place for who reported it.
    """

    number: str
    office_id: int
    source: str
    received_on: date
    org_id: int | None = None
    finding_id: int | None = None
    summary: str = ""
    problem_type: str = ""
    areas: Sequence[str] = ()
    conduct: Conduct = None
    amount: Decimal | None = None
    source_number: str = ""
    forward_number: str = ""
    grade: str = ""
    about_unit: bool = False
    about_leader: bool = False
    proposal: str = ""
    instruction: str = ""
    department: str = ""
    disposal: str = ""
    handled_on: date | None = None
    due_on: date | None = None
    due_code: str = ""
    result: str = ""
    form: int | None = None
    recovered_loss: Decimal | None = None
    confiscated: Decimal | None = None
    state: str = LEAD.initial
    person_ids: Sequence[int] = ()
    posts: Sequence[str] = ()
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LeadChange:
    """New values for a lead, by the keys of REVISED, and the version they were made from."""

    id: int
    version: int
    values: Mapping[str, Any]


def subject_of(row: NewLead) -> Subject:
    """Whom the lead burdens, and when."""
    first, last = row.conduct or (None, None)
    since = first or last or row.received_on
    return Subject([row.org_id] if row.org_id else [], row.person_ids, since, last or row.received_on)


def copied(pk: int, row: NewLead, path: str, about: About, batch_id: int | None) -> tuple[Any, ...]:
    """The row's values in the order of LEAD_COLUMNS."""
    given = {name: getattr(row, name) for name in REVISED}
    given |= {"areas": list(row.areas), "conduct": days(row.conduct)}
    own = (pk, row.office_id, path, about.orgs, about.persons, row.number.strip(), row.org_id, row.finding_id)
    values = (str(value) if isinstance(value, str) else value for value in given.values())
    return (*own, *values, "", row.state, 1, batch_id)

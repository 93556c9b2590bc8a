"""Persons and tenures by hand: a sheet of one row, read by the ledgers' own columns."""

from collections.abc import Collection
from typing import Any

from mingjian.ledgers.intake import Draft
from mingjian.ledgers.row_form import RowForm, as_text
from mingjian.orgs.picking import Picker, settle, with_code
from mingjian.people import person_sheets, tenure_sheets
from mingjian.people.ledger import PERSONS, TENURES
from mingjian.people.models import Person, Tenure
from mingjian.people.tenure_sheets import WHO


class PersonRecordForm(RowForm):
    """A new person: a name alone never joins; number, or birth month and post, find who is on record already."""

    columns = PERSONS.read_columns

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].widget = Picker("organisation")

    def resolve(self, draft: Draft, office_id: int) -> None:
        """As a row of a sheet."""
        settle(draft.values, "unit", self.scope, by_name=True)
        person_sheets.resolve([draft], office_id, self.scope)


class TenureForm(RowForm):
    """A post that a person on record holds or held."""

    columns = [column for column in TENURES.read_columns if column.key not in (*WHO, "during")]
    asked: Collection[str] = ("start",)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        if "org" in self.fields:
            self.fields["org"].widget = Picker("organisation")

    def resolve(self, draft: Draft, office_id: int) -> None:
        """As a row of a sheet of tenures, of this person."""
        settle(draft.values, "org", self.scope)
        tenure_sheets.resolve([draft], office_id, self.scope)


class TenureRevisionForm(TenureForm):
    """A tenure changed; body and person stay."""

    columns = [column for column in TenureForm.columns if column.key != "org"]
    asked = ()


def stored_as_text(tenure: Tenure) -> dict[str, Any]:
    """A stored tenure as the fields of its form show it."""
    shown: dict[str, Any] = {"version": tenure.version, "org": with_code(tenure.org.name, tenure.org.code)}
    for column in TenureRevisionForm.columns:
        if column.key in ("start", "end"):
            value = getattr(tenure, column.key)
            shown[column.key] = str(value) if value else ""
        else:
            shown[column.key] = as_text(column, getattr(tenure, column.key))
    return shown

"""One finding by hand. The form is a sheet of one row: every field is read by the ledger's own column."""

from collections.abc import Mapping
from typing import Any

from mingjian.findings.ledger import FINDINGS
from mingjian.findings.revisions import as_stored
from mingjian.findings.sheets import HELPERS, resolve
from mingjian.ledgers.intake import Draft
from mingjian.ledgers.row_form import RowForm, as_text

# The state moves by its own steps, never by a form.
COLUMNS = [column for column in FINDINGS.read_columns if column.key not in (*HELPERS, "state")]


class FindingForm(RowForm):
    """The columns of a finding as fields. After `is_valid`, `values` holds the JSON values of all of them."""

    columns = COLUMNS
    asked = ("finding_class", "found_on")

    def resolve(self, draft: Draft, office_id: int) -> None:
        """As a sheet's row: the body, the round's target, class and day."""
        resolve([draft], office_id, self.scope)


def stored_as_text(finding: Any) -> dict[str, Any]:
    """A stored finding as its fields show it. Two queries."""
    new, named = as_stored([finding])[finding.pk]
    values: Mapping[str, Any] = {
        "org": finding.org.code,
        "persons": [(name, post) for _person, name, post in named],
        "manifestations": list(new.manifestations),
        "conduct": finding.conduct,
        "found_on": finding.found_on.isoformat()[: {"year": 4, "month": 7}.get(finding.found_precision, 10)],
    }
    shown: dict[str, Any] = {"version": finding.version}
    for column in COLUMNS:
        value = values[column.key] if column.key in values else getattr(finding, column.key)
        shown[column.key] = as_text(column, value)
    return shown

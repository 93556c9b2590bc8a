"""One finding by hand. The form is a sheet of one row: every field is read by the ledger's own column."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.findings.classes import ReviewResult
from mingjian.findings.ledger import FINDINGS
from mingjian.findings.revisions import as_stored
from mingjian.findings.sheets import HELPERS, resolve
from mingjian.ledgers.intake import Draft
from mingjian.ledgers.row_form import DayField, RowForm, as_text
from mingjian.rounds.models import Target

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


class ReviewForm(forms.Form):
    """回头看: what a later look found of the rectification."""

    result = forms.ChoiceField(label=_("What the look found"), choices=ReviewResult.choices)
    reviewed_on = DayField(label=_("Looked at on"))
    target_id = forms.TypedChoiceField(
        label=_("At which entry"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Later entries to the body."),
    )
    text = forms.CharField(
        label=_("What was looked at, and what was seen"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, entries: list[Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target_id"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *((each.pk, f"{each.team.round.name} {each.team.name}") for each in entries)]

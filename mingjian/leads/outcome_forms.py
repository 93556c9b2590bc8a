"""Forms of an outcome: recording it, completing it, correcting it by a later decision, revoking it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.leads.models import Outcome
from mingjian.leads.outcome_ledger import OUTCOMES
from mingjian.leads.outcome_rows import REVISED
from mingjian.leads.outcome_sheets import resolve
from mingjian.ledgers.intake import Draft
from mingjian.ledgers.row_form import RowForm, as_text

COLUMNS = [column for column in OUTCOMES.read_columns if column.key != "state"]


class OutcomeForm(RowForm):
    """The columns of an outcome."""

    columns = COLUMNS

    def resolve(self, draft: Draft, office_id: int) -> None:
        """As a sheet's row: the body, the lead, the days."""
        resolve([draft], office_id, self.scope)


class OutcomeCompletion(RowForm):
    """What may be added to an outcome, and why: what was decided stays."""

    columns = [column for column in COLUMNS if column.key in REVISED]
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(column.key for column in self.columns), "reason"])

    def resolve(self, draft: Draft, office_id: int) -> None:
        """Nothing here names another row."""


class OutcomeCorrection(RowForm):
    """The later decision that takes the place of this one: the same person or body, everything else anew."""

    columns = [column for column in COLUMNS if column.key not in ("persons", "org", "lead", "influence_until")]
    reason = forms.CharField(
        label=_("Why the decision is corrected"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def resolve(self, draft: Draft, office_id: int) -> None:
        """Nothing here names another row."""


def stored_as_text(outcome: Outcome, form: type[RowForm]) -> dict[str, Any]:
    """A stored outcome as the fields of a form show it."""
    shown: dict[str, Any] = {"version": outcome.version}
    return shown | {column.key: as_text(column, getattr(outcome, column.key)) for column in form.columns}

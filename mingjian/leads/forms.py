"""Forms of a lead: registering and revising it, and the steps that ask for more than a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.leads.kinds import Disposal, Form
from mingjian.leads.ledger import LEADS
from mingjian.leads.models import Lead
from mingjian.leads.sheets import resolve
from mingjian.ledgers.intake import Draft
from mingjian.ledgers.row_form import DayField, RowForm, as_text

# The steps on a lead's page set these; a form does not.
BY_STEPS = ("state", "disposal", "handled_on", "due_on")
COLUMNS = [column for column in LEADS.read_columns if column.key not in BY_STEPS]


class LeadForm(RowForm):
    """The columns of F6, without those of who reported it. Without a number the office's next is given."""

    columns = COLUMNS
    not_asked = ("number",)

    def resolve(self, draft: Draft, office_id: int) -> None:
        """As a sheet's row: the body, sealed numbers, days."""
        resolve([draft], office_id, self.scope)


class LeadRevision(LeadForm):
    """A stored lead's columns, and why they change. The number stays."""

    columns = [column for column in COLUMNS if column.key != "number"]
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("reason",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(column.key for column in self.columns), "reason"])


def stored_as_text(lead: Lead) -> dict[str, Any]:
    """A stored lead as its fields show it."""
    accused = [(each.name_as_written, each.post_as_written) for each in lead.accused.order_by("pk")]
    given = {"org": lead.org.code if lead.org else "", "persons": accused}
    shown: dict[str, Any] = {"version": lead.version}
    for column in LeadRevision.columns:
        shown[column.key] = as_text(column, given.get(column.key, getattr(lead, column.key, None)))
    return shown


class DisposeForm(forms.Form):
    """Taking a lead up: the way, the day, who approved it."""

    disposal = forms.ChoiceField(
        label=_("Way of disposal"),
        choices=[choice for choice in Disposal.choices if choice[0] in ("inquiry", "preliminary_check")],
    )
    on = DayField(label=_("Decided on"), required=False)
    approver = forms.CharField(label=_("Approved by"), required=False, max_length=100)
    due_on = DayField(
        label=_("Deadline"),
        required=False,
        help_text=_("Leave it empty where a rule sets the deadline."),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class HoldForm(forms.Form):
    """Holding a lead for later check 暂存待查."""

    on = DayField(label=_("Decided on"), required=False)
    approver = forms.CharField(label=_("Approved by"), required=False, max_length=100)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class ConcludeForm(forms.Form):
    """Concluding a lead: its result, and which of the four forms it was."""

    reason = forms.CharField(label=_("Result of handling"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    form = forms.TypedChoiceField(
        label=_("Form"), required=False, coerce=int, empty_value=None, choices=[("", "—"), *Form.choices]
    )


class CloseForm(forms.Form):
    """Closing a lead as unfounded, and sealing it."""

    approver = forms.CharField(label=_("Approved by"), max_length=100)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReopenForm(forms.Form):
    """Taking a concluded lead up again."""

    reason = forms.CharField(label=_("New evidence"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReplyForm(forms.Form):
    """The reply to an inquiry has come."""

    replied_on = DayField(label=_("Received"))


class ExtendForm(forms.Form):
    """More time for a step."""

    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Only where no rule says how long the extension is."),
    )
    approver = forms.CharField(label=_("Approved by"), max_length=100)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AssignForm(forms.Form):
    """Who handles the lead."""

    department = forms.CharField(label=_("Handling department"), required=False, max_length=100)
    assignee = forms.TypedChoiceField(label=_("Handled by"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["assignee"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *colleagues]


class OpenSealedForm(forms.Form):
    """Opening one sealed lead."""

    office = forms.TypedChoiceField(coerce=int, label=_("Office"))
    number = forms.CharField(label=_("Number of the lead"), max_length=100)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = offices


CLARIFIED_BY = [
    ("发函", _("by letter or in person, to the head of the unit and to the person")),
    ("通报党组织", _("by notice to the Party committee of the unit")),
    ("一定范围内通报", _("by notice within a certain circle")),
]


class ClarifyForm(forms.Form):
    """澄清正名 after a lead proved unfounded."""

    office = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(widget=forms.HiddenInput)
    measure = forms.ChoiceField(label=_("How it is clarified"), choices=CLARIFIED_BY)
    decided_on = DayField(label=_("Decided"))
    approver = forms.CharField(label=_("Approved by"), max_length=100)
    text = forms.CharField(
        label=_("Words of the clarification"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The result only, no particulars of the case."),
    )

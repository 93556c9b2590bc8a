"""The rule of a deadline as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.flow.models import DeadlineRule, Unit

FIELDS = ("amount", "unit", "extension_amount", "extension_unit", "extensions", "approver", "legal_basis", "verified")


class RuleForm(forms.Form):
    """All values of a rule, and why they change."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    amount = forms.IntegerField(label=_("Time"), min_value=1, max_value=600)
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    extension_amount = forms.IntegerField(
        label=_("Extension"), min_value=0, max_value=600, help_text=_("0: it cannot be extended.")
    )
    extension_unit = forms.ChoiceField(label=_("Extension counted in"), choices=Unit.choices)
    extensions = forms.IntegerField(
        label=_("Extensions at most"), required=False, min_value=0, help_text=_("Empty: as often as approved.")
    )
    approver = forms.CharField(label=_("Approved by"), required=False, max_length=100)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300)
    verified = forms.BooleanField(label=_("Read in the regulation in force"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    @staticmethod
    def initial_of(rule: DeadlineRule) -> dict[str, Any]:
        """The stored values as the form shows them."""
        return {name: getattr(rule, name) for name in (*FIELDS, "version")}

    def values(self) -> dict[str, Any]:
        """The values for `revise_rule`."""
        return {name: self.cleaned_data[name] for name in FIELDS}

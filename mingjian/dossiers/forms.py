"""Asking for a dossier as of a day, and putting something on the focus list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.dossiers.gathering.whole import LOOKBACK


class AsOfForm(forms.Form):
    """The day of entry and how many years to look back."""

    on = forms.DateField(label=_("Day of entry"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    lookback = forms.IntegerField(label=_("Years to look back"), required=False, min_value=1, max_value=50)

    def clean_lookback(self) -> int:
        years: int | None = self.cleaned_data["lookback"]
        return years or LOOKBACK


class FocusForm(forms.Form):
    """Exactly one of a person and a matter (`kind-id`), and why."""

    person = forms.IntegerField(required=False, widget=forms.HiddenInput)
    matter = forms.RegexField(r"^(finding|lead)-\d{1,18}$", required=False, widget=forms.HiddenInput)
    why = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

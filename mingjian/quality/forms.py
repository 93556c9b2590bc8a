"""Muting a fault."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MuteForm(forms.Form):
    """Why the row is right as it is, and until when."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    until = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

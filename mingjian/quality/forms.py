"""Muting a fault."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.row_form import DayField


class MuteForm(forms.Form):
    """Why the row is right as it is, and until when."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    until = DayField(label=_("Last day"))

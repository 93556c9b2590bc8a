"""The form that links a user to a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.users.forms import reason


class LinkForm(forms.Form):
    """Number and name as the office told them; the security administrator reads no register."""

    person = forms.IntegerField(
        label=_("Number in the register of persons"),
        min_value=1,
        max_value=2**62,
        help_text=_("The office tells it: it stands in the address of the person's page."),
    )
    name = forms.CharField(label=_("Name in the register"), max_length=100)
    reason = reason()

"""Forms of the system administrator."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.querysets import offices_within
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


def reason() -> forms.CharField:
    """Why, as every change of an account asks."""
    return forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(forms.Form):
    """Why, and nothing else."""

    reason = reason()


class ScopedForm(forms.Form):
    """A form with one of the offices where the actor manages users, by its number or its full name.

    No list to choose from: a province has thousands of offices.
    """

    office = forms.CharField(
        label=_("Office"), max_length=200, help_text=_("Its number in the list of offices, or its full name.")
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope

    def clean_office(self) -> Office:
        """The office of that number or name within reach."""
        text = self.cleaned_data["office"].strip()
        within = offices_within(self.scope, Right.MANAGE_USERS)
        found = list(
            within.filter(pk=int(text)) if text.isdecimal() and len(text) < 19 else within.filter(name=text)[:2]
        )
        if len(found) != 1:
            raise forms.ValidationError(
                gettext("Several offices bear this name: give the number.")
                if found
                else gettext("There is no office with this number or name within your reach.")
            )
        return found[0]


class NewUserForm(ScopedForm):
    """Who gets an account."""

    username = forms.CharField(label=_("Sign-in name"), max_length=100)
    display_name = forms.CharField(label=_("Name"), max_length=100)
    field_order = ("username", "display_name", "office")


class RenameForm(forms.Form):
    """Other names, and why."""

    username = forms.CharField(label=_("Sign-in name"), max_length=100)
    display_name = forms.CharField(label=_("Name"), max_length=100)
    reason = reason()


class MoveForm(ScopedForm):
    """Another office, and why."""

    reason = reason()

"""Forms of accounts: signing in, granting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.models import User
from mingjian.offices.models import Office
from mingjian.offices.rights import ROLES


def day() -> forms.DateInput:
    """A date control; browsers take ISO dates only, whatever the language of the page."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(label=_("Sign-in name"), max_length=100)
    password = forms.CharField(label=_("Password"), max_length=300, strip=False, widget=forms.PasswordInput)
    username.widget.attrs["autocomplete"] = "username"
    username.widget.attrs["autofocus"] = True
    password.widget.attrs["autocomplete"] = "current-password"


class GrantForm(forms.Form):
    """Who gets which role over which office, from when until when, and why."""

    username = forms.CharField(label=_("Sign-in name"), max_length=100)
    office = forms.IntegerField(label=_("Office number"), help_text=_("The number is shown in the list of offices."))
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.code, role.words) for role in ROLES.values() if not role.by_task]
    )
    since = forms.DateField(label=_("In force from"), widget=day())
    until = forms.DateField(label=_("Until before"), required=False, widget=day())
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def clean_username(self) -> User:
        user = User.objects.filter(username=self.cleaned_data["username"]).first()
        if user is None:
            raise forms.ValidationError(_("There is no user of this name."))
        return user

    def clean_office(self) -> Office:
        office: Office | None = Office.objects.filter(pk=self.cleaned_data["office"]).first()
        if office is None:
            raise forms.ValidationError(_("There is no office with this number."))
        return office


class RevokeForm(forms.Form):
    """Why a right is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

"""Forms of the second factor."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Verification code"),
        max_length=40,
        help_text=_("The six digits that your app shows now, or one of your recovery codes."),
    )
    code.widget.attrs.update(autocomplete="one-time-code", autofocus=True, spellcheck="false", autocapitalize="none")


class FirstCodeForm(forms.Form):
    """The first code of an app that is being set up."""

    code = forms.CharField(
        label=_("Verification code"), max_length=12, help_text=_("The six digits that the app shows now.")
    )
    code.widget.attrs.update(autocomplete="one-time-code", autofocus=True, inputmode="numeric")

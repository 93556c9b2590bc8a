"""The form in which a user chooses a password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def _secret(label: Any, kind: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, max_length=300, strip=False, widget=widget)


class PasswordForm(forms.Form):
    """The present password, and the new one twice."""

    present = _secret(_("Present password"), "current-password")
    password = _secret(_("New password"), "new-password")
    again = _secret(_("New password once more"), "new-password")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["present"].widget.attrs["autofocus"] = True
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> None:
        """Both new ones are the same."""
        values = super().clean() or {}
        if "password" in values and "again" in values and values["password"] != values["again"]:
            self.add_error("again", gettext("The two new passwords differ."))

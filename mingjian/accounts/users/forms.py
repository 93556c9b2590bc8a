"""Forms of the system administrator."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.querysets import offices_within
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

if TYPE_CHECKING:
    OfficeChoices = forms.ModelChoiceField[Office]
else:
    OfficeChoices = forms.ModelChoiceField


def reason() -> forms.CharField:
    """Why, as every change of an account asks."""
    return forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(forms.Form):
    """Why, and nothing else."""

    reason = reason()


class OfficeField(OfficeChoices):
    """An office within reach, in the order of the tree; deeper ones stand further in."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{'　' * obj.path.count('.')}{obj.name}"


class ScopedForm(forms.Form):
    """A form that offers the offices where the actor manages users."""

    office = OfficeField(label=_("Office"), queryset=Office.objects.none())

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices_within(scope, Right.MANAGE_USERS)  # type: ignore[attr-defined]  # it is a ModelChoiceField


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

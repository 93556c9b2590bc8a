"""The form by which a conflict is declared: with whom or what, of which kind, from when, why."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.forms import day
from mingjian.accounts.models import Exclusion, User
from mingjian.accounts.querysets import users_within
from mingjian.accounts.subjects import SUBJECTS, candidates
from mingjian.accounts.users.forms import reason
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


class ConflictForm(forms.Form):
    """A name is looked up within what the declarer sees; where it means several rows, one is chosen in `row`."""

    username = forms.CharField(
        label=_("Sign-in name of the colleague"),
        max_length=100,
        required=False,
        help_text=_("Leave it empty to declare your own."),
    )
    about = forms.ChoiceField(label=_("With"))
    name = forms.CharField(label=_("Its name"), max_length=200, help_text=_("As the register has it."))
    row = forms.TypedChoiceField(label=_("Which one"), coerce=int, empty_value=None, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Exclusion.Kind.choices)
    since = forms.DateField(label=_("Beginning on"), widget=day())
    until = forms.DateField(label=_("Until before"), required=False, widget=day(), help_text=_("Empty: without end."))
    reason = reason()

    def __init__(self, data: Any, *, scope: Scope, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.scope, self.user = scope, user
        self.fields["about"].choices = [(kind, subject.words) for kind, subject in SUBJECTS.items()]  # type: ignore[attr-defined]
        self.fields["reason"].help_text = gettext("Say the relation, not the names of relatives.")
        if not scope.has(Right.LEAD_OFFICE):
            del self.fields["username"]
        self.found = candidates(self.data.get("about", ""), self.data.get("name", ""), scope) if self.is_bound else []
        if len(self.found) > 1:
            self.fields["row"].required = True
            self.fields["row"].error_messages["required"] = gettext("Several rows may be meant: choose one.")
            self.fields["row"].choices = [("", gettext("choose")), *self.found]  # type: ignore[attr-defined]
        else:
            del self.fields["row"]

    def clean_username(self) -> User:
        """The colleague for whom the head of office declares; oneself when nobody is named."""
        wanted = self.cleaned_data["username"].strip()
        if not wanted:
            return self.user
        found = users_within(self.scope, Right.LEAD_OFFICE).filter(username=wanted).first()
        if found is None:
            raise forms.ValidationError(gettext("There is no user of this name in your office."))
        return found

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.found:
            self.add_error("name", gettext("Nothing of this name is within your rights; ask the head of your office."))
        values["subject"] = values.get("row") or (self.found[0][0] if self.found else None)
        return values

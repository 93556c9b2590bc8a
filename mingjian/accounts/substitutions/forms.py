"""The form by which a substitute is named."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actions import Leave
from mingjian.accounts.forms import day
from mingjian.accounts.models import User
from mingjian.accounts.querysets import lendable_grants, user_named
from mingjian.accounts.users.forms import reason
from mingjian.offices.rights import RIGHT_WORDS, ROLES, Right


class SubstituteForm(forms.Form):
    """Who, from which day to which day, with which of one's grants and rights."""

    substitute = forms.CharField(label=_("Sign-in name of the colleague"), max_length=100)
    since = forms.DateField(label=_("First day"), widget=day())
    last = forms.DateField(label=_("Last day"), widget=day())
    grants = forms.TypedMultipleChoiceField(
        label=_("Over which rights"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    rights = forms.MultipleChoiceField(label=_("To do what"), widget=forms.CheckboxSelectMultiple)
    reason = reason()

    def __init__(self, data: Any, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.own = {grant.pk: grant for grant in lendable_grants(user)}
        held = {right for grant in self.own.values() for right in ROLES[grant.role].rights}
        grants = [(pk, f"{ROLES[grant.role].words} · {grant.office.name}") for pk, grant in self.own.items()]
        self.fields["grants"].choices = grants  # type: ignore[attr-defined]  # it is a choice field
        self.fields["rights"].choices = [(right, RIGHT_WORDS[right]) for right in Right if right in held]  # type: ignore[attr-defined]
        self.fields["grants"].initial = list(self.own)
        self.fields["rights"].initial = sorted(held)

    def clean_substitute(self) -> User:
        found = user_named(self.cleaned_data["substitute"].strip())
        if found is None:
            raise forms.ValidationError(gettext("There is no user of this name."))
        return found

    def leave(self) -> Leave:
        """What a valid form asks for."""
        values = self.cleaned_data
        return Leave(
            substitute=values["substitute"],
            since=values["since"],
            until=values["last"] + timedelta(days=1),
            grants=[self.own[pk] for pk in values["grants"]],
            rights=[Right(code) for code in values["rights"]],
            reason=values["reason"],
        )

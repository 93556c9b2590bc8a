"""Forms of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.models import User
from mingjian.offices.rights import ROLES
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Round, Team


class AssignForm(forms.Form):
    """Who joins which team of a round, in which role. Users are named by the name they sign in with."""

    team: "forms.ModelChoiceField[Team]" = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none())
    user = forms.ModelChoiceField(
        label=_("User"),
        queryset=User.objects.filter(is_active=True),
        to_field_name="username",
        widget=forms.TextInput,
        help_text=_("The name the person signs in with."),
        error_messages={"invalid_choice": _("Nobody signs in with this name.")},
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=[(code, role.words) for code, role in ROLES.items() if role.by_task]
    )

    def __init__(self, round_: Round, scope: Scope, data: Any = None) -> None:
        super().__init__(data)
        teams: Any = self.fields["team"]
        teams.queryset = Team.objects.filter(round=round_, round__in=Round.objects.visible_to(scope)).order_by("pk")

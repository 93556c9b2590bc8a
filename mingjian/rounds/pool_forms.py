"""Forms of the pools: a member by hand is a sheet of one row; a recusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.intake import Draft
from mingjian.ledgers.row_form import RowForm, as_text
from mingjian.orgs.picking import BodyField, Picker, PickForm, settle
from mingjian.rounds.models import PoolMember
from mingjian.rounds.pool_kinds import Ground, Speciality
from mingjian.rounds.pool_ledger import POOLS
from mingjian.rounds.pool_sheets import WHO, resolve

COLUMNS = POOLS.read_columns


class MemberForm(RowForm):
    """A new member: who it is, and the place in the pool."""

    columns = COLUMNS
    asked = ("pool",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].widget = Picker("organisation")
        self.fields["specialities"].help_text = "、".join(str(label) for _code, label in Speciality.choices)

    def resolve(self, draft: Draft, office_id: int) -> None:
        """As a row of a sheet."""
        settle(draft.values, "unit", self.scope, by_name=True)
        resolve([draft], office_id, self.scope)


class MemberRevisionForm(MemberForm):
    """A place in a pool changed: the person and the pool stay."""

    columns = [column for column in COLUMNS if column.key not in (*WHO, "pool")]
    asked = ("joined_on",)


def stored_as_text(member: PoolMember) -> dict[str, Any]:
    """A stored place as the fields of its form show it."""
    shown: dict[str, Any] = {"version": member.version}
    for column in MemberRevisionForm.columns:
        value = getattr(member, column.key)
        if column.key == "specialities":
            value = [str(Speciality(code).label) for code in value]
        shown[column.key] = as_text(column, value)
    return shown


class RecusalForm(PickForm):
    """From which body, why, and for how long somebody stays out."""

    org = BodyField(label=_("Organisation to stay out of"))
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until before"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The ground is enough. Never write the name of a relative here."),
    )

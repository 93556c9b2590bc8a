"""Forms of organisations: recording, correcting, and the four changes in time."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.lib.dates import DateNotUnderstood, PartialDate
from mingjian.offices.models import Level
from mingjian.orgs.kinds import Kind, NameKind
from mingjian.orgs.models import Organisation
from mingjian.orgs.picking import BodyField, DivisionField, OfficesField, Picker, PickForm, body_of, with_code
from mingjian.orgs.recording import NewOrganisation


class PartialDateField(forms.CharField):
    """A date to the year, the month or the day, as people write it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("A year, a month or a day: 2018, 2018-10, 2018-10-01."))
        super().__init__(max_length=30, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return PartialDate.parse(text)
        except DateNotUnderstood as wrong:
            raise forms.ValidationError(gettext(wrong.template) % wrong.params) from wrong


class RecordForm(PickForm):
    """A new organisation."""

    code = forms.CharField(label=_("Code"), max_length=60)
    name = forms.CharField(label=_("Official name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int)
    division = DivisionField(label=_("Division"), required=False)
    superior = BodyField(label=_("Superior"), required=False)
    since = PartialDateField(label=_("Exists since"))
    short = forms.CharField(label=_("Short names"), max_length=200, required=False, help_text=_("Separated by commas."))
    seat = forms.CharField(label=_("Seat"), max_length=200, required=False)
    offices = OfficesField(
        label=_("Offices answerable"), help_text=_("By name or number, one a line; the inspection office first.")
    )

    def row(self) -> NewOrganisation:
        """What the form says, for the action."""
        values = self.cleaned_data
        short = [each.strip() for each in re.split(r"[，,、]", values["short"]) if each.strip()]
        return NewOrganisation(
            code=values["code"],
            name=values["name"],
            kind=values["kind"],
            level=values["level"],
            division_code=values["division"].code if values["division"] else None,
            superior_code=values["superior"].code if values["superior"] else None,
            since=values["since"],
            office_ids=[office.pk for office in values["offices"]],
            seat=values["seat"],
            names=[(each, NameKind.SHORT.value) for each in short],
        )


class HandOverForm(PickForm):
    """Which offices are answerable from now on."""

    offices = OfficesField(
        label=_("Offices answerable"), help_text=_("By name or number, one a line; the inspection office first.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReviseForm(PickForm):
    """Facts written down wrong."""

    code = forms.CharField(label=_("Code"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int)
    division_id = DivisionField(label=_("Division"), required=False)
    seat = forms.CharField(label=_("Seat"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def stored(row: Organisation) -> dict[str, Any]:
        """The stored values as the form shows them."""
        kept = {key: getattr(row, key) for key in ("code", "kind", "level", "seat", "version")}
        return kept | {"division_id": with_code(row.division.name, row.division.code) if row.division else ""}

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = self.cleaned_data
        kept = {key: cleaned[key] for key in ("code", "kind", "level", "seat")}
        return kept | {"division_id": cleaned["division_id"].code if cleaned["division_id"] else None}


class ChangeForm(PickForm):
    """What every change in time asks for. `version` is that of the page from which the change was begun."""

    on = PartialDateField(label=_("Takes effect on"))
    basis = forms.CharField(label=_("Basis of the change"), widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class RenameForm(ChangeForm):
    """Another official name."""

    name = forms.CharField(label=_("New official name"), max_length=200)
    field_order = ("name", "on", "basis", "version")


class MoveForm(ChangeForm):
    """Another superior."""

    superior = BodyField(label=_("New superior"))
    field_order = ("superior", "on", "basis", "version")


class MergeForm(ChangeForm):
    """Into which body this one goes, and which others go with it."""

    into = forms.CharField(
        label=_("Body they merge into"),
        max_length=300,
        widget=Picker("organisation"),
        help_text=_("Its name or code; of a body founded by the merger its new code."),
    )
    new_name = forms.CharField(
        label=_("Name of a body founded by the merger"),
        max_length=200,
        required=False,
        help_text=_("Leave empty when the body exists already."),
    )
    others = forms.CharField(
        label=_("Further merged bodies"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name or code, one a line."),
    )
    field_order = ("into", "new_name", "others", "on", "basis", "version")

    def clean_others(self) -> list[Organisation]:
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        return [body_of(line, self.scope) for line in lines]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("into") and not self.cleaned_data.get("new_name"):
            try:
                self.cleaned_data["into"] = body_of(self.cleaned_data["into"], self.scope)
            except forms.ValidationError as wrong:
                self.add_error("into", wrong)
        return self.cleaned_data


class SplitForm(ChangeForm):
    """Into which new bodies."""

    into = forms.CharField(
        label=_("New bodies"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: code, a space, name. Subordinates go to the first one."),
    )
    continues = forms.BooleanField(label=_("The body itself continues"), required=False)
    field_order = ("into", "continues", "on", "basis", "version")

    def clean_into(self) -> list[tuple[str, str]]:
        lines = [line.split(None, 1) for line in self.cleaned_data["into"].splitlines() if line.strip()]
        if not all(len(line) == 2 for line in lines):
            raise forms.ValidationError(gettext("Each line needs a code and a name."))
        return [(code, name.strip()) for code, name in lines]


class ReasonForm(forms.Form):
    """Why something is undone."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


CHANGE_FORMS: dict[str, type[ChangeForm]] = {
    "rename": RenameForm,
    "move": MoveForm,
    "merge": MergeForm,
    "split": SplitForm,
}

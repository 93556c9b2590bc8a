"""Forms of organisations: recording, correcting, and the four changes in time."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.lib.dates import DateNotUnderstood, PartialDate
from mingjian.offices.models import Level
from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import Kind
from mingjian.orgs.models import Organisation
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


class ScopedForm(forms.Form):
    """A form that looks organisations up by their codes, through the gate."""

    def __init__(self, *args: Any, scope: Scope, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scope = scope

    def body(self, field: str) -> Organisation | None:
        """The organisation whose code stands in `field`."""
        code = str(self.cleaned_data.get(field) or "").strip()
        if not code:
            return None
        row: Organisation | None = Organisation.objects.visible_to(self.scope).filter(code=code).first()
        if row is None:
            raise forms.ValidationError(gettext("There is no organisation with this code."))
        return row


class RecordForm(ScopedForm):
    """A new organisation."""

    code = forms.CharField(label=_("Code"), max_length=60)
    name = forms.CharField(label=_("Official name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int)
    division = forms.CharField(label=_("Division code"), max_length=12, required=False)
    superior = forms.CharField(label=_("Code of the superior"), max_length=60, required=False)
    since = PartialDateField(label=_("Exists since"))
    seat = forms.CharField(label=_("Seat"), max_length=200, required=False)
    offices = forms.CharField(
        label=_("Numbers of the offices answerable"),
        max_length=200,
        help_text=_("The inspection office first; separated by commas."),
    )

    def clean_superior(self) -> str | None:
        row = self.body("superior")
        return row.code if row else None

    def clean_offices(self) -> list[int]:
        parts = self.cleaned_data["offices"].replace("，", ",").split(",")
        numbers = [part.strip() for part in parts if part.strip()]
        if not all(number.isascii() and number.isdigit() and len(number) < 18 for number in numbers):
            raise forms.ValidationError(gettext("Give the numbers of offices, separated by commas."))
        return [int(number) for number in numbers]

    def row(self) -> NewOrganisation:
        """What the form says, for the action."""
        values = self.cleaned_data
        return NewOrganisation(
            code=values["code"],
            name=values["name"],
            kind=values["kind"],
            level=values["level"],
            division_code=values["division"] or None,
            superior_code=values["superior"],
            since=values["since"],
            office_ids=values["offices"],
            seat=values["seat"],
        )


class ReviseForm(forms.Form):
    """Facts written down wrong."""

    code = forms.CharField(label=_("Code"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int)
    division_id = forms.CharField(label=_("Division code"), max_length=12, required=False, empty_value=None)
    seat = forms.CharField(label=_("Seat"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ChangeForm(ScopedForm):
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

    superior = forms.CharField(label=_("Code of the new superior"), max_length=60)
    field_order = ("superior", "on", "basis", "version")

    def clean_superior(self) -> Organisation | None:
        return self.body("superior")


class MergeForm(ChangeForm):
    """Into which body this one goes, and which others go with it."""

    into = forms.CharField(label=_("Code of the body they merge into"), max_length=60)
    new_name = forms.CharField(
        label=_("Name of a body founded by the merger"),
        max_length=200,
        required=False,
        help_text=_("Leave empty when the body exists already."),
    )
    others = forms.CharField(
        label=_("Codes of further merged bodies"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line."),
    )
    field_order = ("into", "new_name", "others", "on", "basis", "version")

    def clean_others(self) -> list[Organisation]:
        codes = self.cleaned_data["others"].split()
        rows = list(Organisation.objects.visible_to(self.scope).filter(code__in=codes))
        if len(rows) != len(set(codes)):
            raise forms.ValidationError(gettext("There is no organisation with one of these codes."))
        return rows

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("into") and not self.cleaned_data.get("new_name"):
            try:
                self.cleaned_data["into"] = self.body("into")
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

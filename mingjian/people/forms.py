"""Forms of this room."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.lib.dates import DateNotUnderstood, PartialDate
from mingjian.lib.errors import Stale
from mingjian.people.identity import partial
from mingjian.people.models import ManagedBy, Person, Sex

_NOT_KNOWN = ("", gettext_lazy("not known"))


class PersonForm(forms.Form):
    """A person's own values, with the version they were read at."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=[_NOT_KNOWN, *Sex.choices], required=False)
    born = forms.CharField(
        label=gettext_lazy("Born"),
        required=False,
        help_text=gettext_lazy("As far as it is known: 1970, 1970-05 or 1970-05-12."),
    )
    ethnicity = forms.CharField(label=gettext_lazy("Ethnicity"), max_length=30, required=False)
    native_place = forms.CharField(label=gettext_lazy("Native place"), max_length=60, required=False)
    managed_by = forms.ChoiceField(
        label=gettext_lazy("Managed by"), choices=[_NOT_KNOWN, *ManagedBy.choices], required=False
    )
    id_number = forms.CharField(
        label=gettext_lazy("Identity number"),
        max_length=18,
        required=False,
        help_text=gettext_lazy("Only a keyed hash of it is kept. Leave it empty to keep what is on record."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """The stored values as the form shows them."""
        born = partial(person.born.lower, person.born.upper) if person.born else None
        return {
            "name": person.name,
            "sex": person.sex,
            "born": str(born or ""),
            "ethnicity": person.ethnicity,
            "native_place": person.native_place,
            "managed_by": person.managed_by,
            "version": person.version,
        }

    @classmethod
    def against(cls, person: Person, data: QueryDict, stale: Stale) -> Self:
        """What somebody typed, beside what was saved meanwhile: each differing field names the stored value."""
        mine = data.copy()
        mine["version"] = str(person.version)
        form = cls(mine)
        form.is_valid()
        form.add_error(None, stale.message)
        stored = cls.initial_of(person)
        for name, value in stored.items():
            if name != "version" and str(value) != data.get(name, ""):
                form.add_error(name, _("Now stored: %(value)s") % {"value": value or "—"})
        return form

    def clean_born(self) -> PartialDate | None:
        try:
            return PartialDate.parse(self.cleaned_data["born"])
        except DateNotUnderstood as error:
            raise forms.ValidationError(_("Write the date as 1970, 1970-05 or 1970-05-12.")) from error

    def values(self) -> dict[str, Any]:
        """The values for `revise_person`; an identity number only when one was typed."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if not kept["id_number"]:
            del kept["id_number"]
        return kept


class ReasonForm(forms.Form):
    """Why something is done that others will want to understand."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

"""Forms of offices and divisions, for whoever keeps them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.offices.models import Level, Line, Office
from mingjian.offices.scope import Depth
from mingjian.orgs.picking import DivisionField, OfficeField, PickForm


def _reason() -> forms.CharField:
    return forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class FoundForm(PickForm):
    """A new office below another one."""

    name = forms.CharField(label=_("Name of the office"), max_length=200)
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int)
    division = DivisionField(label=_("Division"))
    since = forms.DateField(label=_("Exists since"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, parent: Office, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("level", min(parent.level + 1, Level.VILLAGE))
        self.fields["name"].help_text = str(Line(parent.line).label)


class RenameOfficeForm(forms.Form):
    """Another name."""

    name = forms.CharField(label=_("New name"), max_length=200)
    reason = _reason()


class MoveOfficeForm(PickForm):
    """Another superior office of the same line."""

    parent = OfficeField(label=_("New superior office"), help_text=_("Its name or number, in the same line."))


class SightForm(forms.Form):
    """How deep teams of other offices see the office's rows through a dossier."""

    depth = forms.TypedChoiceField(
        label=_("Shown through dossiers"),
        coerce=int,
        choices=[(Depth.EXISTENCE, _("existence")), (Depth.SUMMARY, _("summary")), (Depth.FULL, _("full"))],
    )


class EndForm(forms.Form):
    """The first day on which the office exists no longer."""

    on = forms.DateField(label=_("Ends on"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = _reason()


class BodyForm(forms.Form):
    """The organisation whose staff sit in the office: what concerns it is kept from them."""

    code = forms.CharField(label=_("Code of the organisation"), max_length=60)


class DivisionsForm(forms.Form):
    """Divisions from a file, all or nothing."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV with the columns code, name, level (1 to 5) and parent_code, UTF-8.")
    )

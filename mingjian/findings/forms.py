"""One finding by hand. The form is a sheet of one row: every field is read by the ledger's own column."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.findings.ledger import FINDINGS
from mingjian.findings.revisions import as_stored
from mingjian.findings.sheets import HELPERS, resolve
from mingjian.ledgers.cells import plain
from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.intake import Draft, Values
from mingjian.ledgers.reading.cells import read_column
from mingjian.offices.scope import Scope

# The state moves by its own steps, never by a form.
COLUMNS = [column for column in FINDINGS.read_columns if column.key not in (*HELPERS, "state")]
LONG = (Type.LONG_TEXT, Type.LINES, Type.PERSONS)
HELP = {
    Type.ORGANISATION: _("Its name or code."),
    Type.LINES: _("One line each."),
    Type.PERSONS: _("Name (post, month of birth); next name. A name alone is never joined with a person on record."),
    Type.PERIOD: _("From – to, for example 2011.02-2016.02."),
    Type.AMOUNT: _("In yuan, or with its unit: 12.5万元."),
    Type.LIST: _("Separated by commas."),
}


class FindingForm(forms.Form):
    """The columns of a finding as fields. After `is_valid`, `values` holds the JSON values of all of them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, scope: Scope, office_id: int | None = None, offices: list[tuple[int, str]] | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.office_id = office_id
        self.values: Values = {}
        if offices is not None:
            self.fields["office"] = forms.TypedChoiceField(coerce=int, label=_("Office"), choices=offices)
        for column in COLUMNS:
            self.fields[column.key] = _field(column)

    def clean(self) -> dict[str, Any]:
        """Read every field by its column; the reasons of a sheet's row are the errors of a form."""
        cleaned: dict[str, Any] = super().clean() or {}
        draft = Draft(1, {})
        for column in COLUMNS:
            text = str(cleaned.get(column.key) or "").strip() or None
            value, reason = read_column(column, [text], None)[0]
            if reason:
                draft.reject(column.key, reason)
            elif value is not None:
                draft.values[column.key] = value
        office_id = self.office_id or cleaned.get("office")
        if office_id and not self.errors:
            resolve([draft], office_id, self.scope)
        for key, reason in draft.reasons.items():
            self.add_error(key if key in self.fields else None, reason)
        empty = {column.key: None for column in COLUMNS if column.key != "org"}
        self.values = {**empty, **draft.values}
        return cleaned


def _field(column: Column) -> forms.Field:
    words: Any = column.words
    required = column.required or column.key in ("finding_class", "found_on")
    help_text = HELP.get(column.type, "")
    if column.type is Type.CHOICE:
        choices = [("", "—"), *((str(value), words) for value, words in column.choices.items())]
        return forms.ChoiceField(label=words, choices=choices, required=required)
    if column.type is Type.YES_NO:
        return forms.ChoiceField(label=words, choices=[("", "—"), ("是", _("yes")), ("否", _("no"))], required=False)
    if column.type in LONG:
        widget = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(label=words, required=required, widget=widget, help_text=help_text, strip=True)
    return forms.CharField(label=words, required=required, help_text=help_text, max_length=500)


def stored_as_text(finding: Any) -> dict[str, Any]:
    """A stored finding as its fields show it. Two queries."""
    new, named = as_stored([finding])[finding.pk]
    values: Mapping[str, Any] = {
        "org": finding.org.code,
        "persons": [(name, post) for _person, name, post in named],
        "manifestations": list(new.manifestations),
        "conduct": finding.conduct,
        "found_on": finding.found_on.isoformat()[: {"year": 4, "month": 7}.get(finding.found_precision, 10)],
    }
    shown: dict[str, Any] = {"version": finding.version}
    for column in COLUMNS:
        value = values[column.key] if column.key in values else getattr(finding, column.key)
        if column.type is Type.CHOICE:
            shown[column.key] = str(value)
        elif column.type is Type.YES_NO:
            shown[column.key] = "是" if value else "否"
        elif column.type is Type.LINES:
            shown[column.key] = "\n".join(value)
        else:
            shown[column.key] = plain(column, value)
    return shown

"""The steps of a bulk edit as forms: which column, which value, why."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.editing.rule import Bulk
from mingjian.ledgers.registry import Ledger

DATES = (Type.DATE, Type.PARTIAL_DATE)


class ColumnForm(forms.Form):
    """Which column is to be set."""

    column = forms.ChoiceField(label=gettext_lazy("Column to set"))

    def __init__(self, *args: Any, ledger: Ledger, rule: Bulk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["column"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, ledger.column(key).words) for key in rule.columns]


class ValueForm(forms.Form):
    """The value for one column, and the reason where it is asked for."""

    def __init__(self, *args: Any, column: Column, rule: Bulk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = value_field(column, empties=column.key in rule.emptied)
        if column.key in rule.with_reason:
            self.fields["reason"] = forms.CharField(
                label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, min_length=2
            )


def value_field(column: Column, *, empties: bool) -> forms.Field:
    """The control of the column's type."""
    words: Any = column.words
    if column.type is Type.CHOICE:
        choices = [(str(code), text) for code, text in column.choices.items()]
        return forms.ChoiceField(
            label=words, choices=[("", "—"), *choices] if empties else choices, required=not empties
        )
    if column.type is Type.YES_NO:
        return forms.ChoiceField(label=words, choices=[("是", _("yes")), ("否", _("no"))])
    if column.type in DATES:
        widget = forms.TextInput(attrs={"type": "date"})
        return forms.CharField(label=words, widget=widget, required=not empties)
    help_text = _("Leave it empty to take the value away.") if empties else ""
    return forms.CharField(label=words, required=not empties, max_length=500, help_text=help_text)

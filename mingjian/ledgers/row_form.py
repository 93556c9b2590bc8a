"""One row by hand: a sheet of one row, every field read by the ledger's own column."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.cells import plain
from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.intake import Draft, Values
from mingjian.ledgers.reading.cells import read_column
from mingjian.offices.scope import Scope

Resolve = Callable[[Sequence[Draft], int, Scope], None]

LONG = (Type.LONG_TEXT, Type.LINES, Type.PERSONS)
HELP = {
    Type.ORGANISATION: _("Its name or code."),
    Type.LINES: _("One line each."),
    Type.PERSONS: _("Name (post, month of birth); next name. A name alone is never joined with a person on record."),
    Type.PERIOD: _("From – to, for example 2011.02-2016.02."),
    Type.AMOUNT: _("In yuan, or with its unit: 12.5万元."),
    Type.LIST: _("Separated by commas."),
}
DAY = _("For example 2018-05-03.")


class RowForm(forms.Form):
    """A ledger's columns as fields. After `is_valid`, `values` holds the JSON values of all of them.

    A room subclasses it with its `columns`, its `resolve`, and the keys a form asks for beyond what a sheet must have.
    """

    columns: Sequence[Column] = ()
    asked: Collection[str] = ()
    not_asked: Collection[str] = ()

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
        for column in self.columns:
            required = (column.required or column.key in self.asked) and column.key not in self.not_asked
            self.fields[column.key] = field_of(column, required)

    def resolve(self, draft: Draft, office_id: int) -> None:
        """Turn written names into ids, and reject what does not hold."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Read every field by its column; the reasons of a sheet's row are the errors of a form."""
        cleaned: dict[str, Any] = super().clean() or {}
        draft = Draft(1, {})
        for column in self.columns:
            text = str(cleaned.get(column.key) or "").strip() or None
            value, reason = read_column(column, [text], None)[0]
            if reason:
                draft.reject(column.key, reason)
            elif value is not None:
                draft.values[column.key] = value
        office_id = self.office_id or cleaned.get("office")
        if office_id and not self.errors:
            self.resolve(draft, office_id)
        for key, reason in draft.reasons.items():
            self.add_error(key if key in self.fields else None, reason)
        empty = {column.key: None for column in self.columns if column.type is not Type.ORGANISATION}
        self.values = {**empty, **draft.values}
        return cleaned

    def tell(self, fields: Mapping[str, str], message: str) -> None:
        """Show a refusal of the action, beside its field where it has one."""
        for key, sentence in (fields or {"": message}).items():
            self.add_error(key if key in self.fields else None, sentence)

    def differing(self, stored: Mapping[str, Any]) -> list[tuple[Any, Any, Any]]:
        """Of each field that is not as stored: its words, what stands in the form, what is stored."""
        mine = {column.key: _text(self.data.get(column.key)) for column in self.columns}
        return [
            (column.words, mine[column.key], stored[column.key])
            for column in self.columns
            if mine[column.key] != _text(stored[column.key])
        ]


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar: it takes and shows ISO dates alone, whatever the language."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, **options)


def _text(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()


def field_of(column: Column, required: bool) -> forms.Field:
    """A column as a field of a form."""
    words: Any = column.words
    help_text = HELP.get(column.type, "")
    if column.type is Type.CHOICE:
        choices = [("", "—"), *((str(value), words) for value, words in column.choices.items())]
        return forms.ChoiceField(label=words, choices=choices, required=required)
    if column.type is Type.YES_NO:
        return forms.ChoiceField(label=words, choices=[("", "—"), ("是", _("yes")), ("否", _("no"))], required=False)
    if column.type is Type.DATE:
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        return forms.CharField(label=words, required=required, help_text=DAY, max_length=30, widget=widget)
    if column.type in LONG:
        area = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(label=words, required=required, widget=area, help_text=help_text, strip=True)
    return forms.CharField(label=words, required=required, help_text=help_text, max_length=500)


def as_text(column: Column, value: Any) -> Any:
    """A stored value as its field shows it."""
    match column.type:
        case Type.CHOICE:
            return "" if value is None else str(value)
        case Type.YES_NO:
            return "是" if value else "否"
        case Type.LINES:
            return "\n".join(value)
        case Type.DATE:
            return value.isoformat() if value else ""
    return plain(column, value)

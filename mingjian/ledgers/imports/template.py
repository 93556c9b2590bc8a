"""The ledger's own empty sheet: its columns, its choices, and an example row that an import passes over."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.reading.asides import EXAMPLE
from mingjian.ledgers.registry import Ledger
from mingjian.lib.sheets import template
from mingjian.lib.sheets.template import Blank
from mingjian.lib.sheets.write import Kind

KINDS: dict[Type, Kind] = {Type.DATE: "date", Type.AMOUNT: "amount", Type.NUMBER: "integer"}


def write_template(ledger: Ledger) -> bytes:
    """An .xlsx in the reader's language; what is written into it is read again whatever the language is then."""
    columns = [_blank(column, first=at == 0) for at, column in enumerate(ledger.read_columns)]
    above = [_("Reported by:"), _("Period:"), _("Date:")]
    title = _("%(ledger)s (template)") % {"ledger": ledger.words}
    return template.write_template(title, above, columns, str(ledger.words))


def _blank(column: Column, *, first: bool) -> Blank:
    choices = [str(words) for words in column.choices.values()]
    if column.type is Type.YES_NO:
        choices = [_("yes"), _("no")]
    example = _example(column, choices)
    return Blank(
        text=str(column.words),
        width=column.width,
        kind=KINDS.get(column.type, "text"),
        choices=choices,
        needed=column.required,
        example=f"{EXAMPLE}{example}" if first else example,
        hint=_hint(column),
    )


def _example(column: Column, choices: list[str]) -> Any:
    if choices:
        return choices[0]
    match column.type:
        case Type.DATE:
            return date(2018, 5, 3)
        case Type.PARTIAL_DATE:
            return "2018-05"
        case Type.PERIOD:
            return "2015.01-2016.12"
        case Type.AMOUNT:
            return 12500
        case Type.NUMBER:
            return 3
        case Type.PERSONS:
            return _("Name (post, 1970.05)")
        case Type.LINES:
            return _("1. first; 2. second")
        case Type.ORGANISATION:
            return _("name or code")
        case _:
            return _("text")


def _hint(column: Column) -> str:
    match column.type:
        case Type.PARTIAL_DATE:
            return _("A day, a month or a year: 2018-05-03, 2018-05, 2018.")
        case Type.PERIOD:
            return _("From and to: 2015.01-2016.12.")
        case Type.AMOUNT:
            return _("In yuan, or with its unit: 3.5万元, 1.2亿元.")
        case Type.PERSONS:
            return _("Name (post, month of birth); next name.")
        case Type.LINES:
            return _("One line for each, or numbered.")
        case Type.ORGANISATION:
            return _("The code, or the name of now or of the time.")
        case _:
            return ""

"""The filters of a ledger's page as the form shows them, with what is chosen."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import NUMERIC, WRITTEN, Column, IdFilter, Type
from mingjian.ledgers.filters import NO, TEXT, YES, Asked
from mingjian.ledgers.registry import Ledger
from mingjian.ui.components import Filter, Option


def controls(ledger: Ledger, asked: Asked) -> list[Filter]:
    """Text first, then what filters by other rows, then the columns' own in their order."""
    found = []
    if ledger.searched:
        found.append(Filter("text", TEXT, _("Contains"), asked.one(TEXT), placeholder=_("words in the row")))
    found += [_of_row(ledger, each, asked) for each in ledger.id_filters if each.find is not None]
    found += [_of_column(column, asked) for column in ledger.columns if column.filtered]
    return found


def hidden(ledger: Ledger, asked: Asked) -> list[tuple[str, str]]:
    """What the form carries on unseen: rows that were picked already, or came by a link."""
    return [(each.key, str(asked.picked[each.key])) for each in ledger.id_filters if each.key in asked.picked]


def _of_row(ledger: Ledger, each: IdFilter, asked: Asked) -> Filter:
    """A name to type; one that may mean several rows offers them."""
    options = [Option(str(row_id), name) for row_id, name in asked.picks.get(each.key, ())]
    return Filter(
        "pick",
        each.key,
        each.words,
        asked.one(each.key) if each.key in asked.picks else "",
        options=options,
        placeholder=_("another one") if each.key in asked.picked else _("its name"),
        url=reverse("ledger-pick", args=[ledger.code, each.key]),
        more=each.key not in asked.picks and not each.ready,
    )


def _of_column(column: Column, asked: Asked) -> Filter:
    key, words = column.key, column.words
    since, until = asked.one(f"{key}_from"), asked.one(f"{key}_to")
    more = not column.ready and not (asked.one(key) or since or until)
    match column.type:
        case Type.DATE | Type.PARTIAL_DATE:
            return Filter("date_range", key, words, since, until, more=more)
        case kind if kind in NUMERIC:
            return Filter("number_range", key, words, since, until, more=more)
        case kind if kind in WRITTEN:
            return Filter("text", key, words, asked.one(key), more=more)
        case Type.YES_NO:
            options = _options({YES: _("yes"), NO: _("no")}, [asked.one(key)])
            return Filter("select", key, words, asked.one(key), options=options, more=more)
        case _:
            return Filter("many", key, words, options=_options(column.choices, asked.given.get(key, ())), more=more)


def _options(choices: Mapping[Any, Any], given: Any) -> list[Option]:
    return [Option(str(value), words, str(value) in given) for value, words in choices.items()]

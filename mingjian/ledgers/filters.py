"""What a page's address asks for: typed filters, checked one by one; what is not understood is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.contains import containing
from mingjian.ledgers.registry import Ledger
from mingjian.offices.scope import Scope
from mingjian.ui.components import Filter, Option

TEXT = "q"
YES, NO = "yes", "no"


@dataclass(slots=True)
class Asked:
    """The filters in force: the condition on the model, and each one's words and parameters for its chip."""

    condition: Q = field(default_factory=Q)
    text: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    chips: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    too_short: str = ""

    @property
    def keys(self) -> list[str]:
        """The names of the parameters in force."""
        return sorted({name for _words, names in self.chips for name in names})


def read(ledger: Ledger, query: QueryDict, scope: Scope) -> Asked:
    """Read the address. A link's id out of scope is a 404, like a row out of scope."""
    asked = Asked(texts={key: str(value)[:200] for key, value in query.items()})
    for column in ledger.columns:
        if column.filtered:
            _read_column(asked, column)
    for each in ledger.id_filters:
        if value := asked.texts.get(each.key, ""):
            name = each.name_of(int(value), scope) if value.isdecimal() and len(value) < 18 else None
            if name is None:
                raise Http404
            asked.condition &= Q(**{each.field: int(value)})
            asked.chips.append((f"{each.words}：{name}", (each.key,)))
    if ledger.searched:
        _read_text(asked, ledger)
    return asked


def _read_column(asked: Asked, column: Column) -> None:
    match column.type:
        case Type.CHOICE:
            codes = {str(value): value for value in column.choices}
            if (given := asked.texts.get(column.key, "")) in codes:
                value = codes[given]
                asked.condition &= Q(**{column.filtered: value})
                asked.chips.append((f"{column.words}：{column.choices[value]}", (column.key,)))
        case Type.YES_NO:
            if (given := asked.texts.get(column.key, "")) in (YES, NO):
                asked.condition &= Q(**{column.filtered: given == YES})
                asked.chips.append((f"{column.words}：{_('yes') if given == YES else _('no')}", (column.key,)))
        case Type.DATE | Type.PARTIAL_DATE:
            _read_dates(asked, column)
        case _:
            pass


def _read_dates(asked: Asked, column: Column) -> None:
    since, until = (_day(asked.texts.get(f"{column.key}_{side}", "")) for side in ("from", "to"))
    if since:
        asked.condition &= Q(**{f"{column.filtered}__gte": since})
    if until:
        asked.condition &= Q(**{f"{column.filtered}__lt": until + timedelta(days=1)})
    if since or until:
        words = f"{column.words}：{since or '…'} – {until or '…'}"
        asked.chips.append((words, (f"{column.key}_from", f"{column.key}_to")))


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1000 <= found.year <= 9000 else None


def _read_text(asked: Asked, ledger: Ledger) -> None:
    asked.text = asked.texts.get(TEXT, "").strip()
    condition, asked.too_short = containing(ledger.kind, asked.text)
    if condition is not None:
        asked.condition &= condition
        asked.chips.append((_("contains “%(text)s”") % {"text": asked.text}, (TEXT,)))


def controls(ledger: Ledger, asked: Asked) -> list[Filter]:
    """The filters of the page's form, with what is chosen."""
    found = []
    if ledger.searched:
        found.append(Filter("text", TEXT, _("Contains"), asked.text, placeholder=_("words in the row")))
    for column in ledger.columns:
        if not column.filtered:
            continue
        given = asked.texts.get(column.key, "")
        if column.type in (Type.DATE, Type.PARTIAL_DATE):
            since, until = (asked.texts.get(f"{column.key}_{side}", "") for side in ("from", "to"))
            found.append(Filter("date_range", column.key, column.words, since, until))
        else:
            found.append(Filter("select", column.key, column.words, given, options=_options(column, given)))
    return found


def _options(column: Column, given: str) -> list[Option]:
    choices = {YES: _("yes"), NO: _("no")} if column.type is Type.YES_NO else column.choices
    return [Option("", _("all"), not given)] + [
        Option(str(value), words, str(value) == given) for value, words in choices.items()
    ]

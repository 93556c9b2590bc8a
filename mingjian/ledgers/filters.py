"""What a page's address asks for: typed filters, checked one by one; what is not understood is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import NUMERIC, WRITTEN, Column, IdFilter, Type
from mingjian.ledgers.contains import containing
from mingjian.ledgers.orders import expression_of
from mingjian.ledgers.registry import Ledger
from mingjian.offices.scope import Scope

TEXT = "q"
YES, NO = "yes", "no"
LONGEST = 200
LARGEST = Decimal(10) ** 15

NOTHING = Q(pk__in=())


@dataclass(slots=True)
class Asked:
    """The filters in force: the condition on the model, and each one's words and parameters for its chip.

    `given` holds every parameter's values. `open_words` are the filters as they may be kept in the clear: of free
    text and of persons they only tell that it was asked for; `sealed` is what the record keeps encrypted. `picked`
    are the rows filtered by, `picks` those that a typed name may mean.
    """

    condition: Q = field(default_factory=Q)
    text: str = ""
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    chips: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    open_words: list[str] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)
    picked: dict[str, int] = field(default_factory=dict)
    picks: dict[str, Sequence[tuple[int, str]]] = field(default_factory=dict)
    too_short: str = ""

    @property
    def keys(self) -> list[str]:
        """The names of the parameters in force."""
        return sorted({name for _words, names in self.chips for name in names})

    def one(self, name: str) -> str:
        """The last value given that says something."""
        return next((value for value in reversed(self.given.get(name, ())) if value), "")

    def add(self, condition: Any, words: str, *names: str, sealed: str = "", told: str = "") -> None:
        """One more filter in force. With `sealed` its words stay out of the clear, and `told` stands for them."""
        self.condition &= condition if isinstance(condition, Q) else Q(condition)
        self.chips.append((words, names))
        self.open_words.append(told if sealed else words)
        if sealed:
            self.sealed.append(sealed)


def read(ledger: Ledger, query: QueryDict, scope: Scope) -> Asked:
    """Read the address. A link's id out of scope is a 404, like a row out of scope."""
    asked = Asked(given={key: [value.strip()[:LONGEST] for value in values] for key, values in query.lists()})
    for column in ledger.columns:
        if column.filtered:
            _read_column(asked, ledger, column)
    for each in ledger.id_filters:
        _read_row(asked, each, scope)
    if ledger.searched:
        _read_text(asked, ledger)
    return asked


def _read_column(asked: Asked, ledger: Ledger, column: Column) -> None:
    match column.type:
        case Type.CHOICE:
            _read_choices(asked, column)
        case Type.YES_NO:
            if (given := asked.one(column.key)) in (YES, NO):
                words = f"{column.words}：{_('yes') if given == YES else _('no')}"
                asked.add(Q(**{column.filtered: given == YES}), words, column.key)
        case Type.DATE | Type.PARTIAL_DATE:
            _read_dates(asked, column)
        case kind if kind in NUMERIC:
            _read_numbers(asked, ledger, column)
        case kind if kind in WRITTEN:
            _read_written(asked, ledger, column)
        case _:
            pass


def _read_choices(asked: Asked, column: Column) -> None:
    codes = {str(value): value for value in column.choices}
    values = [codes[given] for given in dict.fromkeys(asked.given.get(column.key, ())) if given in codes]
    if values:
        words = "、".join(str(column.choices[value]) for value in values)
        asked.add(Q(**{f"{column.filtered}__in": values}), f"{column.words}：{words}", column.key)


def _read_dates(asked: Asked, column: Column) -> None:
    since, until = (_day(asked.one(f"{column.key}_{side}")) for side in ("from", "to"))
    condition = Q()
    if since:
        condition &= Q(**{f"{column.filtered}__gte": since})
    if until:
        condition &= Q(**{f"{column.filtered}__lt": until + timedelta(days=1)})
    if since or until:
        words = f"{column.words}：{since or '…'} – {until or '…'}"
        asked.add(condition, words, f"{column.key}_from", f"{column.key}_to")


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1000 <= found.year <= 9000 else None


def _read_numbers(asked: Asked, ledger: Ledger, column: Column) -> None:
    """From – to. By the expression of the column's order, whose index then finds the rows."""
    least, most = (_number(asked.one(f"{column.key}_{side}")) for side in ("from", "to"))
    if least is None and most is None:
        return
    sort = ledger.sort(column.key)
    place = expression_of(ledger.model, sort) if sort is not None and not sort.ranks else None
    condition = Q(**{f"{column.filtered}__isnull": False})
    for bound, lookup, name in ((least, GreaterThanOrEqual, "gte"), (most, LessThanOrEqual, "lte")):
        if bound is not None:
            condition &= Q(lookup(place, bound)) if place is not None else Q(**{f"{column.filtered}__{name}": bound})
    words = f"{column.words}：{'…' if least is None else least} – {'…' if most is None else most}"
    asked.add(condition, words, f"{column.key}_from", f"{column.key}_to")


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < LARGEST else None


def _read_written(asked: Asked, ledger: Ledger, column: Column) -> None:
    """The column holds the text: the search documents' index finds the rows, the column itself confirms."""
    if not (text := asked.one(column.key)):
        return
    condition = Q(**{f"{column.filtered}__icontains": text})
    if ledger.searched:
        found, asked.too_short = containing(ledger.kind, text)
        if found is None:
            return
        condition &= found
    asked.add(condition, f"{column.words}：{text}", column.key, sealed=text, told=str(column.words))


def _read_row(asked: Asked, each: IdFilter, scope: Scope) -> None:
    if not (value := asked.one(each.key)):
        return
    if each.find is not None and not _is_id(value):
        found = each.find(value, scope)
        exact = [pair for pair in found if pair[1] == value]
        if len(exact) != 1 and len(found) != 1:
            asked.picks[each.key] = found
            asked.add(NOTHING, f"{each.words}：{value}", each.key, sealed=value, told=str(each.words))
            return
        row_id, name = (exact or found)[0]
    else:
        known = each.name_of(int(value), scope) if _is_id(value) else None
        if known is None:
            raise Http404
        row_id, name = int(value), known
    asked.picked[each.key] = row_id
    sealed = name if each.of_person else ""
    asked.add(each.meets(row_id), f"{each.words}：{name}", each.key, sealed=sealed, told=str(each.words))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18


def _read_text(asked: Asked, ledger: Ledger) -> None:
    asked.text = asked.one(TEXT)
    condition, too_short = containing(ledger.kind, asked.text)
    asked.too_short = too_short or asked.too_short
    if condition is not None:
        words = _("contains “%(text)s”") % {"text": asked.text}
        asked.add(condition, words, TEXT, sealed=asked.text, told=_("contains a text"))

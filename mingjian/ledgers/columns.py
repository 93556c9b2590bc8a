"""What a room declares of one column: how it is shown, sorted and filtered, and how it is read from a sheet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise

Words = str | Promise


class Type(StrEnum):
    """What a column holds. It decides the filter, the cell, the exported cell and how a sheet's cell is read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    PERIOD = "period"
    AMOUNT = "amount"
    NUMBER = "number"
    YES_NO = "yes_no"
    LIST = "list"
    LINES = "lines"
    PERSONS = "persons"
    ORGANISATION = "organisation"


NUMERIC = frozenset({Type.AMOUNT, Type.NUMBER})
WRITTEN = frozenset({Type.TEXT, Type.LONG_TEXT})

# Row ids → the values of a column that lives in another table; one query for a page.
Gather = Callable[[Sequence[int]], Mapping[int, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a ledger.

    `value` is the field path shown and exported (empty: `gather` fetches it, or the column is read only). `synonyms`
    are the headings under which sheets carry it; without any it is not read. `choices` are stored value → words;
    `also_written` are further spellings → stored value. `sort` and `filtered` name model fields. `last_day` reads a
    date known to the month as its last day (a deadline) instead of its first; a number is kept in `unit` (none:
    counted); `precision` is the field that says how exact a shown date is. `tones` gives a shown value its badge,
    `verified` that badge's form: solid or dashed.
    `filtered` offers the filter of the column's type; a written column can have one where the room's search document
    holds it. `ready` puts the filter into the bar at once, the others wait under "more".
    """

    key: str
    words: Words
    type: Type = Type.TEXT
    value: str = ""
    gather: Gather | None = None
    synonyms: tuple[str, ...] = ()
    choices: Mapping[Any, Words] = field(default_factory=dict)
    also_written: Mapping[str, Any] = field(default_factory=dict)
    filtered: str = ""
    ready: bool = False
    required: bool = False
    last_day: bool = False
    unit: str = ""
    shown: bool = True
    width: float = 14
    precision: str = ""
    tones: Callable[[Any], str] | None = None
    verified: Callable[[Any], bool] | None = None

    @property
    def numeric(self) -> bool:
        return self.type in NUMERIC

    @property
    def is_read(self) -> bool:
        """Whether a sheet may carry it."""
        return bool(self.synonyms)

    @property
    def is_shown(self) -> bool:
        """Whether the page and the export may carry it."""
        return bool(self.value or self.gather)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """An order that is offered, both ways, under the key of its column. `orders.py` makes its expression.

    `field` has an index (field, id), or leads to the name of another row: `org__sort_key`. An empty value sorts as
    `empty`, and the index says the same; `ranks` are stored values in the order in which they stand (`orders.ranked`).
    """

    key: str
    field: str
    empty: Any = None
    ranks: tuple[Any, ...] = ()
    of_range: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IdFilter:
    """A filter by another row: `?org=17`, by a link or by what is typed into the bar.

    `name_of` gives the words of its chip, or None when out of scope. `find` gives the rows that a text may mean, best
    first; without it the filter comes by links only. `condition` replaces `field = id`, for whole subtrees. A filter
    `of_body` or `of_person` makes an export one about them, kept from them; a person's name is kept encrypted.
    """

    key: str
    field: str
    words: Words
    name_of: Callable[[int, Any], str | None]
    find: Callable[[str, Any], Sequence[tuple[int, str]]] | None = None
    condition: Callable[[int], Q] | None = None
    of_body: bool = False
    of_person: bool = False
    ready: bool = False

    def meets(self, row_id: int) -> Q:
        """The condition on the ledger's rows."""
        return self.condition(row_id) if self.condition else Q(**{self.field: row_id})


def by_key(columns: Iterable[Column]) -> dict[str, Column]:
    """Columns by their keys."""
    return {column.key: column for column in columns}

"""Fetching one page of a ledger: a bounded count, then the ids of the page in order, by one of two ways.

Few matches (at most the cap) are gathered and sorted: the filters' indexes find them. Many matches are met by walking
the index of the order until the page is full. Left to itself the planner takes one for the other where two filters
hang together, and reads the whole table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import QuerySet, Value

from mingjian.ledgers.orders import expression_of
from mingjian.ledgers.registry import Ledger
from mingjian.lib.cursor import Value as Placed

CAP = 10_000

Place = tuple[Placed, int]

# What a column adds up to, and over how many rows that have a value.
Sum = tuple[Decimal, int]


@dataclass(frozen=True, slots=True)
class Order:
    """By which offered sort, and which way."""

    key: str
    descending: bool

    @classmethod
    def read(cls, ledger: Ledger, text: str) -> "Order":
        """From an address (`-found_on`); the ledger's own order for anything it does not offer."""
        wanted = text if ledger.sort(text.removeprefix("-")) else ledger.default_sort
        return cls(wanted.removeprefix("-"), wanted.startswith("-"))

    @property
    def text(self) -> str:
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True, slots=True)
class Window:
    """One page: ids in order, the places of its first and last row, whether rows lie before and after it.

    `count` is exact up to the cap; `CAP + 1` says that there are more. `sums` has field → sum over all rows of the
    filter, as long as they are counted exactly.
    """

    ids: list[int]
    count: int
    first: Place | None = None
    last: Place | None = None
    before: bool = False
    after: bool = False
    sums: Mapping[str, Sum] = field(default_factory=dict)


def fetch(
    ledger: Ledger, rows: QuerySet[Any], order: Order, size: int, *, after: Place | None = None,
    before: Place | None = None, from_end: bool = False, summed: Sequence[str] = (),
) -> Window:  # fmt: skip
    """The page after or before a place, the last page, or the first one. Two queries, whatever is asked.

    `summed` are number fields to add up over the whole filter.
    """
    backwards = before is not None or from_end
    try:
        base = placed(ledger, rows, order, summed).query.sql_with_params()
    except EmptyResultSet:
        return Window([], 0)
    count = _count(rows)
    added = summed if count <= CAP else ()
    start = before if before is not None else after
    found = _ids(base, summed, added, order.descending != backwards, start, size + 1, gather=count <= CAP)
    more, page = len(found) > size, found[:size]
    if backwards:
        page.reverse()
    return Window(
        [row[0] for row in page],
        count,
        first=_place(page[0]) if page else None,
        last=_place(page[-1]) if page else None,
        before=more if backwards else after is not None,
        after=before is not None if backwards else more,
        sums=_sums(added, page[0][2:]) if page else {},
    )


def placed(ledger: Ledger, rows: QuerySet[Any], order: Order, more: Sequence[str] = ()) -> QuerySet[Any, Any]:
    """The rows as (id, place, more …): the sort's value, an empty one as its sentinel, so that a keyset is one
    comparison."""
    sort = ledger.sort(order.key)
    assert sort is not None  # noqa: S101 - Order.read offers no other
    expression = expression_of(ledger.model, sort)
    found: QuerySet[Any, Any] = rows.order_by().annotate(place=expression).values_list("pk", "place", *more)
    return found


def _sums(fields: Sequence[str], values: Sequence[Any]) -> dict[str, Sum]:
    return {name: (values[2 * at] or Decimal(0), values[2 * at + 1]) for at, name in enumerate(fields)}


def _place(row: Sequence[Any]) -> Place:
    return row[1], row[0]


def _count(rows: QuerySet[Any]) -> int:
    try:
        sql, params = rows.order_by().values_list(Value(1))[: CAP + 1].query.sql_with_params()
    except (EmptyResultSet, FullResultSet):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS capped", params)  # noqa: S608 - compiled by the ORM
        return int(cursor.fetchone()[0])


def _ids(
    base: tuple[str, Sequence[Any]], carried: Sequence[str], added: Sequence[str], descending: bool,
    start: Place | None, limit: int, *, gather: bool,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Rows of id and place in order, each with sum and count of the `added` ones of the `carried` fields."""
    way, sign = ("DESC", "<") if descending else ("ASC", ">")
    keyset, values = "", []
    if start is not None:
        # Said twice: a place that lies in another table's index is reached by the second half alone.
        keyset, values = f"WHERE (place, id) {sign} (%s, %s) AND place {sign}= %s", [*start, start[0]]
    kept = "MATERIALIZED" if gather else "NOT MATERIALIZED"
    names = {name: f"carried_{at}" for at, name in enumerate(carried)}
    head = ", ".join(["id", "place", *names.values()])
    # The inner statement is compiled by the ORM; the words around it are constants.
    sums = "".join(
        f", (SELECT sum({each}) FROM hit), (SELECT count({each}) FROM hit)"  # noqa: S608
        for each in (names[name] for name in added)
    )
    hit = f"WITH hit({head}) AS {kept} ({base[0]})"
    sql = f"{hit} SELECT id, place{sums} FROM hit {keyset} ORDER BY place {way}, id {way} LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*base[1], *values, limit])
        return list(cursor.fetchall())

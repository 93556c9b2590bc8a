"""Fetching one page of a ledger: a bounded count, then the ids of the page in order, by one of two ways.

Few matches (at most the cap) are gathered and sorted: the filters' indexes find them. Many matches are met by walking
the index of the order until the page is full. Left to itself the planner takes one for the other where two filters
hang together, and reads the whole table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from mingjian.ledgers.registry import Ledger
from mingjian.lib.cursor import Value as Placed

CAP = 10_000

Place = tuple[Placed, int]


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

    `count` is exact up to the cap; `CAP + 1` says that there are more.
    """

    ids: list[int]
    count: int
    first: Place | None = None
    last: Place | None = None
    before: bool = False
    after: bool = False


def fetch(
    ledger: Ledger, rows: QuerySet[Any], order: Order, size: int, *, after: Place | None = None,
    before: Place | None = None, from_end: bool = False,
) -> Window:  # fmt: skip
    """The page after or before a place, the last page, or the first one. Two queries, whatever is asked."""
    backwards = before is not None or from_end
    try:
        base, params = placed(ledger, rows, order).query.sql_with_params()
    except EmptyResultSet:
        return Window([], 0)
    count = _count(rows)
    start = before if before is not None else after
    found = _ids(base, params, order.descending != backwards, start, size + 1, gather=count <= CAP)
    more, page = len(found) > size, found[:size]
    if backwards:
        page.reverse()
    return Window(
        [row_id for row_id, _place in page],
        count,
        first=_place(page[0]) if page else None,
        last=_place(page[-1]) if page else None,
        before=more if backwards else after is not None,
        after=before is not None if backwards else more,
    )


def placed(ledger: Ledger, rows: QuerySet[Any], order: Order) -> QuerySet[Any, Any]:
    """The rows as (id, place): the sort's value, an empty one as its sentinel, so that a keyset is one comparison."""
    sort = ledger.sort(order.key)
    assert sort is not None  # noqa: S101 - Order.read offers no other
    field = ledger.model._meta.get_field(sort.field)
    expression: Any = F(sort.field)
    if sort.empty is not None:
        expression = Coalesce(sort.field, Value(field.to_python(sort.empty)))  # type: ignore[union-attr]
    found: QuerySet[Any, Any] = rows.order_by().annotate(place=expression).values_list("pk", "place")
    return found


def _place(row: tuple[int, Any]) -> Place:
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
    base: str, params: Sequence[Any], descending: bool, start: Place | None, limit: int, *, gather: bool
) -> list[tuple[int, Any]]:
    way, sign = ("DESC", "<") if descending else ("ASC", ">")
    keyset, values = ("", []) if start is None else (f"WHERE (place, id) {sign} (%s, %s)", list(start))
    kept = "MATERIALIZED" if gather else "NOT MATERIALIZED"
    # The inner statement is compiled by the ORM; the words around it are constants.
    hit = f"WITH hit(id, place) AS {kept} ({base})"
    sql = f"{hit} SELECT id, place FROM hit {keyset} ORDER BY place {way}, id {way} LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *values, limit])
        return list(cursor.fetchall())

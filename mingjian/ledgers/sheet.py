"""The table of a ledger's page: its columns with their orders, its rows, its footer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingjian.accounts.wall import ScopedRequest
from mingjian.ledgers import totals
from mingjian.ledgers.addresses import COLUMNS, SORT, address, carried
from mingjian.ledgers.cells import fetch_values, shown
from mingjian.ledgers.columns import Column
from mingjian.ledgers.filters import Asked
from mingjian.ledgers.registry import Ledger
from mingjian.ledgers.windows import CAP, Order, Sum, Window
from mingjian.ui.components import Empty
from mingjian.ui.tables import Column as TableColumn
from mingjian.ui.tables import ColumnChoice, Row, Table

Sums = Mapping[str, Sum] | None


def table(
    request: ScopedRequest, ledger: Ledger, rows: Any, window: Window, columns: Sequence[Column], order: Order,
    asked: Asked, sums: Sums, *, may_change: bool,
) -> Table:  # fmt: skip
    """The rows of the window under the chosen columns; the others wait in the choice."""
    values = fetch_values(rows, window.ids, columns, ledger.laid_over(request.scope))
    table_rows = [
        Row(
            str(row_id),
            [shown(column, value) for column, value in zip(columns, values[row_id], strict=True)],
            url=ledger.url_of(row_id),
        )
        for row_id in window.ids
        if row_id in values
    ]
    chosen = {column.key for column in columns}
    others = [column for column in ledger.shown_columns if column.key not in chosen]
    return Table(
        ledger.words,
        [_column(request, ledger, column, order, column.key in chosen) for column in (*columns, *others)],
        table_rows,
        footer_text=count_text(window.count),
        footer_lines=_totals(request, window, columns, sums),
        column_choice=ColumnChoice(request.path, hidden=carried(request.GET, [COLUMNS])),
        selectable=True,
        select_form="select-form" if may_change else "",
        empty=_empty(asked),
    )


def _column(request: HttpRequest, ledger: Ledger, column: Column, order: Order, is_chosen: bool) -> TableColumn:
    return TableColumn(
        column.key,
        column.words,
        sort_url=_sort_url(request, column.key, order) if ledger.sort(column.key) else "",
        sort=_direction(order) if column.key == order.key else "",
        numeric=column.numeric,
        total=column.numeric,
        wide=column.width >= 40,
        shown=is_chosen,
    )


def _direction(order: Order) -> str:
    return "descending" if order.descending else "ascending"


def _sort_url(request: HttpRequest, key: str, order: Order) -> str:
    turned = key == order.key and not order.descending
    return address(request.GET, **{SORT: f"-{key}" if turned else key})


def _totals(request: HttpRequest, window: Window, columns: Sequence[Column], sums: Sums) -> list[tuple[str, str]]:
    """What the number columns of the whole filter add up to, as (words, address): exact, or on request, or refused."""
    numbers = [column for column in columns if column.numeric and column.value]
    if not numbers or not window.count:
        return []
    if sums is None:
        return [(_("The sums took too long; narrow the filter."), "")]
    if not sums:
        return [(_("Add up all rows of this filter"), address(request.GET, sums="1"))]
    return [(totals.words(column, sums[column.value]), "") for column in numbers]


def _empty(asked: Asked) -> Empty:
    if asked.picks:
        return Empty(_("Several rows may be meant"), _("Choose one of the names in the filter."))
    if asked.too_short:
        return Empty(_("“%(word)s” is too short to look for: write two characters.") % {"word": asked.too_short})
    if asked.chips:
        return Empty(_("No row fits these filters"), _("Take a filter off, or widen the dates."))
    return Empty(_("There is nothing here yet within your scope"), _("Rows are recorded one by one or imported."))


def count_text(count: int) -> str:
    """Exact up to the cap, then "10,000+"."""
    # Django's zh-Hans format groups nothing; a long count cannot be read so.
    return f"{CAP:,}+" if count > CAP else f"{count:,}"

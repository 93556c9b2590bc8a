"""The page of a ledger: filters, order, keyset paging, columns, one constant number of queries."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mingjian.accounts.wall import ScopedRequest
from mingjian.audit.record import record
from mingjian.ledgers import filters
from mingjian.ledgers.cells import fetch_values, shown
from mingjian.ledgers.filters import Asked
from mingjian.ledgers.registry import Ledger
from mingjian.ledgers.windows import CAP, Order, Place, Window, fetch
from mingjian.lib.cursor import BadCursor, decode, encode
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.ui.components import Action, Chip, Empty, FilterBar, Pager
from mingjian.ui.tables import Column, ColumnChoice, Row, Table

SIZE = 50
# What turns a page; a changed filter or order begins anew.
TURNS = ("after", "before", "last")


def ledger_page(request: ScopedRequest, ledger: Ledger, actions: Sequence[Action] = ()) -> HttpResponse:
    """The list of a ledger's rows as the request's scope sees them; recorded as one read with the ids shown."""
    asked = filters.read(ledger, request.GET, request.scope)
    order = Order.read(ledger, request.GET.get("sort", ""))
    rows = ledger.model.objects.visible_to(request.scope)  # type: ignore[attr-defined]  # every ledger's model is gated
    window = _window(ledger, rows.filter(asked.condition), order, request.GET)
    columns = _chosen(request, ledger)
    record(
        f"{ledger.kind}.list",
        actor=request.scope.actor,
        kind=ledger.kind,
        ids=window.ids,
        detail={"filters": asked.keys, "sort": order.text},
        words=asked.text,
    )
    context = {
        "title": ledger.words,
        "actions": [*actions, *_actions(request, ledger)],
        "filter_bar": _filter_bar(request, ledger, asked, order),
        "table": _table(request, ledger, rows, window, columns, order, asked),
        "pager": _pager(request, ledger, window, order),
        "live_url": _live_url(ledger),
    }
    return render(request, "ledgers/list.html", context)


def _window(ledger: Ledger, rows: Any, order: Order, query: QueryDict) -> Window:
    places = {side: _place(ledger, order, query.get(side, "")) for side in ("after", "before")}
    from_end = "last" in query and not any(places.values())
    return fetch(ledger, rows, order, SIZE, after=places["after"], before=places["before"], from_end=from_end)


def cursor_key(ledger: Ledger, order: Order) -> bytes:
    """A place of one order of one ledger is no place of another."""
    return bytes(settings.CURSOR_KEY) + f"ledger.{ledger.code}.{order.text}".encode()


def _place(ledger: Ledger, order: Order, text: str) -> Place | None:
    try:
        place, row_id = decode(text, cursor_key(ledger, order))
    except (BadCursor, ValueError):
        return None
    return (place, row_id) if isinstance(row_id, int) else None


def _address(query: QueryDict, *, without: Sequence[str] = (), **given: str) -> str:
    """The page's address with some parameters taken out and others set."""
    changed = query.copy()
    for name in (*TURNS, *without):
        changed.pop(name, None)
    for name, value in given.items():
        changed[name] = value
    return f"?{changed.urlencode()}" if changed else "?"


def _chosen(request: ScopedRequest, ledger: Ledger) -> list[str]:
    """The keys of the columns to show: chosen now, chosen before, or as declared. Kept with the session."""
    known = [column.key for column in ledger.shown_columns]
    name = f"ledger.{ledger.code}.columns"
    if wanted := [key for key in request.GET.getlist("columns") if key in known]:
        request.session[name] = wanted
    kept = [key for key in request.session.get(name, ()) if key in known]
    chosen = set(kept) if kept else {column.key for column in ledger.shown_columns if column.shown}
    return [key for position, key in enumerate(known) if key in chosen or position == 0]


def _table(
    request: ScopedRequest, ledger: Ledger, rows: Any, window: Window, chosen: Sequence[str], order: Order, asked: Asked
) -> Table:
    declared = [ledger.column(key) for key in chosen]
    values = fetch_values(rows, window.ids, declared)
    by_sort = {sort.key for sort in ledger.sorts}
    columns = [
        Column(
            column.key,
            column.words,
            sort_url=_sort_url(request.GET, column.key, order) if column.key in by_sort else "",
            sort=_direction(order) if column.key == order.key else "",
            numeric=column.numeric,
            total=column.numeric,
            wide=column.width >= 40,
            shown=column.key in chosen,
        )
        for column in ledger.shown_columns
    ]
    table_rows = [
        Row(
            str(row_id),
            [shown(column, value) for column, value in zip(declared, values[row_id], strict=True)],
            url=ledger.url_of(row_id),
        )
        for row_id in window.ids
        if row_id in values
    ]
    kept = [(name, value) for name, value in request.GET.dict().items() if name not in (*TURNS, "columns")]
    return Table(
        ledger.words,
        columns,
        table_rows,
        footer_text=count_text(window.count),
        column_choice=ColumnChoice(request.path, hidden=kept),
        selectable=any(column.numeric for column in declared),
        empty=_empty(ledger, asked),
    )


def _empty(ledger: Ledger, asked: Asked) -> Empty:
    if asked.too_short and not asked.chips:
        return Empty(_("“%(word)s” is too short to look for: write two characters.") % {"word": asked.too_short})
    if asked.chips:
        return Empty(_("No row fits these filters"), _("Take a filter off, or widen the dates."))
    return Empty(_("There is nothing here yet within your scope"), _("Rows are recorded one by one or imported."))


def _direction(order: Order) -> str:
    return "descending" if order.descending else "ascending"


def _sort_url(query: QueryDict, key: str, order: Order) -> str:
    turned = key == order.key and not order.descending
    return _address(query, without=("columns",), sort=f"-{key}" if turned else key)


def _filter_bar(request: ScopedRequest, ledger: Ledger, asked: Asked, order: Order) -> FilterBar:
    chips = [Chip(words, _address(request.GET, without=names)) for words, names in asked.chips]
    hidden = [("sort", order.text)]
    hidden += [(each.key, asked.texts[each.key]) for each in ledger.id_filters if asked.texts.get(each.key)]
    clear = f"?sort={order.text}" if chips else ""
    return FilterBar(request.path, filters.controls(ledger, asked), chips, hidden, clear)


def _pager(request: ScopedRequest, ledger: Ledger, window: Window, order: Order) -> Pager:
    key = cursor_key(ledger, order)
    return Pager(
        first_url=_address(request.GET) if window.before else "",
        previous_url=_address(request.GET, before=encode(window.first, key)) if window.before and window.first else "",
        next_url=_address(request.GET, after=encode(window.last, key)) if window.after and window.last else "",
        last_url=_address(request.GET, last="1") if window.after else "",
        count_text=count_text(window.count),
    )


def count_text(count: int) -> str:
    """Exact up to the cap, then "10,000+"."""
    if count > CAP:
        return f"{number_format(CAP, force_grouping=True)}+"
    return str(number_format(count, force_grouping=True))


def _actions(request: ScopedRequest, ledger: Ledger) -> list[Action]:
    scope: Scope = request.scope
    found = []
    if ledger.intake is not None and scope.has(Right.IMPORT):
        found.append(Action(_("Import"), reverse("ledger-import", args=[ledger.code]), "upload"))
    if scope.has(Right.EXPORT):
        address = _address(request.GET, without=("columns",))
        for form, words in (("xlsx", _("Excel")), ("csv", _("CSV"))):
            url = reverse("ledger-export", args=[ledger.code, form])
            found.append(Action(words, f"{url}{address}", "download"))
    return found


def _live_url(ledger: Ledger) -> str:
    try:
        return f"{reverse('live')}?kind={ledger.kind}"
    except NoReverseMatch:
        return ""

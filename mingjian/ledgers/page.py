"""The page of a ledger: filters, order, keyset paging, columns, one constant number of queries."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest
from mingjian.audit.record import record
from mingjian.ledgers import controls, filters, sheet, totals
from mingjian.ledgers.addresses import COLUMNS, SORT, VIEW, address
from mingjian.ledgers.chosen import chosen
from mingjian.ledgers.columns import Column
from mingjian.ledgers.editing.rule import MOST_ROWS
from mingjian.ledgers.filters import Asked
from mingjian.ledgers.registry import Ledger
from mingjian.ledgers.saved.tabs import views_of
from mingjian.ledgers.windows import Order, Place, Window, fetch
from mingjian.lib.cursor import BadCursor, decode, encode
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.ui.components import Action, Chip, FilterBar, Pager

SIZE = 50


def ledger_page(request: ScopedRequest, ledger: Ledger, actions: Sequence[Action] = ()) -> HttpResponse:
    """The list of a ledger's rows as the request's scope sees them; recorded as one read with the ids shown."""
    columns = chosen(request, ledger)
    views = views_of(request.GET, ledger, columns, user_of(request))
    if views.opening:
        return redirect(views.opening)
    asked = filters.read(ledger, request.GET, request.scope)
    order = Order.read(ledger, request.GET.get(SORT, ""))
    numbers = [column for column in columns if column.numeric and column.value]
    rows = ledger.model.objects.visible_to(request.scope)  # type: ignore[attr-defined]  # every ledger's model is gated
    within = rows.filter(asked.condition)
    window = _window(ledger, within, order, request.GET, [column.value for column in numbers])
    sums = totals.of_filter(within, window, numbers, wanted=request.GET.get("sums") == "1")
    record(
        f"{ledger.kind}.list",
        actor=request.scope.actor,
        kind=ledger.kind,
        ids=window.ids,
        detail={"filters": asked.keys, "sort": order.text},
        words="；".join(asked.sealed),
    )
    may_change = ledger.bulk is not None and request.scope.has(ledger.bulk.right)
    context = {
        "title": ledger.words,
        "views": views,
        "actions": [*actions, *_actions(request, ledger, columns)],
        "filter_bar": _filter_bar(request, ledger, asked, order),
        "table": sheet.table(request, ledger, rows, window, columns, order, asked, sums, may_change=may_change),
        "bulk_url": reverse("ledger-bulk", args=[ledger.code]) if may_change else "",
        "bulk_all": window.count <= MOST_ROWS,
        "bulk_most": MOST_ROWS,
        "printed": _printed(request),
        "pager": _pager(request, ledger, window, order),
        "live_url": _live_url(ledger),
    }
    return render(request, "ledgers/list.html", context)


def _window(ledger: Ledger, rows: Any, order: Order, query: QueryDict, summed: Sequence[str]) -> Window:
    places = {side: _place(ledger, order, query.get(side, "")) for side in ("after", "before")}
    from_end = "last" in query and not any(places.values())
    return fetch(
        ledger, rows, order, SIZE, after=places["after"], before=places["before"], from_end=from_end, summed=summed
    )


def cursor_key(ledger: Ledger, order: Order) -> bytes:
    """A place of one order of one ledger is no place of another."""
    return bytes(settings.CURSOR_KEY) + f"ledger.{ledger.code}.{order.text}".encode()


def _place(ledger: Ledger, order: Order, text: str) -> Place | None:
    try:
        place, row_id = decode(text, cursor_key(ledger, order))
    except (BadCursor, ValueError):
        return None
    return (place, row_id) if isinstance(row_id, int) else None


def _filter_bar(request: ScopedRequest, ledger: Ledger, asked: Asked, order: Order) -> FilterBar:
    chips = [Chip(words, address(request.GET, without=names)) for words, names in asked.chips]
    hidden = [(SORT, order.text), *controls.hidden(ledger, asked)]
    hidden += [(name, value) for name in (COLUMNS, VIEW) for value in request.GET.getlist(name)]
    clear = address(request.GET, without=asked.keys) if chips else ""
    return FilterBar(request.path, controls.controls(ledger, asked), chips, hidden, clear)


def _pager(request: ScopedRequest, ledger: Ledger, window: Window, order: Order) -> Pager:
    key = cursor_key(ledger, order)
    return Pager(
        first_url=address(request.GET) if window.before else "",
        previous_url=address(request.GET, before=encode(window.first, key)) if window.before and window.first else "",
        next_url=address(request.GET, after=encode(window.last, key)) if window.after and window.last else "",
        last_url=address(request.GET, last="1") if window.after else "",
        count_text=sheet.count_text(window.count),
    )


def _actions(request: ScopedRequest, ledger: Ledger, columns: Sequence[Column]) -> list[Action]:
    scope: Scope = request.scope
    found = []
    if ledger.intake is not None and scope.has(Right.IMPORT):
        found.append(Action(_("Import"), reverse("ledger-import", args=[ledger.code]), "upload"))
    if scope.has(Right.EXPORT):
        asked = address(request.GET, **{COLUMNS: [column.key for column in columns]})
        for form, words in (("xlsx", _("Excel")), ("csv", _("CSV"))):
            url = reverse("ledger-export", args=[ledger.code, form])
            found.append(Action(words, f"{url}{asked}", "download"))
        found.append(Action(_("Exports"), f"{reverse('export-list')}?ledger={ledger.code}", "files"))
    return found


def _printed(request: ScopedRequest) -> str:
    """What stands under the title on paper: whose page it is, and of when."""
    user = user_of(request)
    now = f"{timezone.localtime():%Y-%m-%d %H:%M}"
    return f"{user.office.name}　{user.display_name}（{user.username}）　{now}"


def _live_url(ledger: Ledger) -> str:
    try:
        return f"{reverse('live')}?kind={ledger.kind}"
    except NoReverseMatch:
        return ""

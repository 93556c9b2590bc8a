"""The list of the files that were taken from ledgers, for whoever takes files in the same offices."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.ledgers.addresses import address
from mingjian.ledgers.exports.querysets import names_of, readable
from mingjian.ledgers.models import Export
from mingjian.ledgers.registry import LEDGERS
from mingjian.lib.cursor import BadCursor, decode, encode
from mingjian.offices.rights import Right
from mingjian.ui.components import Empty, Filter, FilterBar, Option, Pager
from mingjian.ui.tables import Cell, Column, Row, Table

LISTED = verbs.register("export.list", gettext_lazy("Read the list of exports"), reads=True)
SHOWN = 50
KEY = b"ledgers.exports"


@needs(Right.EXPORT)
@require_safe
def export_list(request: ScopedRequest) -> HttpResponse:
    """Number, ledger, filters, rows, who and when, and the hash by which a file is recognised; the latest first."""
    code, number = request.GET.get("ledger", ""), request.GET.get("number", "").strip()
    rows = readable(request.scope).select_related("office").order_by("-id")
    if code in LEDGERS:
        rows = rows.filter(ledger=code)
    if number.isdecimal() and len(number) < 9:
        rows = rows.filter(number=int(number))
    after = _place(request.GET.get("after", ""))
    found = list(rows.filter(pk__lt=after)[: SHOWN + 1] if after else rows[: SHOWN + 1])
    shown = found[:SHOWN]
    ids = [each.pk for each in shown]
    record(LISTED, actor=request.scope.actor, kind="export", ids=ids, detail={"ledger": code})
    more = len(found) > SHOWN
    context = {
        "title": _("Exports"),
        "subtitle": _("Every file taken from a ledger, with its number."),
        "filter_bar": _filter_bar(request.path, code, number),
        "table": _table(shown),
        "pager": Pager(
            first_url=address(request.GET) if after else "",
            next_url=address(request.GET, after=encode((shown[-1].pk,), _key())) if more else "",
        ),
    }
    return render(request, "ui/shell_list.html", context)


def _key() -> bytes:
    return bytes(settings.CURSOR_KEY) + KEY


def _place(text: str) -> int | None:
    try:
        (row_id,) = decode(text, _key())
    except (BadCursor, ValueError):
        return None
    return row_id if isinstance(row_id, int) else None


def _filter_bar(path: str, code: str, number: str) -> FilterBar:
    options = [Option(each.code, each.words, each.code == code) for each in LEDGERS.values()]
    kinds = Filter("select", "ledger", _("Ledger"), code, options=options)
    return FilterBar(
        path, [Filter("number", "number", _("Number"), number), kinds], clear_url=path if code or number else ""
    )


def _table(rows: list[Export]) -> Table:
    names = names_of(each.user_id for each in rows)
    columns = [
        Column("number", _("Number")),
        Column("ledger", _("Ledger")),
        Column("filters", _("Filters"), wide=True),
        Column("count", _("Number of rows"), numeric=True),
        Column("form", _("File form")),
        Column("office", _("Office")),
        Column("who", _("Taken by")),
        Column("at", _("At")),
        Column("hash", _("SHA-256 of the file")),
    ]
    empty = Empty(_("No file has been taken yet"), _("Take one from a ledger with “Excel” or “CSV”."), icon="download")
    return Table(_("Exports"), columns, [Row(str(each.pk), _cells(each, names)) for each in rows], empty=empty)


def _cells(each: Export, names: dict[int, str]) -> list[Any]:
    words = LEDGERS[each.ledger].words if each.ledger in LEDGERS else each.ledger
    whole = bytes(each.sha256).hex() if each.sha256 else ""
    return [
        each.sign,
        words,
        "；".join(each.filters) or _("all rows"),
        each.count,
        {"xlsx": "Excel", "csv": "CSV"}.get(each.form, each.form),
        each.office.name,
        names.get(each.user_id or 0, ""),
        each.at,
        Cell(f"{whole[:16]}…", note=f"{each.size:,} B") if whole else Cell(_("broken off"), state="due"),
    ]

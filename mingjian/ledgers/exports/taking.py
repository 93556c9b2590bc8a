"""A ledger as a file: the gate, filters, order and columns of its page, streamed while it is hashed."""

import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest
from mingjian.ledgers import filters
from mingjian.ledgers.cells import LaidOver, as_it_is, fetch_values, plain_of
from mingjian.ledgers.chosen import chosen
from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.exports import around
from mingjian.ledgers.exports.actions import finish, take
from mingjian.ledgers.models import Export
from mingjian.ledgers.registry import Ledger
from mingjian.ledgers.streaming import PIECE, Reader, gathered, stream
from mingjian.ledgers.windows import Order, placed
from mingjian.lib.errors import Invalid
from mingjian.lib.sheets.printed import MOST_ROWS, Printed, stream_xlsx
from mingjian.lib.sheets.write import Column as SheetColumn
from mingjian.lib.sheets.write import Kind, csv_lines
from mingjian.offices.gate import Gate
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

AT_ONCE = 2000
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
KINDS: dict[Type, Kind] = {
    Type.DATE: "date",
    Type.PARTIAL_DATE: "date",
    Type.AMOUNT: "amount",
    Type.NUMBER: "integer",
}


def export(request: ScopedRequest, ledger: Ledger, form: str) -> StreamingHttpResponse:
    """Answer with the file: the rows of the page's filter in its order, under its columns.

    Rows come only from where the right to export is held. Raises Invalid where a workbook would be too long.
    """
    asked = filters.read(ledger, request.GET, request.scope)
    order = Order.read(ledger, request.GET.get("sort", ""))
    columns = chosen(request, ledger)
    rows = exportable(ledger, request.scope)
    ids = ids_of(ledger, rows.filter(asked.condition), order)
    if form == "xlsx" and len(ids) > MOST_ROWS:
        most = number_format(MOST_ROWS, force_grouping=True)
        raise Invalid(_("A workbook holds %(most)s rows at most: narrow the filter, or take CSV.") % {"most": most})
    user = user_of(request)
    taken = take(
        ledger=ledger,
        form=form,
        asked=asked,
        sort=order.text,
        columns=[column.key for column in columns],
        ids=ids,
        office=user.office,
        scope=request.scope,
    )
    reader = Reader()
    values = reader.while_there(rows_of(rows, ids, columns, ledger.laid_over(request.scope)))
    page = around.printed(ledger, taken, asked, order, user)
    pieces = hashed(file_of(form, page, columns, values), taken, request.scope)
    return stream(request, pieces, reader, around.file_name(ledger, taken, form), TYPES[form])


def exportable(ledger: Ledger, scope: Scope) -> QuerySet[Any]:
    """The ledger's rows in sight for which the right to export is held too."""
    gate: Gate = replace(ledger.model.gate, right=Right.EXPORT)  # type: ignore[attr-defined]  # every ledger's is gated
    rows: QuerySet[Any] = ledger.model.objects.visible_to(scope)  # type: ignore[attr-defined]  # likewise
    return rows.filter(gate.reach_q(scope) | gate.task_q(scope))


def ids_of(ledger: Ledger, rows: QuerySet[Any], order: Order) -> list[int]:
    """Every row of the filter in the page's order."""
    way = "-" if order.descending else ""
    found = placed(ledger, rows, order).order_by(f"{way}place", f"{way}pk")
    return list(found.values_list("pk", flat=True))


def rows_of(
    rows: QuerySet[Any], ids: Sequence[int], columns: Sequence[Column], laid_over: LaidOver = None
) -> Iterator[list[Any]]:
    """Values in the order of `ids`, a few thousand rows in memory at a time."""
    plains = [(place, plain_of(column)) for place, column in enumerate(columns)]
    written = [(place, plain) for place, plain in plains if plain is not as_it_is]
    for start in range(0, len(ids), AT_ONCE):
        piece = ids[start : start + AT_ONCE]
        for values in fetch_values(rows, piece, columns, laid_over).values():
            for place, plain in written:
                values[place] = plain(values[place])
            yield values


def file_of(form: str, page: Printed, columns: Sequence[Column], rows: Iterator[list[Any]]) -> Iterator[bytes]:
    """The workbook or the text in pieces."""
    sheet = [SheetColumn(str(column.words), column.width, KINDS.get(column.type, "text")) for column in columns]
    return stream_xlsx(page, sheet, rows) if form == "xlsx" else gathered(csv_lines(sheet, rows), PIECE)


def hashed(pieces: Iterator[bytes], export: Export, scope: Scope) -> Generator[bytes, None, None]:
    """The same pieces; when the last one has been taken the export keeps the hash of the whole."""
    whole, size = hashlib.sha256(), 0
    for piece in pieces:
        whole.update(piece)
        size += len(piece)
        yield piece
    finish(export=export, sha256=whole.digest(), size=size, scope=scope)

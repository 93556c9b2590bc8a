"""A ledger as a file: the same gate, filters and order as its page, streamed, marked with who took it and when."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest
from mingjian.audit.record import record
from mingjian.ledgers import filters
from mingjian.ledgers.cells import fetch_values, plain
from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.registry import Ledger
from mingjian.ledgers.streaming import PIECE, Pieces, Reader, gathered, stream
from mingjian.ledgers.windows import Order, placed
from mingjian.lib.sheets.write import Column as SheetColumn
from mingjian.lib.sheets.write import Kind, csv_lines, safe_csv_text, write_xlsx
from mingjian.offices.gate import Gate
from mingjian.offices.rights import Right

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
    """Answer with the file. Rows come only from where the right to export is held; the record names them first."""
    asked = filters.read(ledger, request.GET, request.scope)
    order = Order.read(ledger, request.GET.get("sort", ""))
    rows = ledger.model.objects.visible_to(request.scope)  # type: ignore[attr-defined]  # every ledger's model is gated
    gate: Gate = replace(ledger.model.gate, right=Right.EXPORT)  # type: ignore[attr-defined]
    rows = rows.filter(gate.reach_q(request.scope) | gate.task_q(request.scope))
    way = "-" if order.descending else ""
    ids = list(
        placed(ledger, rows.filter(asked.condition), order)
        .order_by(f"{way}place", f"{way}pk")
        .values_list("pk", flat=True)
    )
    record(
        f"{ledger.kind}.export",
        actor=request.scope.actor,
        kind=ledger.kind,
        ids=ids,
        detail={"form": form, "filters": asked.keys},
        words=asked.text,
    )
    columns = ledger.shown_columns
    reader = Reader()
    values = reader.while_there(_rows(rows, ids, columns))
    title = f"{ledger.words}"
    lines = footer(request)
    pieces = _workbook(title, columns, values, lines) if form == "xlsx" else _text(columns, values, lines)
    name = f"{title}-{timezone.localtime():%Y%m%d-%H%M}.{form}"
    return stream(request, pieces, reader, name, TYPES[form])


def footer(request: ScopedRequest) -> list[str]:
    """The marks below the table: the demo's, and who took the file when."""
    user = user_of(request)
    taken = _("Exported by %(name)s (%(user)s) at %(time)s.") % {
        "name": user.display_name,
        "user": user.username,
        "time": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }
    return ["虚构演示数据", taken] if settings.DEMO else [taken]


def _rows(rows: QuerySet[Any], ids: list[int], columns: list[Column]) -> Iterator[list[Any]]:
    """Values in the order of `ids`, a few thousand rows in memory at a time."""
    for start in range(0, len(ids), AT_ONCE):
        piece = ids[start : start + AT_ONCE]
        found = fetch_values(rows, piece, columns)
        for row_id in piece:
            if row_id in found:
                yield [plain(column, value) for column, value in zip(columns, found[row_id], strict=True)]


def _sheet_columns(columns: list[Column]) -> list[SheetColumn]:
    return [SheetColumn(str(column.words), column.width, KINDS.get(column.type, "text")) for column in columns]


def _workbook(title: str, columns: list[Column], rows: Iterator[list[Any]], lines: list[str]) -> Pieces:
    with tempfile.TemporaryFile() as file:
        write_xlsx(file, title, _sheet_columns(columns), rows, lines, sheet=title)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _text(columns: list[Column], rows: Iterator[list[Any]], lines: list[str]) -> Pieces:
    marks = (f"{safe_csv_text(text)}\r\n" for text in lines)
    yield from gathered(chain(csv_lines(_sheet_columns(columns), rows), marks), PIECE)

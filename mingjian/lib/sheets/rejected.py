"""Gives rejected rows back in the shape of the sheet they came from, with the reasons."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mingjian.lib.sheets.table import Cell, Table
from mingjian.lib.sheets.write import sheet_name, write_cell

RejectedRow = tuple[int, Sequence[Cell], Mapping[int, str], str]

REASON = "原因"
ROW_NUMBER = "原行号"
MOST_NOTES = 2_000
_WRONG = {"bg_color": "#FBE3D6", "border": 1, "border_color": "#C0462F"}
_REASON = {"text_wrap": True, "font_color": "#C0462F"}
_HEADING = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7EEF0", "border": 1}
_TITLE = {"bold": True, "align": "center", "valign": "vcenter"}


def write_rejected(
    target: str | os.PathLike[str] | IO[bytes],
    table: Table,
    rejected: Iterable[RejectedRow],
    reason_heading: str = REASON,
    row_heading: str = ROW_NUMBER,
) -> int:
    """Write the rejected rows under the original titles and headings; return how many.

    ``rejected`` gives ``(row_number, values, {column_index: reason}, row_reason)``. Columns keep their order and
    place, so that the corrected file can be read again as it is; behind them stand the reason and the
    original row number. A wrong cell is coloured; the first 2,000 carry their reasons as notes too, which Excel
    would not bear in any number. Rows stream through a temporary file: memory does not grow with them.
    """
    path = str(target) if isinstance(target, str | os.PathLike) else target
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    book = xlsxwriter.Workbook(path, options)
    page = book.add_worksheet(sheet_name(table.sheet))
    styles = {
        name: book.add_format(style)
        for name, style in {
            "wrong": _WRONG, "reason": _REASON, "heading": _HEADING, "title": _TITLE,
            "date": {"num_format": "yyyy-mm-dd"}, "wrong_date": {**_WRONG, "num_format": "yyyy-mm-dd"},
        }.items()
    }  # fmt: skip
    width = table.columns[-1].index + 1
    _write_above(page, table, width, (reason_heading, row_heading), styles)
    count = noted = 0
    for count, row in enumerate(rejected, start=1):
        noted += len(row[2])
        _write_rejected_row(page, table.header_row + count - 1, row, (width, table), styles, noted=noted <= MOST_NOTES)
    page.set_column(0, width - 1, 14)
    page.set_column(width, width, 48)
    page.freeze_panes(table.header_row, 0)
    book.close()
    return count


def _write_above(
    page: Worksheet, table: Table, width: int, headings: tuple[str, str], styles: Mapping[str, Format]
) -> None:
    """Titles and headings as they stood, their merged regions too."""
    first_heading = table.header_row - table.header_lines
    for row, cells in enumerate(table.above):
        style = styles["heading" if row >= first_heading else "title"]
        for column, cell in enumerate(cells[:width]):
            if cell is not None:
                write_cell(page, row, column, cell, style)
    for offset, heading in enumerate(headings):
        page.write_string(table.header_row - 1, width + offset, heading, styles["heading"])
    for row, left, end_row, right in table.merges:
        if left < width and (end_row, min(right, width - 1)) != (row, left):
            # `merge_range` would write into rows that have been passed and are gone; only the region is missing.
            page.merge.append([row, left, end_row, min(right, width - 1)])


def _write_rejected_row(
    page: Worksheet,
    line: int,
    row: RejectedRow,
    shape: tuple[int, Table],
    styles: Mapping[str, Format],
    *,
    noted: bool,
) -> None:
    number, values, wrong, row_reason = row
    width, table = shape
    names = {column.index: column.text for column in table.columns}
    for column, value in enumerate(values[:width]):
        style = _style(value, column in wrong, styles)
        if value is not None:
            write_cell(page, line, column, value, style)
        elif style:
            page.write_blank(line, column, None, style)
    if noted:
        for column, reason in wrong.items():
            page.write_comment(line, column, reason)
    reasons = [f"{names.get(column, '')}：{reason}".lstrip("：") for column, reason in wrong.items()]
    page.write_string(line, width, "；".join(filter(None, [row_reason, *reasons])), styles["reason"])
    page.write_number(line, width + 1, number)


def _style(value: Cell, wrong: bool, styles: Mapping[str, Format]) -> Format | None:
    dated = isinstance(value, date | datetime | time | timedelta)
    if wrong:
        return styles["wrong_date" if dated else "wrong"]
    return styles["date"] if dated else None

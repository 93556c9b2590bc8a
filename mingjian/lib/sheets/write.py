"""Writes tables as workbooks and CSV, row by row, with every text kept a text.

A text that begins with ``=``, ``+``, ``-``, ``@`` or a tab runs as a formula when a careless program opens it. In a
workbook it is stored as a text cell; in CSV, which knows no types, an apostrophe is put before it.
"""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Literal, TextIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "integer", "amount", "date", "month", "datetime"]
Value = object
Target = str | os.PathLike[str] | IO[bytes]

LONGEST_TEXT = 32_767
_LARGEST_EXACT = 10**15
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FORMATS: dict[Kind, str] = {
    "text": "@",
    "integer": "#,##0",
    "amount": "#,##0.00",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "datetime": "yyyy-mm-dd hh:mm",
}
_HEADING = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7EEF0", "border": 1}
_TITLE = {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its width in characters, and what its cells hold."""

    text: str
    width: float = 16
    kind: Kind = "text"


def write_xlsx(
    target: Target,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    footer: Sequence[str] = (),
    sheet: str = "Sheet1",
) -> int:
    """Write a titled table with frozen headings and a filter; return the number of rows.

    Rows stream through a temporary file, so memory does not grow with them. Dates are real dates, texts are
    never formulas; ``footer`` lines follow below the table (source, watermark, demo mark).
    """
    with _workbook(target) as book:
        page = book.add_worksheet(sheet_name(sheet))
        formats = [book.add_format({"num_format": _FORMATS[column.kind]}) for column in columns]
        for index, column in enumerate(columns):
            page.set_column(index, index, column.width, formats[index])
        top = _write_heading(book, page, title, columns)
        count = 0
        for count, row in enumerate(rows, start=1):
            write_row(page, top + count, row, formats)
        page.freeze_panes(top + 1, 0)
        page.autofilter(top, 0, top + count, max(len(columns) - 1, 0))
        for line, text in enumerate(footer, start=top + count + 2):
            page.write_string(line, 0, text)
    return count


def write_csv(target: Target, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Write UTF-8 with a byte order mark, so that Excel reads the Chinese; return the number of rows."""
    with _text_stream(target) as stream:
        return sum(1 for _ in _csv_rows(stream, columns, rows))


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The same as text, a record at a time, for a streamed answer; the first begins with the mark."""
    buffer = io.StringIO(newline="")
    for _ in _csv_rows(buffer, columns, rows, heading_too=True):
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def sheet_name(wanted: str) -> str:
    """A name that Excel accepts: 31 characters, none of ``[]:*?/\\``, no apostrophe at either end."""
    cleaned = "".join("_" if character in "[]:*?/\\" else character for character in wanted)[:31].strip("'")
    return cleaned or "Sheet1"


def write_row(page: Worksheet, row: int, values: Sequence[Value], formats: Sequence[Format | None] = ()) -> None:
    """One row of cells by the type of each value; what is neither text, number nor date becomes text."""
    for column, value in enumerate(values):
        if value is not None:
            write_cell(page, row, column, value, formats[column] if column < len(formats) else None)


def write_cell(page: Worksheet, row: int, column: int, value: Value, style: Format | None = None) -> None:
    if isinstance(value, str):
        page.write_string(row, column, value[:LONGEST_TEXT], style)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, style)
    elif isinstance(value, int | float | Decimal):
        if -_LARGEST_EXACT < value < _LARGEST_EXACT:
            page.write_number(row, column, value, style)
        else:
            page.write_string(row, column, str(value), style)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), style)
    elif isinstance(value, date | time | timedelta):
        page.write_datetime(row, column, value, style)
    else:
        page.write_string(row, column, str(value)[:LONGEST_TEXT], style)


def safe_csv_text(value: Value) -> str:
    """The text of a CSV cell; an apostrophe before what could run as a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return str(value)
    text = str(value)
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _write_heading(book: xlsxwriter.Workbook, page: Worksheet, title: str, columns: Sequence[Column]) -> int:
    """Title (when there is one) and headings; return the 0-based row of the headings."""
    top = 0
    if title:
        style = book.add_format(_TITLE)
        if len(columns) > 1:
            page.merge_range(0, 0, 0, len(columns) - 1, "", style)
        page.write_string(0, 0, title, style)
        top = 1
    heading = book.add_format(_HEADING)
    for index, column in enumerate(columns):
        page.write_string(top, index, column.text, heading)
    return top


def _csv_rows(
    stream: TextIO, columns: Sequence[Column], rows: Iterable[Sequence[Value]], heading_too: bool = False
) -> Iterator[None]:
    writer = csv.writer(stream)
    stream.write("\ufeff")
    writer.writerow([safe_csv_text(column.text) for column in columns])
    if heading_too:
        yield
    for row in rows:
        writer.writerow([safe_csv_text(value) for value in row])
        yield


@contextmanager
def _workbook(target: Target) -> Iterator[xlsxwriter.Workbook]:
    path = str(target) if isinstance(target, str | os.PathLike) else target
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    try:
        yield book
    finally:
        book.close()


@contextmanager
def _text_stream(target: Target) -> Iterator[TextIO]:
    if isinstance(target, str | os.PathLike):
        with Path(target).open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    wrapper = io.TextIOWrapper(target, encoding="utf-8", newline="")
    yield wrapper
    wrapper.flush()
    wrapper.detach()

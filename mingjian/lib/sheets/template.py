"""Writes an empty table for people to fill in: headings, an example, lists to choose from, formats by column."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mingjian.lib.sheets.write import Kind, sheet_name, write_cell

# So many rows below the headings carry formats and lists.
PREPARED = 2_000
_LONGEST_LIST = 255
_LISTS = "lists"
_FORMATS: dict[Kind, str] = {
    "text": "@", "integer": "0", "amount": "#,##0.00", "date": "yyyy-mm-dd", "month": "yyyy-mm",
    "datetime": "yyyy-mm-dd hh:mm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blank:
    """A column to fill in: heading, width in characters, what its cells hold, what may be chosen, an example."""

    text: str
    width: float
    kind: Kind
    choices: Sequence[str] = ()
    needed: bool = False
    example: object = None
    hint: str = ""


def write_template(title: str, above: Sequence[str], columns: Sequence[Blank], sheet: str) -> bytes:
    """The workbook: title, the lines `above` the headings in one row, headings (needed ones darker), the example row.

    Long lists of choices stand on a hidden sheet without headings of its own, which is not read as a table.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet_name(sheet))
    lists = book.add_worksheet(_LISTS)
    lists.very_hidden()
    page.merge_range(0, 0, 0, max(len(columns) - 1, 1), title, book.add_format({"bold": True, "font_size": 14}))
    for at, text in enumerate(above):
        page.write_string(1, at * 3, text)
    plain = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E7EEF0"}
    heading, needed = book.add_format(plain), book.add_format({**plain, "bg_color": "#B9D3D6"})
    grey = book.add_format({"italic": True, "font_color": "#777777"})
    for at, column in enumerate(columns):
        style = book.add_format({"num_format": _FORMATS[column.kind]})
        page.set_column(at, at, column.width, style)
        page.write_string(2, at, column.text, needed if column.needed else heading)
        if column.example is not None:
            write_cell(page, 3, at, column.example, grey)
        _restrict(page, lists, at, column)
    page.freeze_panes(3, 1)
    book.close()
    return stream.getvalue()


def _restrict(page: Worksheet, lists: Worksheet, at: int, column: Blank) -> None:
    """The list of a column, and its hint when a cell is entered. What is not on the list is warned of, not refused."""
    rule: dict[str, object] = {"validate": "any"}
    if column.choices:
        rule = {"validate": "list", "source": _source(lists, at, column.choices), "error_type": "warning"}
    if column.hint:
        rule |= {"input_title": column.text[:32], "input_message": column.hint[:255]}
    if column.choices or column.hint:
        page.data_validation(3, at, 3 + PREPARED, at, rule)


def _source(lists: Worksheet, at: int, choices: Sequence[str]) -> list[str] | str:
    if len(",".join(choices)) <= _LONGEST_LIST and not any("," in choice for choice in choices):
        return list(choices)
    style: Format | None = None
    for row, choice in enumerate(choices):
        lists.write_string(row, at, choice, style)
    letters = xlsxwriter.utility.xl_col_to_name(at, True)
    return f"={_LISTS}!{letters}$1:{letters}${len(choices)}"

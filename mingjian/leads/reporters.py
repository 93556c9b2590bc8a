"""Columns of who reported a matter are emptied before anything of a file is kept: they belong in the vault alone.

Also headings that merely resemble "the accused" must not be read as the accused: 反映人 reports, 被反映人 is reported.
"""

import io
import re

import xlsxwriter

from mingjian.lib.sheets.match import header_key
from mingjian.lib.sheets.read import read
from mingjian.lib.sheets.refusals import Refused
from mingjian.lib.sheets.table import Table
from mingjian.lib.sheets.write import sheet_name, write_cell

ACCUSED = re.compile("被(反映|举报|控告|检举|投诉)(人|对象)")
REPORTER = re.compile(
    "反映人|举报人|信访人|检举人|控告人|投诉人|来信人|来访人|来电人|署名|实名|联系电话|联系方式|联系地址|通讯地址|"
    "通信地址|住址|手机|电话|邮箱|微信|身份证"
)
# Matches no column of the ledger, and is told among the headings that were not taken.
INSTEAD = "此栏不导入"


def is_reporters(heading: str) -> bool:
    """Whether a column tells who reported, or how to reach somebody."""
    return bool(REPORTER.search(ACCUSED.sub("", header_key(heading))))


def without_reporters(content: bytes, name: str) -> tuple[bytes, str]:
    """The file without such columns, and its name; the file itself when it has none or cannot be read.

    Rows, columns and headings keep their places; the emptied columns are headed INSTEAD.
    """
    try:
        tables = read(content, name)
    except Refused:
        return content, name
    emptied = [{cell.index for cell in table.columns if is_reporters(cell.text)} for table in tables]
    if not any(emptied):
        return content, name
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for table, gone in zip(tables, emptied, strict=True):
        page = book.add_worksheet(sheet_name(table.sheet))
        _write(page, table, gone, day)
    book.close()
    return target.getvalue(), f"{name.rpartition('.')[0] or name}.xlsx"


def _write(page: xlsxwriter.worksheet.Worksheet, table: Table, gone: set[int], day: xlsxwriter.format.Format) -> None:
    """One sheet: the titles as they stood, one line of headings, the rows in their places."""
    for row, cells in enumerate(table.above[: table.header_row - table.header_lines]):
        for column, value in enumerate(cells):
            if value is not None:
                write_cell(page, row, column, value, None)
    for cell in table.columns:
        heading = cell.text if cell.unit is None or cell.unit in cell.text else f"{cell.text}（{cell.unit}）"
        page.write_string(table.header_row - 1, cell.index, INSTEAD if cell.index in gone else heading)
    for number, values in table.rows:
        for cell, value in zip(table.columns, values, strict=False):
            if value is not None and cell.index not in gone:
                style = day if hasattr(value, "year") else None
                write_cell(page, number - 1, cell.index, value, style)

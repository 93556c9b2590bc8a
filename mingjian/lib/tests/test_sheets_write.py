"""What is written can be read again, and no text becomes a formula."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.lib.sheets import read
from mingjian.lib.sheets.rejected import write_rejected
from mingjian.lib.sheets.write import Column, csv_lines, sheet_name, write_csv, write_xlsx
from mingjian.lib.tests.test_sheets_read import merged_ledger
from mingjian.lib.tests.workbooks import workbook

COLUMNS = [
    Column("单位", 30),
    Column("金额（元）", kind="amount"),
    Column("日期", kind="date"),
    Column("人数", kind="integer"),
]
ROWS: list[Sequence[object]] = [
    ["银行", Decimal("3200.50"), date(2018, 5, 3), 3],
    ["=cmd|' /C calc'!A0", Decimal(-1), None, 10**16],
    ["@SUM(1)", None, date(1949, 10, 1), True],
]


def test_a_workbook_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    assert write_xlsx(path, "问题台账", COLUMNS, iter(ROWS), ["虚构演示数据"], sheet="台账/2018") == 3
    (table,) = read(path, path.name)
    assert (table.sheet, table.header_row) == ("台账_2018", 2)
    assert list(table.rows) == [
        (3, ["银行", 3200.5, date(2018, 5, 3), 3]),
        (4, ["=cmd|' /C calc'!A0", -1, None, str(10**16)]),
        (5, ["@SUM(1)", None, date(1949, 10, 1), True]),
        (7, ["虚构演示数据", None, None, None]),
    ]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=1, max_size=5))
def test_texts_stay_texts(texts: list[str]) -> None:
    stream = io.BytesIO()
    write_xlsx(stream, "", [Column("文字")], [[text] for text in texts])
    page = openpyxl.load_workbook(stream).active
    assert page is not None
    cells = [page.cell(row, 1) for row in range(2, len(texts) + 2)]
    assert [cell.value or "" for cell in cells] == texts
    assert all(cell.data_type != "f" for cell in cells)


def test_csv_has_a_mark_and_guards_formulas() -> None:
    stream = io.BytesIO()
    assert write_csv(stream, COLUMNS, ROWS) == 3
    lines = stream.getvalue().decode().splitlines()
    assert lines[0] == "\ufeff单位,金额（元）,日期,人数"
    assert lines[1] == "银行,3200.50,2018-05-03,3"
    assert lines[2].startswith("'=cmd|")
    assert lines[2].split(",")[1] == "-1"
    assert lines[3].startswith("'@SUM(1)")
    assert "".join(csv_lines(COLUMNS, ROWS)).encode() == stream.getvalue()


@pytest.mark.parametrize(
    ("wanted", "name"), [("a/b:c", "a_b_c"), ("x" * 40, "x" * 31), ("''", "Sheet1"), ("", "Sheet1")]
)
def test_sheet_names_are_such_that_excel_opens_them(wanted: str, name: str) -> None:
    assert sheet_name(wanted) == name


def test_rejected_rows_come_back_in_their_sheet(tmp_path: Path) -> None:
    (table,) = read(workbook(merged_ledger), "台账.xlsx")
    path = tmp_path / "退回.xlsx"
    rejected = [(number, cells, {4: "金额有误"}, "缺少单位" if number == 7 else "") for number, cells in table.rows]
    assert write_rejected(path, table, rejected) == 2
    (again,) = read(path, path.name)
    assert [column.text for column in again.columns] == [
        *[column.text for column in table.columns], "原因", "原行号",
    ]  # fmt: skip
    assert again.above[0][0] == "巡视发现问题台账"
    assert again.header_row == table.header_row
    rows = [cells for _, cells in again.rows]
    assert rows[0] == [1, "银行", "省属", date(2018, 5, 3), 12.5, "金额：金额有误", 5]
    assert rows[1][5:] == ["缺少单位；金额：金额有误", 7]


def test_a_wrong_cell_is_coloured_and_noted(tmp_path: Path) -> None:
    (table,) = read(workbook(merged_ledger), "台账.xlsx")
    path = tmp_path / "退回.xlsx"
    write_rejected(path, table, [(5, [1, "银行", None, None, None], {2: "必填"}, "")])
    page = openpyxl.load_workbook(path).active
    assert page is not None
    cell = page.cell(5, 3)
    assert cell.comment is not None
    assert "必填" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFFBE3D6"

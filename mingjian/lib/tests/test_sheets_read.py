"""Tables as people make them: titles, merged headings, mixed encodings, several sheets."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from mingjian.lib.sheets import CellError, Limits, Refused, Table, read
from mingjian.lib.sheets.headings import find_headings, unit_of
from mingjian.lib.tests.workbooks import workbook


def only(contents: bytes, name: str = "台账.csv") -> Table:
    (table,) = read(contents, name)
    return table


def merged_ledger(book: Workbook, page: Worksheet) -> None:
    page.merge_range(0, 0, 0, 4, "巡视发现问题台账")
    page.write(1, 4, "单位：万元")
    page.merge_range(2, 0, 3, 0, "序号")
    page.merge_range(2, 1, 2, 2, "被巡视单位")
    page.write_row(3, 1, ["名称", "级别"])
    page.merge_range(2, 3, 3, 3, "发现\n日期")
    page.merge_range(2, 4, 3, 4, "金额")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(4, 0, [1, "\t银行\n", "省属"])
    page.write_datetime(4, 3, datetime(2018, 5, 3), day)  # noqa: DTZ001 - a cell has no time zone
    page.write_formula(4, 4, "=10+2.5", None, 12.5)
    page.write_row(6, 0, [2, "大学"])
    page.write_formula(6, 4, "=1/0", None, "#DIV/0!")


def test_it_reads_titles_merged_headings_units_and_formulas() -> None:
    table = only(workbook(merged_ledger))
    assert [column.text for column in table.columns] == [
        "序号", "被巡视单位/名称", "被巡视单位/级别", "发现日期", "金额",
    ]  # fmt: skip
    assert table.columns[4].unit == "万元"
    assert (table.sheet, table.header_row, table.header_lines) == ("台账", 4, 2)
    assert table.above[0][0] == "巡视发现问题台账"
    expected = [
        (5, [1, "银行", "省属", date(2018, 5, 3), 12.5]),
        (7, [2, "大学", None, None, CellError("#DIV/0!")]),
    ]
    assert list(table.rows) == expected
    assert list(table.rows) == expected


def test_a_table_may_begin_to_the_right_and_below() -> None:
    table = only(workbook(lambda _, page: [page.write_row(3, 2, ["单位", "问题"]), page.write_row(4, 2, ["银行", 1])]))
    assert [(column.index, column.text) for column in table.columns] == [(2, "单位"), (3, "问题")]
    assert list(table.rows) == [(5, [None, None, "银行", 1])]


def test_all_sheets_come_back_hidden_ones_marked() -> None:
    def fill(book: Workbook, page: Worksheet) -> None:
        hidden = book.add_worksheet("旧表")
        hidden.hide()
        book.add_worksheet("空表")
        for sheet in (page, hidden):
            sheet.write_row(0, 0, ["单位", "问题"])

    tables = read(workbook(fill), "台账.xlsx")
    assert [(table.sheet, table.visibility) for table in tables] == [("台账", "visible"), ("旧表", "hidden")]


def test_the_1904_system_is_told() -> None:
    contents = workbook(lambda _, page: page.write_row(0, 0, ["单位", "问题"]), {"date_1904": True})
    assert only(contents).epoch_1904


CSV = '问题台账,,\n序号,单位,金额（元）\n1,银行,"3,200"\n\n2,\t大学,\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_it_reads_text_in_every_usual_writing(encoding: str, line_end: str) -> None:
    table = only(CSV.replace("\n", line_end).encode(encoding))
    assert [(column.text, column.unit) for column in table.columns] == [
        ("序号", None), ("单位", None), ("金额（元）", "元"),
    ]  # fmt: skip
    assert list(table.rows) == [(3, ["1", "银行", "3,200"]), (5, ["2", "大学", None])]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_it_finds_the_delimiter(delimiter: str) -> None:
    rows = [["单位", "说明"], ["银行", "甲，乙、丙"], ["大学", "a b"]]
    table = only("\n".join(delimiter.join(row) for row in rows).encode())
    assert [cells for _, cells in table.rows] == rows[1:]


def test_a_declared_delimiter_is_believed() -> None:
    table = only("sep=;\n单位;说明\n银行;a,b\n大学;c,d".encode())
    assert list(table.rows) == [(3, ["银行", "a,b"]), (4, ["大学", "c,d"])]


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (b"\x81\xff\xff,\xfe", "encoding"),
        (b"1,2\n3,4\n", "no_table"),
        (b"a,b\n" + b'"' + b"x\n" * 100_000, "quotes"),
        (b"a,b\n" * 50, "too_many_rows"),
        (b"a" + b",b" * 30, "too_many_columns"),
    ],
)
def test_text_that_is_no_table_is_refused(contents: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read(contents, "台账.csv", Limits(rows=40, columns=20) if code.startswith("too") else Limits())
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("金额（万元）", "万元"),
        ("涉及金额(单位：元)", "元"),
        ("金额/亿元", "亿元"),
        ("人数[人]", "人"),
        ("单位（全称）", None),
        ("单位", None),
    ],
)
def test_it_knows_units(heading: str, unit: str | None) -> None:
    assert unit_of(heading) == unit


def test_rows_of_numbers_are_no_headings() -> None:
    assert find_headings([["2018", "12.5", "3"], ["2019", "1", "4"]]) is None


@given(st.lists(st.lists(st.none() | st.text(max_size=5) | st.integers(), max_size=5), max_size=6))
def test_any_rows_have_headings_or_none(rows: list[list[str | int | None]]) -> None:
    found = find_headings(rows)
    assert found is None or 0 <= found.first <= found.last < len(rows)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(contents: bytes) -> None:
    try:
        tables = read(contents, "x")
    except Refused:
        return
    assert all(list(table.rows) is not None for table in tables)

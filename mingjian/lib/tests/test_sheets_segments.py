"""Several tables on a sheet, headings that come again, and what a sheet hides."""

from collections.abc import Sequence

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mingjian.lib.sheets import Table, read
from mingjian.lib.sheets.segments import Known, Place, placed
from mingjian.lib.tests.workbooks import with_sheet_xml, workbook

KNOWN = Known.of(["编号", "单位", "问题", "金额", "日期"])
HEADINGS = ["编号", "单位", "问题", "金额（万元）"]


def sheet(*rows: Sequence[object]) -> bytes:
    def fill(_book: Workbook, page: Worksheet) -> None:
        for at, cells in enumerate(rows):
            page.write_row(at, 0, cells)

    return workbook(fill)


def lines(table: Table) -> list[tuple[int, list[object]]]:
    return [(number, [cell for cell in cells if cell is not None]) for number, cells in table.rows]


def test_headings_that_come_again_are_no_rows() -> None:
    content = sheet(HEADINGS, [1, "甲局", "违规", 2], HEADINGS, [2, "乙局", "违规", 3])
    (table,) = read(content, "台账.xlsx", known=KNOWN)
    assert [number for number, _cells in table.rows] == [2, 4]
    assert table.next_table == []


def test_a_second_table_below_ends_the_first_and_is_read_by_its_label() -> None:
    second = ["日期", "单位", "问题"]
    content = sheet(
        ["问题台账"], HEADINGS, [1, "甲局", "违规", 2], [], ["另表"], second, ["2018-05-03", "乙局", "超标"]
    )
    (table,) = read(content, "台账.xlsx", known=KNOWN)
    assert lines(table) == [(3, [1, "甲局", "违规", 2]), (5, ["另表"])]
    assert table.next_table == [6]
    label = Place(table.next_table[0]).label(table.sheet)
    (below,) = read(content, "台账.xlsx", known=KNOWN, begin=label)
    assert below.label == label == "台账 ▸ 6"
    assert [column.text for column in below.columns] == second
    assert lines(below) == [(7, ["2018-05-03", "乙局", "超标"])]


@pytest.mark.parametrize("gap", [0, 1])
def test_tables_beside_each_other_are_told_apart(gap: int) -> None:
    between = [None] * gap
    content = sheet(
        ["编号", "单位", "问题", *between, "编号", "单位", "问题"],
        [1, "甲局", "违规", *between, 3, "丙局", "超标"],
        [2, "乙局", "违规"],
    )
    left, right = read(content, "台账.xlsx", known=KNOWN)
    assert (left.label, right.label) == ("台账", f"台账 ▸ {'DE'[gap]}")
    assert lines(left) == [(2, [1, "甲局", "违规"]), (3, [2, "乙局", "违规"])]
    assert lines(right) == [(2, [3, "丙局", "超标"])]
    assert right.columns[0].index == 3 + gap


def test_one_table_with_an_unheaded_column_stays_one() -> None:
    content = sheet(["编号", "单位", None, "问题", "金额"], [1, "甲局", "略", "违规", 2])
    (table,) = read(content, "台账.xlsx", known=KNOWN)
    assert [column.index for column in table.columns] == [0, 1, 3, 4]


def test_a_row_of_facts_above_is_not_taken_for_the_headings() -> None:
    content = sheet(["填报单位：某局", "填报人：某某", "2018年"], HEADINGS, [1, "甲局", "违规", 2])
    (table,) = read(content, "台账.xlsx", known=KNOWN)
    assert [column.text for column in table.columns] == HEADINGS


@pytest.mark.parametrize(
    ("label", "sheet_name", "place"),
    [
        ("台账", "台账", Place()),
        ("台账 ▸ 40", "台账", Place(40)),
        ("台账 ▸ J", "台账", Place(0, 9)),
        ("台账 ▸ AA40", "台账", Place(40, 26)),
        ("台账 ▸ 某", "台账 ▸ 某", Place()),
    ],
)
def test_a_label_says_its_place(label: str, sheet_name: str, place: Place) -> None:
    assert placed(label) == (sheet_name, place)
    assert place.label(sheet_name) == label


def hiding(book: Workbook, page: Worksheet) -> None:
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, [1, "甲局", "违规", 2])
    page.write_row(2, 0, [2, "乙局", "违规", 3])
    page.set_row(2, None, None, {"hidden": True})
    page.set_column(3, 3, None, None, {"hidden": True})
    page.set_column(8, 16_383, None, None, {"hidden": True})


def test_what_is_hidden_is_read_and_told() -> None:
    (table,) = read(workbook(hiding), "台账.xlsx", known=KNOWN)
    assert [number for number, _cells in table.rows] == [2, 3]
    assert table.hidden_rows == {3}
    assert table.hidden_columns == {3}


def test_what_is_hidden_is_told_however_the_xml_is_written() -> None:
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'.format
    xml = (
        '\n<cols><col min="2" max="2" hidden="true"/></cols><sheetData>'
        f"<row r='1'>{cell('A1', '单位')}{cell('B1', '问题')}</row>"
        f"<row r='2' hidden='1'>{cell('A2', '甲局')}{cell('B2', '违规')}</row></sheetData>"
    )
    (table,) = read(with_sheet_xml(xml), "台账.xlsx", known=KNOWN)
    assert (table.hidden_rows, table.hidden_columns) == (frozenset({2}), frozenset({1}))

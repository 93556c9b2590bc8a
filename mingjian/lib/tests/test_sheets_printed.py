"""The printed workbook: read back by two readers cell by cell, whatever the texts hold, in bounded pieces."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mingjian.lib.sheets import printed
from mingjian.lib.sheets.printed import Printed, stream_xlsx
from mingjian.lib.sheets.write import LONGEST_TEXT, Column

COLUMNS = [
    Column("问题编号", 18),
    Column("金额（元）", 16, "amount"),
    Column("发现日期", 12, "date"),
    Column("描述", 50),
]
PAGE = Printed(
    title="问题台账",
    lines=["筛选条件：全部", "导出编号：导〔2026〕12号"],
    after=["填表人：", "虚构演示数据"],
    identifier="导〔2026〕12号",
    creator="甲 & 乙",
    page_footer="A&B 导〔2026〕12号",
    sheet="问题/台账",
    created=datetime(2026, 11, 24, 6, 0, tzinfo=UTC),
)
ROWS: list[list[object]] = [
    ["底稿001", Decimal("1234567.50"), date(2018, 3, 4), "=1+1"],
    ["底稿002", None, "2018-03", "一行\r\n二行 <b>&amp;</b>"],
    ["底稿003", 7, date(1899, 1, 1), ""],
]


def written(rows: list[list[object]], columns: list[Column] = COLUMNS) -> bytes:
    return b"".join(stream_xlsx(PAGE, columns, rows))


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_two_readers_find_the_same_rows_below_title_lines_and_headings() -> None:
    content = written(ROWS)
    page = opened(content).active
    by_one = [[cell.value for cell in row] for row in page.iter_rows(min_row=1, max_row=7)]
    assert [row[0] for row in by_one[:4]] == ["问题台账", *PAGE.lines, "问题编号"]
    assert by_one[4] == ["底稿001", 1234567.5, datetime(2018, 3, 4), "=1+1"]  # noqa: DTZ001  # a sheet knows no zone
    assert by_one[5] == ["底稿002", None, "2018-03", "一行\n二行 <b>&amp;</b>"]
    assert by_one[6] == ["底稿003", 7, "1899-01-01", None]
    by_other = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert by_other[4] == ["底稿001", 1234567.5, date(2018, 3, 4), "=1+1"]
    assert by_other[-2][0] == "填表人："


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    page = opened(written(ROWS)).active
    assert page["D5"].data_type == "s"
    assert page["B5"].number_format == "#,##0.00"
    assert page["C5"].number_format == r"yyyy\-mm\-dd"


def test_it_prints_as_the_office_files_it() -> None:
    book = opened(written(ROWS))
    page = book.active
    assert page.title == "问题_台账"
    assert page.freeze_panes == "B5"
    assert page.print_title_rows == "$4:$4"
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert page.auto_filter.ref == "A4:D7"
    assert "A1:D1" in {str(each) for each in page.merged_cells.ranges}
    assert page.column_dimensions["D"].width == 50
    assert "导〔2026〕12号" in page.oddFooter.left.text
    assert (book.properties.identifier, book.properties.creator) == ("导〔2026〕12号", "甲 & 乙")


def test_every_part_is_well_formed_and_every_relation_leads_somewhere() -> None:
    with zipfile.ZipFile(io.BytesIO(written(ROWS))) as book:
        assert book.testzip() is None
        names = set(book.namelist())
        for name in names:
            ET.fromstring(book.read(name))  # noqa: S314  # our own file
        targets = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # likewise
        assert {f"xl/{each.attrib['Target']}" for each in targets} <= names


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_text_comes_back_as_far_as_xml_can_hold_it(texts: list[str]) -> None:
    [row] = opened(written([list(texts)], [Column(f"列{at}") for at in range(len(texts))])).active.iter_rows(
        min_row=5, max_row=5, values_only=True
    )
    assert [value or "" for value in row] == [kept(text) for text in texts]


def kept(text: str) -> str:
    """What XML allows of a text, with Excel's one kind of line end."""
    allowed = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        each
        for each in allowed
        if each in "\t\n" or (each >= " " and each not in "\ufffe\uffff" and not "\ud800" <= each <= "\udfff")
    )


def test_an_escape_of_excel_s_stays_the_text_it_is() -> None:
    content = written([["_x0041_", None, None, "a_x000D_b"]])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "_x005F_x0041_" in sheet
    assert "a_x005F_x000D_b" in sheet


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(opened(written([["x" * 40_000, None, None, ""]])).active["A5"].value) == LONGEST_TEXT


def test_rows_are_taken_as_pieces_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "PIECE", 1)
    taken: list[int] = []

    def rows() -> Iterator[list[object]]:
        for at in range(20_000):
            taken.append(at)
            yield [f"底稿{at}", at, date(2018, 1, 1), f"{at}" * 20]

    pieces = stream_xlsx(PAGE, COLUMNS, rows())
    next(pieces)
    assert len(taken) < 20_000
    assert sum(len(piece) for piece in pieces) > 0
    assert len(taken) == 20_000


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "MOST_ROWS", 2)
    with pytest.raises(ValueError, match="too long"):
        written(ROWS)

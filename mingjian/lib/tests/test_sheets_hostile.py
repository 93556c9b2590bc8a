"""Files made to do harm, and old ones: entities, links to other files, too wide, swollen styles, passwords, .xls."""

import time
import zipfile
from datetime import date

import pytest

from mingjian.lib.sheets import Refused, inspect, read
from mingjian.lib.sheets.write import Column, csv_lines, write_xlsx
from mingjian.lib.tests.old_workbooks import encrypted_workbook, old_workbook
from mingjian.lib.tests.workbooks import repacked, simple_workbook, with_sheet_xml

LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'


def refusal(contents: bytes, name: str = "台账.xlsx") -> str:
    with pytest.raises(Refused) as refused:
        read(contents, name)
    assert name in refused.value.template % refused.value.params
    return refused.value.code


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_is_parsed(part: str, coding: str) -> None:
    def change(name: str, body: bytes) -> bytes:
        if name != part:
            return body
        text = body.decode().partition("?>")[2]
        return (BOMB.replace('"1.0"', f'"1.0" encoding="{coding}"') + text).encode(coding)

    start = time.monotonic()
    assert refusal(repacked(simple_workbook(), change)) == "damaged"
    assert time.monotonic() - start < 5


def test_an_entity_across_two_pieces_is_seen() -> None:
    def change(name: str, body: bytes) -> bytes:
        text = body.decode().partition("?>")[2]
        return (f"<!--{'x' * ((1 << 20) - 9)}-->{BOMB.partition('?>')[2]}{text}").encode() if "styles" in name else body

    assert refusal(repacked(simple_workbook(), change)) == "damaged"


def test_links_to_other_files_are_told_and_never_followed() -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    contents = repacked(simple_workbook(), lambda _name, body: body, {"xl/externalLinks/externalLink1.xml": link})
    (table,) = read(contents, "台账.xlsx")
    assert table.external
    assert [cells for _number, cells in table.rows] == [["银行", "违规"]]


def test_a_sheet_of_all_columns_is_refused() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    assert refusal(with_sheet_xml(f"<sheetData>{cells}</sheetData>")) == "too_many_columns"


def test_swollen_styles_are_refused() -> None:
    def change(name: str, body: bytes) -> bytes:
        return body.replace(b"</styleSheet>", b"<x/>" * 5_000_000 + b"</styleSheet>") if "styles" in name else body

    assert refusal(repacked(simple_workbook(), change)) == "zip_bomb"


def test_many_styles_are_no_reason_to_refuse() -> None:
    style = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'

    def change(name: str, body: bytes) -> bytes:
        return body.replace(b"</cellXfs>", style * 64_000 + b"</cellXfs>") if "styles" in name else body

    (table,) = read(repacked(simple_workbook(), change), "台账.xlsx")
    assert [cells for _number, cells in table.rows] == [["银行", "违规"]]


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xls", "台账.csv"])
def test_a_password_and_another_document_are_told_by_what_they_are(name: str) -> None:
    assert refusal(encrypted_workbook(), name) == "encrypted"
    assert refusal(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", name) == "other_office"


def test_an_old_workbook_is_read_with_texts_numbers_and_days() -> None:
    content = old_workbook(
        [
            ["问题台账"],
            ["编号", "单位", "金额（万元）", "日期"],
            ["底稿1", "某县水务局", 12.5, (43223,)],
            ["底稿2", None, 3],
        ]
    )
    assert inspect(content, "台账.xls").kind == "xls"
    (table,) = read(content, "台账.xls")
    assert [column.text for column in table.columns] == ["编号", "单位", "金额（万元）", "日期"]
    assert [cells for _number, cells in table.rows] == [
        ["底稿1", "某县水务局", 12.5, date(2018, 5, 3)], ["底稿2", None, 3, None],
    ]  # fmt: skip


@pytest.mark.parametrize("cut", [600, 1100, 2000, 4000])
def test_a_torn_old_workbook_is_refused(cut: int) -> None:
    content = old_workbook([["编号", "单位"], *[[f"底稿{at}", "某县水务局"] for at in range(60)]])
    assert refusal(content[:cut], "台账.xls") in {"damaged", "other_office", "no_table"}


COMMANDS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.invalid")', "=DDE(1,2,3)"]


def test_what_people_wrote_is_no_formula_in_any_file_given_out(tmp_path: object) -> None:
    lines = list(csv_lines([Column("问题")], [[command] for command in COMMANDS]))[1:]
    assert all(line.lstrip('"').startswith("'") for line in lines)
    path = f"{tmp_path}/out.xlsx"
    write_xlsx(path, "", [Column("问题")], [[command] for command in COMMANDS])
    with zipfile.ZipFile(path) as book:
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist())

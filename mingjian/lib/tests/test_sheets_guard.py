"""Hostile and mistaken files are refused before anything parses them."""

import io
import zipfile
from pathlib import Path

import pytest

from mingjian.lib.sheets import Limits, Refused, inspect, read
from mingjian.lib.tests.workbooks import repacked, simple_workbook, with_sheet_xml, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(contents: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as caught:
        inspect(contents, "台账.xlsx", limits or Limits())
    assert "台账.xlsx" in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 program", "program"),
        (b"\x7fELF", "program"),
        (b"<!DOCTYPE html><html><table></table></html>", "web_page"),
        (b"\xef\xbb\xbf \n<HTML xmlns:x='urn'>", "web_page"),
        (b"<?xml version='1.0'?><Workbook/>", "other_office"),
        (b"%PDF-1.7", "other_office"),
        (b"Rar!\x1a", "archive"),
        (b"\x89PNG\r\n", "not_a_table"),
        (b"a,b\x00\x01\x02", "not_a_table"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "other_office"),
        (OLE + "Workbook_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (b"PK\x03\x04 nothing", "damaged"),
    ],
)
def test_what_a_file_is_is_read_from_its_contents(contents: bytes, code: str) -> None:
    assert refusal(contents) == code


def test_a_proper_workbook_passes() -> None:
    inspection = inspect(simple_workbook(), "台账.xlsx")
    assert inspection.kind == "xlsx"
    assert not inspection.flags


def test_a_file_on_disk_passes(tmp_path: Path) -> None:
    path = tmp_path / "台账.bin"
    path.write_bytes(simple_workbook())
    assert inspect(path, "台账.bin").kind == "xlsx"


def test_macros_are_refused() -> None:
    assert refusal(repacked(simple_workbook(), lambda _, body: body, {"xl/vbaProject.bin": b"x"})) == "macros"
    marked = repacked(
        simple_workbook(),
        lambda name, body: (
            body.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml") if name == "[Content_Types].xml" else body
        ),
    )
    assert refusal(marked) == "macros"


def test_links_and_objects_are_flagged() -> None:
    parts = {"xl/externalLinks/externalLink1.xml": b"<a/>", "xl/embeddings/oleObject1.bin": b"x"}
    flags = inspect(repacked(simple_workbook(), lambda _, body: body, parts), "台账.xlsx").flags
    assert flags == {"external_links", "embedded_objects"}


def test_a_document_or_plain_archive_is_refused() -> None:
    dropped = repacked(simple_workbook(), lambda name, body: None if "workbook.xml" in name else body)
    assert refusal(dropped) == "other_office"
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refusal(plain.getvalue()) == "archive"


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    bomb = repacked(simple_workbook(), lambda _, body: body, {"xl/media/a.xml": b" " * 20_000_000})
    assert refusal(bomb) == "zip_bomb"
    assert refusal(simple_workbook(), Limits(unpacked_bytes=1000)) == "zip_bomb"
    assert refusal(simple_workbook(), Limits(entries=3)) == "zip_bomb"


def test_a_declared_size_is_not_believed() -> None:
    contents = bytearray(repacked(simple_workbook(), lambda _, body: body, {"xl/media/a.xml": b" " * 5_000_000}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = contents.rfind(signature)
        contents[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(contents)) == "damaged"


def test_a_file_too_large_is_refused() -> None:
    assert refusal(b"a,b\n" * 100, Limits(file_bytes=100)) == "file_too_large"


ROWS = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 9))


@pytest.mark.parametrize(
    ("sheet_data", "code"),
    [
        (f"<dimension ref='A1'/><sheetData>{ROWS}</sheetData>", "too_many_rows"),
        ('<sheetData><row r="9"/></sheetData>', "too_many_rows"),
        ('<sheetData><row r="1"><c r="A1048576"><v>1</v></c></row></sheetData>', "too_many_rows"),
        ("<sheetData><row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData>", "too_many_rows"),
        ('<sheetData>\n<row spans="1:1" r="2000000"/></sheetData>', "too_many_rows"),
        ("<sheetData>" + "<row><c><v>1</v></c></row>" * 9 + "</sheetData>", "too_many_rows"),
        ('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>', "too_many_columns"),
        ("<sheetData><row><c r='XFD1'><v>1</v></c></row></sheetData>", "too_many_columns"),
        ('<sheetData><row r="1"><c s="1" r="XFD1"><v>1</v></c></row></sheetData>', "too_many_columns"),
        ('<sheetData><row r="1"><c r="XF&#68;1"><v>1</v></c></row></sheetData>', "too_many_columns"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><sheetData/>', "damaged"),
    ],
)
def test_a_sheet_that_reaches_too_far_is_refused(sheet_data: str, code: str) -> None:
    assert refusal(with_sheet_xml(sheet_data), Limits(rows=7, columns=100)) == code


def test_prefixed_xml_is_measured_too() -> None:
    prefixed = with_sheet_xml('<x:sheetData><x:row r="1048576"/></x:sheetData>', "x:worksheet", "xmlns:x")
    assert refusal(prefixed) == "too_many_rows"
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    mixed = with_sheet_xml(f'<sheetData xmlns:y="{namespace}"><y:row r="1048576"/></sheetData>')
    assert refusal(mixed) == "too_many_rows"


def test_two_million_empty_rows_are_refused() -> None:
    rows = "".join(f'<row r="{row}"/>' for row in range(1, 2_000_000, 7))
    assert refusal(with_sheet_xml(f"<sheetData>{rows}</sheetData>")) in {"too_many_rows", "zip_bomb"}


def test_too_many_cells_are_refused() -> None:
    assert refusal(simple_workbook(), Limits(cells=10)) == "too_many_cells"


def test_error_cells_are_found() -> None:
    contents = workbook(
        lambda _, page: [
            page.write_row(0, 0, ["单位", "金额"]),
            page.write_string(1, 0, "银行"),
            page.write_formula(1, 1, "=1/0", None, "#DIV/0!"),
            page.write_string(2, 0, "带\n换行"),
            page.write_formula(2, 1, "=NA()", None, "#N/A"),
        ]
    )
    (table,) = read(contents, "台账.xlsx")
    assert [[str(cell) for cell in cells] for _, cells in table.rows] == [["银行", "#DIV/0!"], ["带\n换行", "#N/A"]]
    (extent,) = inspect(repacked(contents, lambda _, body: body.replace(b"<row ", b"<row\t")), "a").extents.values()
    assert extent.errors == {(2, 2): "#DIV/0!", (3, 2): "#N/A"}


def test_a_broken_sheet_is_refused_when_it_is_read() -> None:
    with pytest.raises(Refused) as caught:
        read(with_sheet_xml("<sheetData><row"), "台账.xlsx")
    assert caught.value.code in {"damaged", "no_table"}

"""Files as people send them, and hostile ones: each read right or refused with a clear sentence, nothing written."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from mingjian.findings.models import Finding
from mingjian.findings.tests.sheets import HEADINGS, committed, reasons, row, staged, workbook
from mingjian.ledgers.models import Batch, Upload
from mingjian.ledgers.rejected import write_file
from mingjian.lib.errors import Invalid
from mingjian.people.tests.ground import People


def text(*rows: list[object], newline: str = "\r\n", between: str = ",") -> str:
    lines = [HEADINGS, *([("" if cell is None else str(cell).replace("\n", "；")) for cell in each] for each in rows)]
    return newline.join(between.join(map(str, line)) for line in lines)


@pytest.mark.parametrize(
    "content",
    [
        text(row()).encode("utf-8-sig"),
        text(row()).encode("gb18030"),
        text(row(), newline="\r").encode(),
        text(row(), between="\t").encode(),
        text(row(发现时间="\t2018-05-03")).encode(),
    ],
    ids=["mark", "gbk", "returns", "tabs", "leading tab"],
)
def test_text_files_in_every_coding(people: People, content: bytes) -> None:
    batch = staged(people, content, "台账.csv")
    assert batch.counts["new"] == 1, reasons(batch)


def test_titles_merged_headings_formulas_and_another_order(people: People) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.append(["某县巡察问题台账"])
    page.merge_cells("A1:H1")
    page.append(["单位", "问题", "问题", "涉及金额（万元）", "日期", "分类", "编号", "整改状态"])
    page.append([None, "问题描述", "具体表现", None, None, None, None, None])
    page.merge_cells("B2:C2")
    for column in "ADEFGH":
        page.merge_cells(f"{column}2:{column}3")
    page.append(["云岭县水务局", "违规接待", "3次", 1.5, 43223, "全面从严治党", "甲1", "未整改"])
    content = io.BytesIO()
    book.save(content)
    committed(people, content.getvalue())
    finding = Finding.objects.get()
    assert (finding.number, str(finding.amount), str(finding.found_on)) == ("甲1", "15000.00", "2018-05-03")
    assert finding.description == "违规接待"


def test_the_rejected_rows_come_back_as_the_sheet_with_reasons(people: People) -> None:
    content = workbook(row(), row(问题编号="底稿2", 发现时间="不详时间"), above=[["问题台账"]])
    batch = staged(people, content)
    target = io.BytesIO()
    assert write_file(batch, target) == 1
    page = openpyxl.load_workbook(target).active
    assert isinstance(page, Worksheet)
    cells = [[cell.value for cell in line] for line in page.iter_rows()]
    assert cells[0][0] == "问题台账"
    assert cells[1][: len(HEADINGS)] == HEADINGS
    assert cells[2][0] == "底稿2"
    assert "不详时间" in str(cells[2][len(HEADINGS)])
    assert page.cell(3, 8).comment is not None


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return target.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    target = io.BytesIO(workbook(row()))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, content)
    return target.getvalue()


def far_row() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.append(HEADINGS)
    page.cell(1_048_576, 1).value = "底稿"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (bomb(), "台账.xlsx"),
        (with_part("xl/vbaProject.bin", b"macro"), "台账.xlsx"),
        (far_row(), "台账.xlsx"),
        (b"MZ\x90\x00" + b"\x00" * 64, "台账.xlsx"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "台账.xls"),
        (b"", "台账.xlsx"),
        (b"PK\x03\x04 broken", "台账.xlsx"),
    ],
    ids=["bomb", "macros", "empty rows", "program", "web page", "empty", "damaged"],
)
def test_hostile_files_are_refused_in_a_sentence(people: People, content: bytes, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        staged(people, content, name)
    batch = Batch.objects.get()
    assert batch.stage == "refused"
    assert batch.refusal == refused.value.message
    assert name in batch.refusal
    assert not Upload.objects.exists()


def test_a_sheet_without_a_needed_column_asks_for_it(people: People) -> None:
    batch = staged(people, workbook(["底稿1", "云岭县水务局"], headings=["问题编号", "被巡察单位"]))
    assert batch.stage == "asking"
    assert batch.questions == {"description": []}

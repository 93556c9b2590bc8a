"""A clerk's sheet with mistakes: preview, the wrong rows back, mended, committed, repeated, undone."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Locator, Page, expect

from mingjian.accounts.models import User
from mingjian.findings.models import Finding
from mingjian.findings.tests.sheets import HEADINGS, row, workbook
from mingjian.orgs.models import Organisation
from tests.harness.desk import Desk
from tests.journeys.steps import sign_in

pytestmark = pytest.mark.browser

CLERK = "xian-a"
# Reading and writing are the worker's, in its own process; the page asks it every two seconds.
PATIENCE = 60_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def own_body(desk: Desk) -> str:
    """The name of a body of the clerk's own office."""
    with desk.database.django():
        office = User.objects.get(username=CLERK).office
        bodies = Organisation.objects.filter(office_paths__contains=[str(office.path)], existed__endswith=None)
        return str(bodies.order_by("pk").values_list("name", flat=True)[3])


def sheet(name: str) -> bytes:
    """Two good rows, one with a day nobody can read, one at a body that does not exist."""
    return workbook(
        row(问题编号="旅甲1", 被巡察单位=name, 发现时间="2018年3月5日", 问题描述="违规公款接待。"),
        row(问题编号="旅甲2", 被巡察单位=name, 发现时间="三月不详", 问题描述="超标准配备办公用房。"),
        row(问题编号="旅甲3", 被巡察单位="没有这个单位", 发现时间="2018-03-06", 问题描述="挪用专项资金。"),
        row(问题编号="旅甲4", 被巡察单位=name, 发现时间="2018.3.7", 问题描述="议事规则不健全。", 金额=12.5),
    )


def mended(returned: Path, name: str) -> bytes:
    """The returned sheet with its two marked cells put right, the reasons still in it."""
    book = openpyxl.load_workbook(returned)
    page = book.active
    assert isinstance(page, Worksheet)
    headings = [cell.value for cell in page[1]]
    assert headings[: len(HEADINGS)] == HEADINGS
    assert headings[len(HEADINGS) :] == ["原因", "原行号"]
    day, where = page.cell(2, HEADINGS.index("发现时间") + 1), page.cell(3, HEADINGS.index("被巡察单位") + 1)
    reasons = [page.cell(line, len(HEADINGS) + 1).value for line in (2, 3)]
    for cell, reason in zip((day, where), reasons, strict=True):
        assert cell.comment is not None
        assert cell.comment.text in str(reason)
        assert cell.fill.fgColor.rgb.endswith("FBE3D6")
    # What was right comes back unmarked.
    assert page.cell(2, 1).value == "旅甲2"
    assert page.cell(2, 1).comment is None
    day.value, where.value = "2018年3月6日", name
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def send(page: Page, content: bytes, name: str) -> None:
    page.goto("/findings/")
    page.get_by_role("link", name="导入", exact=True).click()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="读取文件").click()
    expect(fact(page, "进度")).to_have_text("待决定", timeout=PATIENCE)


def fact(page: Page, label: str) -> Locator:
    return page.locator(".key-facts div", has=page.get_by_text(label, exact=True)).locator("dd")


def counts(page: Page) -> dict[str, int]:
    """New, changed, unchanged and rejected as the preview shows them."""
    found = {}
    for label in ("新增", "有改动", "无变化", "退回"):
        place = page.locator(".key-facts div", has=page.get_by_text(label, exact=True)).locator("dd")
        found[label] = int(place.inner_text()) if place.count() else 0
    return found


def commit(page: Page, good: int) -> None:
    page.get_by_role("button", name=re.compile(rf"写入合格的 {good} 行")).click()
    expect(fact(page, "进度")).to_have_text("已提交", timeout=PATIENCE)


def stored(desk: Desk) -> dict[str, str]:
    """Number → day and amount of the rows that this journey brought."""
    with desk.database.django():
        rows = Finding.objects.filter(number__startswith="旅甲")
        return {one.number: f"{one.found_on} {one.amount}" for one in rows}


def test_a_clerk_imports_mends_repeats_and_undoes(page: Page, live_desk: Desk, tmp_path: Path) -> None:
    name = own_body(live_desk)
    sign_in(page, CLERK)
    send(page, sheet(name), "三月台账.xlsx")
    assert counts(page) == {"新增": 2, "有改动": 0, "无变化": 0, "退回": 2}
    expect(page.locator("main")).to_contain_text("没有这个单位")
    assert not stored(live_desk)
    returned = tmp_path / "returned.xlsx"
    with page.expect_download() as download:
        page.get_by_role("link", name="下载退回的行").click()
    download.value.save_as(returned)
    commit(page, 2)
    assert set(stored(live_desk)) == {"旅甲1", "旅甲4"}

    again = mended(returned, name)
    send(page, again, "三月台账-退回.xlsx")
    assert counts(page) == {"新增": 2, "有改动": 0, "无变化": 0, "退回": 0}
    commit(page, 2)
    _sees_the_rows_in_the_ledger(page)
    assert stored(live_desk)["旅甲4"] == "2018-03-07 125000.00"
    before = stored(live_desk)

    send(page, again, "三月台账-退回.xlsx")
    assert counts(page) == {"新增": 0, "有改动": 0, "无变化": 2, "退回": 0}
    expect(page.get_by_role("button", name=re.compile("写入合格的"))).to_have_count(0)
    assert stored(live_desk) == before

    _undoes_the_second_import(page)
    assert set(stored(live_desk)) == {"旅甲1", "旅甲4"}


def _sees_the_rows_in_the_ledger(page: Page) -> None:
    page.get_by_role("link", name="查看台账").click()
    page.locator(".filter-bar [name=q]").fill("超标准配备办公用房")
    page.get_by_role("button", name="筛选", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("旅甲2")
    page.goto("/search?q=超标准配备办公用房")
    expect(page.locator(".hit")).to_have_count(1)


def _undoes_the_second_import(page: Page) -> None:
    page.goto("/ledgers/findings/import")
    committed = page.locator("tbody tr", has_text="已提交").filter(has_text="三月台账-退回.xlsx")
    committed.get_by_role("link").click()
    page.locator("summary", has_text="撤销本次导入").click()
    page.get_by_label("理由").fill("台账报送有误")
    page.locator("form").get_by_role("button", name="撤销本次导入").click()
    expect(fact(page, "进度")).to_have_text("已撤销", timeout=PATIENCE)
    page.goto("/search?q=超标准配备办公用房")
    expect(page.get_by_role("heading", name="您的权限范围内没有符合的内容")).to_be_visible()


def test_a_file_that_is_no_sheet_is_refused_in_words(page: Page, live_desk: Desk) -> None:
    sign_in(page, CLERK)
    page.goto("/ledgers/findings/import")
    page.locator("input[type=file]").set_input_files(
        {"name": "台账.xlsx", "mimeType": XLSX, "buffer": b"%PDF-1.7 not a workbook"}
    )
    page.get_by_role("button", name="读取文件").click()
    expect(page.locator(".notice, .error-text, .form-errors").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name=re.compile("写入合格的"))).to_have_count(0)

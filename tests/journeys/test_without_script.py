"""The desk with JavaScript switched off: sign in, list, filter, order, page, detail, columns, import, sign out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from mingjian.findings.tests.sheets import row, workbook
from tests.harness.browser import open_page
from tests.harness.desk import Desk
from tests.journeys.steps import dossier_address, sign_in, sign_out

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(chromium: Browser, live_desk: Desk) -> Iterator[Page]:
    """A page that runs no script."""
    with open_page(chromium, live_desk.url, java_script_enabled=False) as page:
        yield page


def test_a_ledger_is_filtered_turned_and_read(plain: Page, live_desk: Desk) -> None:
    sign_in(plain, "sheng")
    plain.get_by_role("navigation", name="栏目").get_by_role("link", name="问题台账").click()
    expect(plain.locator("tbody tr")).to_have_count(50)
    _choose(plain, "severity", "3")
    plain.get_by_role("button", name="筛选", exact=True).click()
    expect(plain.locator(".chip", has_text="重大")).to_be_visible()
    shown = plain.locator("tbody tr", has_text="重大")
    expect(shown).to_have_count(plain.locator("tbody tr").count())
    first = plain.locator(".row-link").first.inner_text()
    plain.locator(".pager").get_by_role("link", name="下一页").click()
    expect(plain.locator(".row-link").first).not_to_have_text(first)
    expect(plain.locator(".chip", has_text="重大")).to_be_visible()
    plain.locator("thead").get_by_role("link", name="金额").click()
    expect(plain.locator("th[aria-sort=ascending]")).to_contain_text("金额")
    plain.locator(".row-link").first.click()
    expect(plain.locator(".key-facts")).to_contain_text("重大")
    sign_out(plain)


def _choose(plain: Page, name: str, value: str) -> None:
    """Tick a filter's value, opening the folds that it lies in."""
    box = plain.locator(f'[name={name}][value="{value}"]')
    for fold in plain.locator(".filter-bar details", has=box).all():
        fold.locator("> summary").click()
    box.check()


def test_columns_search_and_the_dossier(plain: Page, live_desk: Desk) -> None:
    sign_in(plain, "zuyuan")
    plain.locator("#search-box").fill("江砚")
    plain.locator("#search-box").press("Enter")
    plain.locator(".hit").get_by_role("link").first.click()
    expect(plain.locator("h1")).to_have_text("江砚")
    plain.goto(dossier_address(live_desk))
    plain.locator(".reading").first.locator("a.matter-title").first.click()
    expect(plain.locator("h1")).to_contain_text("2017")
    plain.goto("/findings/")
    plain.locator(".column-choice summary").click()
    plain.locator(".column-choice").get_by_label("处理建议").check()
    plain.locator(".column-choice").get_by_role("button", name="显示").click()
    expect(plain.locator("thead")).to_contain_text("处理建议")


def test_a_sheet_is_sent_and_discarded(plain: Page, live_desk: Desk) -> None:
    sign_in(plain, "xian-a")
    plain.goto("/ledgers/findings/import")
    plain.locator("input[type=file]").set_input_files(
        {"name": "一.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(row(被巡察单位="没有这个单位"))}
    )
    plain.get_by_role("button", name="读取文件").click()
    # The page does not ask by itself; a link asks again.
    again = plain.get_by_role("link", name="刷新")
    for _turn in range(60):
        if not again.count():
            break
        plain.wait_for_timeout(500)
        again.click()
    expect(plain.locator(".key-facts")).to_contain_text("退回")
    plain.get_by_role("button", name="全部不写入").click()
    expect(plain.locator(".key-facts")).to_contain_text("已放弃")

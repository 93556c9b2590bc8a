"""A ledger by keys: the box, the rows, the panel beside the list; and by mouse: order and choice of columns."""

import pytest
from playwright.sync_api import Page, expect

from tests.harness.desk import Desk
from tests.journeys.steps import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def ledger(page: Page, live_desk: Desk) -> Page:
    """The county's ledger of findings."""
    sign_in(page, "xian-a")
    page.goto("/findings/")
    expect(page.locator(".row-link").nth(2)).to_be_visible()
    return page


def test_the_box_is_reached_from_anywhere(ledger: Page) -> None:
    ledger.locator(".row-link").first.focus()
    ledger.keyboard.press("Control+k")
    expect(ledger.locator("#search-box")).to_be_focused()
    # In the box the letters are letters, not steps over rows.
    ledger.keyboard.type("jk")
    expect(ledger.locator("#search-box")).to_have_value("jk")


def test_a_row_is_reached_opened_beside_the_list_and_left_by_keys(ledger: Page) -> None:
    rows = ledger.locator(".row-link")
    number = rows.nth(2).inner_text()
    rows.first.focus()
    ledger.keyboard.press("ArrowDown")
    ledger.keyboard.press("ArrowDown")
    ledger.keyboard.press("ArrowDown")
    ledger.keyboard.press("ArrowUp")
    expect(rows.nth(2)).to_be_focused()
    ledger.keyboard.press("Enter")
    panel = ledger.locator("#row-panel")
    expect(panel.get_by_role("heading", name=number)).to_be_visible()
    expect(panel).to_be_focused()
    assert ledger.url.endswith("/findings/")
    expect(ledger.locator("tr.is-open")).to_have_count(1)
    ledger.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(rows.nth(2)).to_be_focused()
    expect(ledger.locator("tr.is-open")).to_have_count(0)


def test_the_next_row_opens_in_the_same_panel(ledger: Page) -> None:
    rows = ledger.locator(".row-link")
    for at in (0, 1):
        number = rows.nth(at).inner_text()
        rows.nth(at).click()
        expect(ledger.locator("#row-panel").get_by_role("heading", name=number)).to_be_visible()
    ledger.get_by_role("button", name="关闭").click()
    expect(rows.nth(1)).to_be_focused()


def days(ledger: Page) -> list[str]:
    """The column of days as it stands."""
    heads = ledger.locator("thead th").all_inner_texts()
    at = next(place for place, words in enumerate(heads) if "发现时间" in words)
    return [cells[at].strip() for cells in _rows(ledger)]


def _rows(ledger: Page) -> list[list[str]]:
    return [
        line.locator("th:not(.select), td:not(.select)").all_inner_texts() for line in ledger.locator("tbody tr").all()
    ]


def test_a_click_on_a_heading_sorts_both_ways(ledger: Page) -> None:
    head = ledger.locator("thead th", has_text="发现时间")
    expect(head).to_have_attribute("aria-sort", "descending")
    head.get_by_role("link").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    up = days(ledger)
    assert up == sorted(up)
    assert len(set(up)) > 1
    head.get_by_role("link").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert days(ledger) == sorted(days(ledger), reverse=True)


def test_the_chosen_columns_are_kept(ledger: Page) -> None:
    head = ledger.locator("thead")
    expect(head).not_to_contain_text("处理建议")
    ledger.locator(".column-choice summary").click()
    ledger.locator(".column-choice").get_by_label("处理建议").check()
    ledger.locator(".column-choice").get_by_label("严重程度").uncheck()
    ledger.locator(".column-choice").get_by_role("button", name="显示").click()
    for address in ("", "/people/", "/findings/?sort=number"):
        if address:
            ledger.goto(address)
    expect(head).to_contain_text("处理建议")
    expect(head).not_to_contain_text("严重程度")

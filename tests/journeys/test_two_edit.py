"""Two people have one finding's form open: the second is told, sees both versions, loses nothing, saves knowingly."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from mingjian.accounts.models import User
from mingjian.findings.models import Finding
from tests.harness.browser import open_page
from tests.harness.desk import Desk
from tests.journeys.steps import sign_in

pytestmark = pytest.mark.browser

FIRST, SECOND = "xian-a", "shi"
THEIRS, MINE, LONG = "先保存者补充的证据。", "后保存者的处理建议。", "后保存者改写的问题描述，字数较多，不能丢失。" * 20


@pytest.fixture
def other_page(chromium: Browser, live_desk: Desk) -> Iterator[Page]:
    """The second person's browser, with cookies of its own."""
    with open_page(chromium, live_desk.url) as opened:
        yield opened


def a_finding(desk: Desk) -> int:
    """One that both may edit: of the county, which lies in the city."""
    with desk.database.django():
        office = User.objects.get(username=FIRST).office_id
        return int(
            Finding.objects.filter(office_id=office, state="recorded").order_by("pk").values_list("pk", flat=True)[0]
        )


def stored(desk: Desk, pk: int) -> Finding:
    with desk.database.django():
        return Finding.objects.get(pk=pk)


def opened(page: Page, username: str, pk: int) -> None:
    sign_in(page, username)
    page.goto(f"/findings/{pk}/")
    page.get_by_role("link", name="修改").click()
    expect(page.locator("#id_description")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="保存").click()


def test_the_second_to_save_is_told_and_loses_nothing(page: Page, other_page: Page, live_desk: Desk) -> None:
    pk = a_finding(live_desk)
    opened(page, FIRST, pk)
    opened(other_page, SECOND, pk)
    page.locator("#id_evidence").fill(THEIRS)
    save(page)
    expect(page.locator(".messages")).to_contain_text("问题已保存。")

    other_page.locator("#id_suggestion").fill(MINE)
    other_page.locator("#id_description").fill(LONG)
    save(other_page)
    expect(other_page.get_by_role("heading", name="两人同时修改")).to_be_visible()
    assert stored(live_desk, pk).evidence == THEIRS
    assert stored(live_desk, pk).suggestion != MINE

    # Both versions stand side by side, and all that was typed is still in the form.
    told = other_page.locator(".notice", has_text="他人已先保存了该问题")
    expect(told.locator("tr", has=other_page.get_by_role("rowheader", name="证据摘要"))).to_contain_text(THEIRS)
    expect(told.locator("tr", has=other_page.get_by_role("rowheader", name="处理建议"))).to_contain_text(MINE)
    expect(other_page.locator("#id_suggestion")).to_have_value(MINE)
    expect(other_page.locator("#id_description")).to_have_value(LONG)

    other_page.locator("#id_evidence").fill(THEIRS)
    save(other_page)
    expect(other_page.locator(".messages")).to_contain_text("问题已保存。")
    after = stored(live_desk, pk)
    assert (after.evidence, after.suggestion, after.description) == (THEIRS, MINE, LONG)


def test_a_third_change_in_between_is_told_again(page: Page, other_page: Page, live_desk: Desk) -> None:
    """Who has read the comparison saves against that version, not against whatever comes after it."""
    pk = a_finding(live_desk)
    opened(page, FIRST, pk)
    opened(other_page, SECOND, pk)
    for words in ("第一次改动。", "第二次改动。"):
        page.goto(f"/findings/{pk}/edit")
        page.locator("#id_basis").fill(words)
        save(page)
        expect(page.locator(".messages")).to_contain_text("问题已保存。")
        other_page.locator("#id_handlers").fill("承办人甲")
        save(other_page)
        expect(other_page.locator(".notice", has_text="他人已先保存了该问题")).to_contain_text(words)
        expect(other_page.locator("#id_handlers")).to_have_value("承办人甲")
    assert stored(live_desk, pk).basis == "第二次改动。"
    assert stored(live_desk, pk).handlers != "承办人甲"

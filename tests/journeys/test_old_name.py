"""A body is found by a name it bore before: by search, in a ledger's filter, by a picker, in the coverage of a term."""

import pytest
from playwright.sync_api import Page, expect

from mingjian.demo.story import UNIVERSITY
from mingjian.orgs.models import Organisation
from mingjian.rounds.models import Target
from tests.harness.desk import Desk
from tests.journeys.steps import sign_in

pytestmark = pytest.mark.browser

OLD, NOW = "云岭示范学院", "云岭示范大学（演示）"


def round_coming(desk: Desk) -> int:
    """The round in which a team is about to enter the university."""
    with desk.database.django():
        rows = Target.objects.filter(org__code=UNIVERSITY).order_by("-on_site")
        return int(rows.values_list("team__round_id", flat=True)[0])


def test_search_and_the_ledgers_find_it(page: Page, live_desk: Desk) -> None:
    sign_in(page, "sheng")
    page.goto(f"/search?q={OLD}")
    expect(page.get_by_role("main")).to_contain_text(NOW)
    page.goto(f"/organisations/?q={OLD}")
    expect(page.locator("a.row-link", has_text=NOW)).to_be_visible()
    page.goto(f"/targets/?of_org={OLD}")
    expect(page.locator("a.row-link").first).to_have_text(NOW)
    page.goto(f"/rounds/coverage?standing=done&q={OLD}")
    expect(page.locator("a.row-link")).to_have_text(NOW)


def test_a_picker_offers_it_and_a_second_entry_is_refused_in_words(page: Page, live_desk: Desk) -> None:
    sign_in(page, "sheng")
    page.goto(f"/rounds/{round_coming(live_desk)}/targets/new")
    field = page.locator("#id_org")
    field.press_sequentially(OLD, delay=30)
    offered = page.locator("datalist option")
    expect(offered).to_have_attribute("value", f"{NOW}（{UNIVERSITY}）")
    field.fill(f"{NOW}（{UNIVERSITY}）")
    days = {"on_site_start": "2018-04-27", "on_site_end": "2018-06-27"}
    days |= {"inspected_start": "2013-01-01", "inspected_end": "2018-04-26"}
    for name, day in days.items():
        page.locator(f"#id_{name}").fill(day)
    page.locator(".form-buttons button.primary").click()
    expect(page.locator(".form-errors, .error-text").first).to_contain_text("同一轮次不得重复")
    expect(field).to_have_value(f"{NOW}（{UNIVERSITY}）")


def test_a_renaming_is_shown_before_it_is_made_and_undone_with_a_reason(page: Page, live_desk: Desk) -> None:
    with live_desk.database.django():
        body = Organisation.objects.filter(level=1, existed__upper_inf=True).exclude(code=UNIVERSITY).order_by("pk")[9]
    sign_in(page, "sheng")
    page.goto(f"/organisations/{body.pk}/rename")
    page.locator("#id_name").fill("示范新名称（演示）")
    page.locator("#id_on").fill("2018-03")
    page.locator("#id_basis").fill("机构改革方案（虚构）")
    page.get_by_role("button", name="预览变更内容").click()
    expect(page.get_by_role("main")).to_contain_text(body.name)
    page.get_by_role("button", name="确认变更").click()
    expect(page.get_by_role("heading", name="示范新名称（演示）")).to_be_visible()
    page.goto(f"/organisations/?q={body.name}")
    expect(page.locator("a.row-link", has_text="示范新名称（演示）")).to_be_visible()
    page.goto(f"/organisations/{body.pk}/")
    page.get_by_role("link", name="撤销……").first.click()
    page.locator("#id_reason").fill("录入错误")
    page.locator(".form-buttons button.primary").click()
    expect(page.get_by_role("heading", name=body.name)).to_be_visible()

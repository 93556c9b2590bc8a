"""A reader types in the one box, gets a name offered, finds, filters, and leaves no trace of others' rows."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from mingjian.search.tests.ground import document, store
from tests.cast import Offices, give, user
from tests.harness.desk import Desk

pytestmark = pytest.mark.browser


def signed_in(page: Page, desk: Desk) -> None:
    with desk.database.django():
        offices = Offices.found()
        reader = user(offices.county)
        give(reader, offices.county, "office_head")
        mine, theirs = [str(offices.county.path)], [str(offices.sibling.path)]
        store(
            document("滇池农商银行", kind="organisation", name="滇池农商银行", paths=mine),
            document("滇池水务局", kind="organisation", name="滇池水务局", paths=theirs),
            document("违规放贷", "滇池农商银行向无还款能力者放贷", kind="finding", paths=mine),
            document("反映违规放贷", "滇池农商银行", kind="lead", paths=mine),
            document("违规审批", "滇池水务局", kind="finding", paths=theirs),
        )
        client = Client()
        client.force_login(reader)
        cookie = next(iter(client.cookies.values()))
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": desk.url}])


def test_a_reader_searches(page: Page, live_desk: Desk) -> None:
    signed_in(page, live_desk)
    page.goto(f"{live_desk.url}/search")
    expect(page.get_by_role("heading", name="怎样检索")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("dianchi")
    expect(page.locator("#search-names option")).to_have_count(1)
    assert page.locator("#search-names option").get_attribute("value") == "滇池农商银行"
    page.locator("#search-box").fill("违规 滇池")
    page.keyboard.press("Enter")
    expect(page.locator(".hit")).to_have_count(2)
    expect(page.locator("mark").first).to_be_visible()
    assert "水务局" not in page.content()
    page.get_by_role("navigation", name="视图").get_by_role("link", name="线索").click()
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator(".hit.is-unverified")).to_have_count(1)

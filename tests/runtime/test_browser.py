"""The browser and the served desk work together."""

import pytest
from playwright.sync_api import Page

from tests.harness.desk import Desk


@pytest.mark.browser
def test_it_answers_a_page_of_its_own_when_nothing_is_there(page: Page) -> None:
    response = page.goto("/nothing-is-here")
    assert response is not None
    assert response.status == 404
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    assert page.locator("main").is_visible()


@pytest.mark.browser
def test_it_serves_static_files_with_a_type_and_for_ever(page: Page, live_desk: Desk) -> None:
    page.goto("/nothing-is-here")
    address = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    answer = page.request.get(f"{live_desk.url}{address}")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]

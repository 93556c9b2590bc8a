"""Every page of the desk with the story's data on it: no barrier that axe knows of by day, by night and on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from tests.harness.browser import open_page
from tests.harness.desk import Desk
from tests.journeys.places import examples
from tests.journeys.steps import sign_in
from tests.test_permissions import TABLE, patterns

pytestmark = pytest.mark.browser

DAY, PHONE, NIGHT = ("light", 1440), ("light", 390), ("dark", 1440)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# By night only the colours are others.
COLOURS = {"runOnly": ["color-contrast"]}
# Answers that nobody looks at as a page: probes, fragments, files, data.
NO_PAGES = {
    "healthz",
    "readyz",
    "search-suggest",
    "ledger-pick",
    "pick",
    "ledger-export",
    "batch-rejected",
    "batch-file",
    "ledger-template",
    "dossier-json",
    "audit-export",
    *(name for name in TABLE if name.startswith("api-")),
    "division-export",
}
PAGES = sorted(row.name for row in TABLE.values() if row.in_scope == 200 and row.name not in NO_PAGES)
# Who is tried, in this order, until one of them is shown the page.
READERS = ("sheng", "zuzhang", "xiansuo", "shengwenshu", "quanxian", "xitong", "shenji")
Cookies = dict[str, list[Any]]


@pytest.fixture(scope="module")
def cookies(chromium: Browser, live_desk: Desk) -> Cookies:
    """Reader → cookies of a session; each signs in once."""
    found: Cookies = {}
    for reader in READERS:
        with open_page(chromium, live_desk.url) as page:
            sign_in(page, reader)
            found[reader] = page.context.cookies()
    return found


@pytest.fixture(scope="module")
def rows(live_desk: Desk) -> dict[str, list[dict[str, object]]]:
    """Kind → what addresses of its pages hold, the story's own rows first."""
    return examples(live_desk)


def addresses(name: str, rows: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    """The page's addresses with the values that its pattern wants."""
    wanted = set(next(each for each in patterns() if each.name == name).pattern.regex.groupindex)
    if not wanted:
        yield reverse(name)
        return
    kind = name if name in rows else name.partition("-")[0]
    assert kind in rows, f"{name}: add an example of {kind} to tests/journeys/places.py"
    for example in rows[kind]:
        yield reverse(name, kwargs={key: example[key] for key in wanted})


def show(page: Page, name: str, cookies: Cookies, rows: dict[str, list[dict[str, object]]]) -> None:
    """Open the page as the first reader to whom it is shown."""
    context: BrowserContext = page.context
    for reader in READERS if TABLE[name].anonymous != "allowed" else ("",):
        context.clear_cookies()
        context.add_cookies(cookies.get(reader, []))
        for address in addresses(name, rows):
            answer = page.goto(address)
            if answer is not None and answer.status == 200:
                return
    raise AssertionError(f"{name} is shown to nobody of {', '.join(READERS)}")


def barriers(page: Page, scheme: str, width: int) -> list[tuple[str, list[str]]]:
    """What axe finds in these colours at this width: rule and the first elements."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(page, options=COLOURS if scheme == "dark" else RULES).response["violations"]
    return [(each["id"], [node["html"][:300] for node in each["nodes"]][:3]) for each in found]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_and_never_scrolls_sideways(
    page: Page, name: str, cookies: Cookies, rows: dict[str, list[dict[str, object]]]
) -> None:
    show(page, name, cookies, rows)
    for scheme, width in (DAY, PHONE, NIGHT):
        assert not barriers(page, scheme, width), f"{page.url} {scheme} {width}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} {width}"


@pytest.mark.parametrize("name", ["finding-list", "search"])
def test_what_is_found_and_what_is_not_has_none_either(
    page: Page, name: str, cookies: Cookies, rows: dict[str, list[dict[str, object]]]
) -> None:
    show(page, name, cookies, rows)
    for words in ("江砚", "没有这样的词"):
        page.goto(f"{reverse(name)}?q={words}")
        for scheme, width in (DAY, PHONE, NIGHT):
            assert not barriers(page, scheme, width), f"{page.url} {scheme} {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} {width}"

"""The pages in a real browser: no barrier axe knows of, no sideways scrolling, keys, panel, colours, paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, expect

from mingjian.ui.tests.browser import opened
from mingjian.ui.tests.gallery import PAGES

pytestmark = pytest.mark.browser

SHOWN = sorted(set(PAGES) - {"/detail/0"})
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", SHOWN)
def test_it_has_no_barrier_that_axe_finds(chromium: Browser, path: str, scheme: str) -> None:
    # The width changes the order of things, not the colours: one width is enough by night.
    for width in (1440, 390) if scheme == "light" else (1440,):
        with opened(chromium, path, width=width, scheme=scheme) as page:
            found = Axe().run(page, options=RULES).response["violations"]
            assert not found, [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found]


@pytest.mark.parametrize("path", SHOWN)
def test_it_never_scrolls_sideways(chromium: Browser, path: str) -> None:
    for width in (1440, 1024, 390, 320):
        with opened(chromium, path, width=width) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_ctrl_k_goes_to_the_search_box(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        page.keyboard.press("Control+k")
        expect(page.locator("#search-box")).to_be_focused()


def test_rows_are_walked_and_opened_beside_the_list_by_keys(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        page.locator(".row-link").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("k")
        expect(page.locator(".row-link").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#row-panel #record")).to_be_visible()
        assert page.url.endswith("/list")
        page.keyboard.press("Escape")
        expect(page.locator("#row-panel")).to_be_hidden()
        expect(page.locator(".row-link").first).to_be_focused()


def test_a_row_that_is_not_found_says_so_in_the_panel(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        page.locator(".row-link").nth(5).click()
        expect(page.locator("#row-panel")).to_contain_text("无法在此打开")


def test_help_opens_by_question_mark_and_its_keys_can_be_switched_off(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        page.keyboard.press("Shift+?")
        expect(page.locator("#help")).to_be_visible()
        page.locator("[data-single-keys]").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("Shift+?")
        expect(page.locator("#help")).to_be_hidden()


SELECTED = "已选 2 · 涉及金额（元） 3,112,167 (平均 1,556,083.5) · 涉及人数 3 (平均 1.5)"


def test_selected_rows_are_counted_and_added_up(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        page.locator("tbody .select input").nth(1).check()
        page.locator("tbody .select input").nth(2).check()
        expect(page.locator("[data-selection]")).to_have_text(SELECTED)
        assert page.locator("[data-select-all] input").evaluate("box => box.indeterminate")


def test_rows_are_selected_by_space_a_range_with_shift_and_the_page_by_a(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        boxes = page.locator("tbody .select input")
        page.locator(".row-link").nth(1).focus()
        page.keyboard.press("Space")
        page.keyboard.press("j")
        page.keyboard.press("Shift+Space")
        expect(page.locator("[data-selection]")).to_have_text(SELECTED)
        page.keyboard.press("Space")
        expect(page.locator("[data-selection]")).to_contain_text("已选 1")
        page.keyboard.press("a")
        assert all(box.is_checked() for box in boxes.all())
        page.locator("[data-select-all] input").uncheck()
        expect(page.locator("[data-selection]")).to_have_text("")


def test_slash_goes_to_the_filters(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.closest('.filter-bar') !== null")


def columns_of(page: Page) -> list[str]:
    return [label.strip() for label in page.locator("[data-sortable] label").all_inner_texts()]


def test_columns_change_places_by_keys_buttons_and_by_hand(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        page.locator(".column-choice summary").click()
        first, *rest = columns_of(page)
        page.locator("[data-sortable] li").nth(2).locator("input").focus()
        page.keyboard.press("Alt+ArrowUp")
        assert columns_of(page)[1] == rest[1]
        expect(page.locator("[data-sort-status]")).to_contain_text(rest[1])
        page.keyboard.press("Alt+ArrowUp")
        assert columns_of(page)[0] == first
        page.locator("[data-sortable] li").nth(1).locator("[data-move='1']").click()
        assert columns_of(page) == [first, *rest]
        page.locator("[data-sortable] li").nth(1).drag_to(page.locator("[data-sortable] li").nth(3))
        assert columns_of(page) != [first, *rest]
        assert sorted(columns_of(page)) == sorted([first, *rest])


def test_paper_takes_the_ledger_across(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).page") == "ledger"
        expect(page.locator("h1")).to_be_visible()
        for hidden in (".filters", ".pager ul", ".column-choice", ".select"):
            expect(page.locator(hidden).first).to_be_hidden()


def test_the_theme_switch_goes_round_and_stays(chromium: Browser) -> None:
    with opened(chromium, "/list") as page:
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        light = page.evaluate(ground)
        page.locator("[data-theme-switch]").click()
        page.locator("[data-theme-switch]").click()
        dark = page.evaluate(ground)
        assert dark != light
        page.reload()
        assert page.evaluate(ground) == dark


def test_unsaved_changes_are_held_back_and_sending_is_not(chromium: Browser) -> None:
    with opened(chromium, "/form") as page:
        asked: list[str] = []

        def leave(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", leave)
        page.locator("#id_name").fill("青石镇党委")
        page.goto("http://gallery.test/list")
        assert asked == ["beforeunload"]


def test_a_menu_closes_by_escape_and_gives_the_focus_back(chromium: Browser) -> None:
    with opened(chromium, "/detail/1") as page:
        page.locator("#reopen summary").click()
        expect(page.locator("#reopen-reason")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#reopen-reason")).to_be_hidden()
        expect(page.locator("#reopen summary")).to_be_focused()


def test_everything_is_a_plain_link_or_form_without_script(chromium: Browser) -> None:
    with opened(chromium, "/list", script=False) as page:
        page.locator(".row-link").first.click()
        assert page.url.endswith("/detail/0")
        page.locator("#reopen summary").click()
        expect(page.locator("#reopen-reason")).to_be_visible()


def test_paper_shows_the_record_and_not_the_frame(chromium: Browser) -> None:
    with opened(chromium, "/dossier", scheme="dark") as page:
        page.emulate_media(media="print")
        expect(page.locator(".rail")).to_be_hidden()
        expect(page.locator(".topbar")).to_be_hidden()
        expect(page.locator(".demo-banner")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"

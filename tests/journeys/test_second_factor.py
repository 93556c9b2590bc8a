"""A reader sets up the second factor, signs in by code and by recovery code, loses the phone, and is reset."""

import re
import time
from collections.abc import Iterator

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from mingjian.audit.models import Entry
from mingjian.demo.users import PASSWORD
from tests.harness.browser import open_page
from tests.harness.database import Database
from tests.harness.desk import Desk, serve
from tests.journeys.steps import dossier_address, sign_out

pytestmark = pytest.mark.browser

READER, ADMINISTRATOR = "zuyuan", "quanxian"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def live_desk(module_database: Database) -> Iterator[Desk]:
    """The province behind the second factor, as a real installation is."""
    with serve(module_database, MINGJIAN_DEMO="1", MINGJIAN_SECOND_FACTOR="required") as desk:
        yield desk


@pytest.fixture
def other_page(chromium: Browser, live_desk: Desk) -> Iterator[Page]:
    """The administrator's browser, at a phone's width and by night."""
    wide = {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}
    with open_page(chromium, live_desk.url, **wide) as opened:
        yield opened


def give_password(page: Page, username: str) -> None:
    page.goto("/sign-in")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def give_code(page: Page, code: str) -> None:
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name=re.compile("继续|启用")).click()


def code_of(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).generate_otp(int(time.time()) // 30 + steps)


def is_clean(page: Page) -> None:
    """No barrier that axe knows, and no sideways scrolling."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def is_inside(page: Page) -> None:
    expect(page.get_by_role("navigation", name="栏目")).to_be_visible()


def enrol(page: Page, address: str) -> tuple[str, list[str]]:
    """From the page that explains to the recovery codes; the secret as typed by hand, and the codes."""
    expect(page.get_by_role("heading", name="动态验证码", level=1)).to_be_visible()
    is_clean(page)
    page.goto(address)
    assert "/account/second-factor" in page.url
    page.get_by_role("button", name="开始设置").click()
    expect(page.locator("svg.qr-code")).to_be_visible()
    is_clean(page)
    page.get_by_text("无法扫码？").click()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    give_code(page, "000000")
    expect(page.locator(".error-text")).to_contain_text("不符")
    give_code(page, code_of(secret))
    codes = page.locator(".recovery-codes code").all_inner_texts()
    is_clean(page)
    page.get_by_role("link", name="已妥善保存").click()
    return secret, codes


def reset(page: Page, username: str) -> None:
    """The security administrator looks the user up and resets, with a reason."""
    page.goto("/sign-ins/")
    is_clean(page)
    page.goto(f"/sign-ins/?user={username}")
    page.locator("tbody .row-link").first.click()
    page.goto(page.locator("tbody .row-link").first.get_attribute("href") or "")
    expect(page.locator("main")).to_contain_text("已启用")
    is_clean(page)
    dialog = page.locator("#reset-factor")
    dialog.locator("summary").click()
    dialog.locator("textarea").fill("手机遗失，已当面核实")
    dialog.get_by_role("button", name="重置动态验证码").click()
    expect(page.locator(".messages")).to_contain_text("动态验证码已重置")


def test_from_the_first_code_to_the_reset(page: Page, other_page: Page, live_desk: Desk) -> None:
    dossier = dossier_address(live_desk)
    give_password(page, READER)
    secret, codes = enrol(page, dossier)
    expect(page.locator("h1")).to_contain_text("云岭示范大学")
    assert len(set(codes)) == 10
    sign_out(page)

    give_password(page, READER)
    page.goto(dossier)
    expect(page.locator("[name=code]")).to_be_visible()
    is_clean(page)
    give_code(page, code_of(secret, 1))
    expect(page.locator("h1")).to_contain_text("云岭示范大学")
    sign_out(page)

    give_password(page, READER)
    give_code(page, code_of(secret, 1))
    expect(page.locator(".error-text")).to_contain_text("已经使用过")
    give_code(page, codes[0])
    is_inside(page)
    expect(page.locator(".messages")).to_contain_text("还剩 9 个")

    give_password(other_page, ADMINISTRATOR)
    enrol(other_page, "/sign-ins/")
    reset(other_page, READER)
    page.goto("/")
    expect(page.locator("[name=password]")).to_be_visible()
    give_password(page, READER)
    other_secret, other_codes = enrol(page, dossier)
    assert other_secret != secret
    assert not set(other_codes) & set(codes)
    with live_desk.database.django():
        verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"user.confirm_factor", "user.pass_factor", "user.factor_refused", "user.reset_factor"} <= verbs

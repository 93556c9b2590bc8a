"""三员分立 in a browser: three administrators try to reach business data and each other's pages, and fail."""

import pytest
from playwright.sync_api import Page, expect

from mingjian.accounts.models import User
from mingjian.audit.models import Entry
from mingjian.demo import story
from mingjian.people.models import Person
from tests.harness.desk import Desk
from tests.journeys.steps import ask, body, dossier_address, findings_at, sign_in, sign_out

pytestmark = pytest.mark.browser

UNIVERSITY = "云岭示范大学"
NOTHING = "您的权限范围内没有符合的内容"
TITLES = {"xitong": "系统管理员", "quanxian": "安全管理员", "shenji": "审计管理员"}
OWN = {
    "xitong": ("/users/", "/users/create", "/administration/health"),
    "quanxian": ("/grants/", "/grants/give", "/grants/users/"),
    "shenji": ("/audit/", "/audit/bulk", "/audit/seals"),
}
MATTERS = (
    "/organisations/",
    "/people/",
    "/rounds/",
    "/findings/",
    "/leads/",
    "/ledgers/findings/import",
    "/ledgers/findings/export.xlsx",
)


def status(page: Page, address: str) -> int:
    return page.request.get(address, max_redirects=0).status


@pytest.mark.parametrize("name", TITLES)
def test_an_administrator_reaches_no_matter_and_no_page_of_the_others(name: str, page: Page, live_desk: Desk) -> None:
    sign_in(page, name)
    # The first page is that of their duties, and the rail leads to nothing else.
    expect(page.get_by_role("heading", name=TITLES[name], level=1)).to_be_visible()
    rail = page.get_by_role("navigation", name="栏目")
    for entry in ("单位", "人员", "轮次", "问题", "问题线索"):
        expect(rail.get_by_role("link", name=entry, exact=True)).to_have_count(0)
    for address in (*MATTERS, *_rows(live_desk)):
        assert status(page, address) == 403, address
    for other, addresses in OWN.items():
        for address in addresses:
            assert status(page, address) == (200 if other == name else 403), address
    for words in ("江砚", UNIVERSITY):
        page.goto("/search")
        ask(page, words)
        expect(page.get_by_role("heading", name=NOTHING)).to_be_visible()


def _rows(desk: Desk) -> list[str]:
    """Pages of the story's rows."""
    with desk.database.django():
        president = Person.objects.filter(name=story.PRESIDENT).order_by("pk")[0]
    finding = findings_at(desk, story.BANK)[0]
    return [
        dossier_address(desk),
        f"/findings/{finding.pk}/",
        f"/organisations/{body(desk, story.UNIVERSITY).pk}/",
        f"/people/{president.pk}/",
    ]


def test_the_security_administrator_gives_no_administrator_a_second_hand(page: Page) -> None:
    sign_in(page, "quanxian")
    for holder, words in (("shenji", "三员分立"), ("quanxian", "不得扩大本人权限")):
        page.goto("/grants/give")
        page.locator("[name=username]").fill(holder)
        page.locator("[name=office]").fill("1")
        page.locator("[name=role]").select_option("viewer")
        page.locator("[name=reason]").fill("试图兼任")
        page.locator("main").get_by_role("button", name="授权").click()
        expect(page.locator("main")).to_contain_text(words)


def test_the_system_administrator_makes_a_user_who_can_do_nothing(page: Page, live_desk: Desk) -> None:
    sign_in(page, "xitong")
    page.goto("/users/create")
    page.locator("[name=username]").fill("xinren")
    page.locator("[name=display_name]").fill("新来的干部")
    with live_desk.database.django():
        office = User.objects.get(username="xian-a").office_id
    page.locator("[name=office]").fill(str(office))
    page.locator("main").get_by_role("button", name="新建用户").click()
    expect(page.get_by_role("heading", name="新来的干部", level=1)).to_be_visible()
    with live_desk.database.django():
        made = User.objects.get(username="xinren")
        assert not made.grants.exists()
        assert not made.has_usable_password()


def test_the_audit_administrator_s_own_looking_is_on_record(page: Page, live_desk: Desk) -> None:
    sign_in(page, "shenji")
    page.goto("/audit/?user=shenji")
    expect(page.locator("tbody tr").first).to_contain_text("shenji")
    page.goto("/audit/?user=shenji&verb=audit.read")
    expect(page.locator("tbody tr").first).to_contain_text("已查询操作记录")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    assert "shenji" in taken.value.path().read_text(encoding="utf-8-sig")
    page.goto("/audit/seals")
    expect(page.locator(".notice")).to_be_visible()
    sign_out(page)
    with live_desk.database.django():
        reader = User.objects.get(username="shenji")
        verbs = set(Entry.objects.filter(actor_id=reader.pk).values_list("verb", flat=True))
    assert verbs >= {"user.sign_in", "audit.read", "audit.export", "user.sign_out"}

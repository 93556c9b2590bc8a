"""Steps that several journeys take, and where the story's rows are."""

from playwright.sync_api import Page, expect

from mingjian.demo import story
from mingjian.demo.users import PASSWORD
from mingjian.findings.models import Finding
from mingjian.orgs.models import Organisation
from tests.harness.desk import Desk


def sign_in(page: Page, username: str) -> None:
    """Through the form, as people do."""
    page.goto("/sign-in")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("navigation", name="栏目")).to_be_visible()


def sign_out(page: Page) -> None:
    """Through the menu under the user's name."""
    page.locator("summary", has=page.locator(".user-name")).click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.locator("[name=password]")).to_be_visible()


def ask(page: Page, words: str) -> None:
    """Type into the one box, reached by its key, and send."""
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="检索", exact=True, level=1)).to_be_visible()


def body(desk: Desk, code: str) -> Organisation:
    """One of the story's bodies."""
    with desk.database.django():
        found: Organisation = Organisation.objects.get(code=code)
        return found


def findings_at(desk: Desk, code: str) -> list[Finding]:
    """What is on record at one of the story's bodies."""
    with desk.database.django():
        return list(Finding.objects.filter(org__code=code).order_by("number"))


def dossier_address(desk: Desk, code: str = story.UNIVERSITY) -> str:
    """The dossier of a body for the day on which the team enters."""
    return f"/dossiers/{body(desk, code).pk}/?on={story.ENTRY[0]:%Y-%m-%d}"

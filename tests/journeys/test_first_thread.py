"""The first thread: two characters, the dossier, why he stands first, the bank's finding; to a stranger nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from mingjian.accounts.models import User
from mingjian.audit.models import Entry
from mingjian.demo import story, told
from mingjian.dossiers.weights import COUNTED_LINES
from mingjian.findings.models import Finding
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Tenure
from tests.harness.desk import Desk
from tests.journeys.steps import ask, body, dossier_address, findings_at, sign_in, sign_out

pytestmark = pytest.mark.browser

BANK, UNIVERSITY = "青澜农村信用社联合社", "云岭示范大学"


def president(desk: Desk) -> Person:
    with desk.database.django():
        found: Person = Person.objects.get(name=story.PRESIDENT, born__startswith="1962-09-01")
        return found


def status(page: Page, address: str) -> int:
    return page.request.get(address, max_redirects=0).status


def test_a_member_of_the_team_follows_the_thread_and_a_sibling_county_finds_nothing(
    page: Page, live_desk: Desk
) -> None:
    sign_in(page, "zuyuan")
    expect(page.locator(".demo-banner")).to_have_text("虚构演示数据")
    _finds_him_by_two_characters(page, president(live_desk))
    _opens_the_dossier_from_the_task(page)
    why = _stands_first_because_of_the_bank(page, live_desk)
    finding = _reads_the_finding_at_its_source(page, why)
    person = president(live_desk)
    sign_out(page)
    assert status(page, finding) == 302
    sign_in(page, "xian-b")
    _finds_nothing(page, [finding, f"/people/{person.pk}/", dossier_address(live_desk)], live_desk)


def _finds_him_by_two_characters(page: Page, person: Person) -> None:
    ask(page, "江砚")
    hit = page.locator(".hit", has=page.locator(f'a[href="/people/{person.pk}/"]'))
    expect(hit.locator("mark").first).to_have_text("江砚")
    hit.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="江砚", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text(UNIVERSITY)


def _opens_the_dossier_from_the_task(page: Page) -> None:
    page.goto("/")
    page.locator("#tasks").get_by_role("link", name=re.compile(UNIVERSITY)).click()
    expect(page.locator("h1")).to_have_text(re.compile(f"进驻前档案：{UNIVERSITY}"))
    assert page.url.endswith("?on=2018-04-27")


def _stands_first_because_of_the_bank(page: Page, desk: Desk) -> str:
    """The address of the first reason, which names the bank and the post he held there then."""
    first = page.locator(".reading").first
    expect(first.locator(".reading-head h3")).to_have_text("江砚")
    expect(first.locator(".reading-post")).to_contain_text("校长")
    reasons = first.locator(".matter", has_text=BANK)
    expect(reasons.first).to_contain_text("时任党委书记、理事长")
    # The heaviest lines are shown at first, all of them when asked for.
    page.get_by_role("link", name="展开全部").click()
    expect(first.locator(".matter-more")).to_have_count(0)
    addresses = {str(link.get_attribute("href")) for link in reasons.locator("a.matter-title").all()}
    assert {f"/findings/{one.pk}/" for one in findings_at(desk, story.BANK)} <= addresses
    assert len(findings_at(desk, story.BANK)) == told.AT_THE_BANK
    # The sum is that of its lines, leads apart; a long list cannot outweigh a grave line.
    established = first.locator(".matter:not(:has(.is-unverified))")
    points = sorted(map(int, established.locator(".matter-points").all_inner_texts()), reverse=True)
    assert sum(points[:COUNTED_LINES]) == int(first.locator(".reading-sums dd").first.inner_text())
    for line in established.all():
        terms = re.findall(r"\d+(?= \+|$)", line.locator(".terms").inner_text())
        assert sum(map(int, terms)) == int(line.locator(".matter-points").inner_text())
    return str(reasons.locator("a.matter-title").first.get_attribute("href"))


def _reads_the_finding_at_its_source(page: Page, address: str) -> str:
    page.locator(f'.reading >> nth=0 >> a.matter-title[href="{address}"]').first.click()
    expect(page.locator("h1")).to_have_text(re.compile("BANK-2017-"))
    expect(page.locator(".key-facts")).to_contain_text(BANK)
    expect(page.locator("main")).to_contain_text("发放")
    # It is read, not worked on: no step of rectification, no edit.
    expect(page.locator(".page-actions")).to_have_count(0)
    assert status(page, f"{address}edit") == 403
    return address


def _finds_nothing(page: Page, addresses: list[str], desk: Desk) -> None:
    for words in ("江砚", BANK, UNIVERSITY, "jiangyan"):
        page.goto("/search")
        with page.expect_response(re.compile("/search/suggest")) as answer:
            page.keyboard.press("Control+k")
            page.keyboard.type(words)
        assert answer.value.ok
        assert "option" not in answer.value.text()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="您的权限范围内没有符合的内容")).to_be_visible()
    for address in [*addresses, f"/organisations/{body(desk, story.BANK).pk}/"]:
        assert status(page, address) == 404
    assert status(page, dossier_address(desk).replace("/?", ".json?")) == 404


def elsewhere(desk: Desk) -> list[int]:
    """Findings of the bank's office at bodies with which nobody of the university ever had to do."""
    with desk.database.django():
        entered = Organisation.objects.filter(code__in=[story.UNIVERSITY, story.COLLEGE, story.HOSPITAL, story.PRESS])
        people = Tenure.objects.filter(org__in=entered).values("person")
        theirs = Tenure.objects.filter(person__in=people).values("org")
        office = Finding.objects.filter(org__code=story.BANK).values("office")[:1]
        others = Finding.objects.filter(office=office).exclude(org__in=theirs).exclude(org__in=entered)
        return list(others.order_by("pk").values_list("pk", flat=True)[:20])


def test_nothing_else_of_that_office_is_reachable_for_the_team(page: Page, live_desk: Desk) -> None:
    bank = body(live_desk, story.BANK)
    told_of_bank = {one.pk for one in findings_at(live_desk, story.BANK)}
    hidden = elsewhere(live_desk)
    assert len(hidden) == 20
    sign_in(page, "zuyuan")
    assert {status(page, f"/findings/{pk}/") for pk in told_of_bank} == {200}
    assert {status(page, f"/findings/{pk}/") for pk in hidden} == {404}
    assert status(page, f"/organisations/{bank.pk}/") == 404
    assert status(page, f"/dossiers/{bank.pk}/?on=2018-04-27") == 404
    # No right that the task does not carry: the record, the rights, leads of the office, taking files in or out.
    for address in ("/audit/", "/grants/", "/ledgers/findings/import", "/ledgers/findings/export.xlsx"):
        assert status(page, address) == 403


def test_opening_and_reading_are_on_record(page: Page, live_desk: Desk) -> None:
    finding = findings_at(live_desk, story.BANK)[0]
    sign_in(page, "zuzhang")
    page.goto(dossier_address(live_desk))
    page.goto(f"/findings/{finding.pk}/")
    with live_desk.database.django():
        reader = User.objects.get(username="zuzhang")
        entries = {(one.verb, tuple(one.ids)) for one in Entry.objects.filter(actor_id=reader.pk)}
    assert ("dossier.open", (body(live_desk, story.UNIVERSITY).pk,)) in entries
    assert ("finding.read", (finding.pk,)) in entries
    sign_out(page)
    sign_in(page, "shenji")
    page.goto(f"/audit/?user=zuzhang&verb=finding.read&row={finding.pk}")
    expect(page.locator("tbody tr").first).to_contain_text("zuzhang")

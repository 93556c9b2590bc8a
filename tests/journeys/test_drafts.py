"""The connection is lost over a form, or the session ends: nothing that was typed is lost, and nobody else gets it."""

import pytest
from playwright.sync_api import Page, expect

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.findings.actions import revise_many
from mingjian.findings.models import Finding
from mingjian.findings.revisions import Revision
from tests.harness.desk import Desk
from tests.journeys.steps import sign_in, sign_out

pytestmark = pytest.mark.browser

CLERK, OTHER = "xian-a", "shi"
SESSION = "mingjian_session"
TYPED, LATER = "断线前写下的证据摘要，不能丢失。", "会话结束前写下的证据摘要。"


def a_form(desk: Desk) -> str:
    """The form of a finding that both may edit, unlike those of the other journeys."""
    with desk.database.django():
        office = User.objects.get(username=CLERK).office_id
        rows = Finding.objects.filter(office_id=office, state="recorded").order_by("-pk")
        return f"/findings/{rows.values_list('pk', flat=True)[0]}/edit"


def write(page: Page, form: str, words: str) -> None:
    """Open the form, type, and wait until it is kept."""
    page.goto(form)
    page.locator("#id_evidence").fill(words)
    page.wait_for_function("words => Object.values(sessionStorage).some(kept => kept.includes(words))", arg=words)


def test_a_lost_connection_is_told_and_saving_goes_on_afterwards(page: Page, live_desk: Desk) -> None:
    form = a_form(live_desk)
    sign_in(page, CLERK)
    write(page, form, TYPED)
    page.context.set_offline(True)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("连接已断开")).to_be_visible()
    expect(page.locator("#id_evidence")).to_have_value(TYPED)
    page.context.set_offline(False)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".messages")).to_contain_text("问题已保存。")
    page.goto(form)
    expect(page.locator("#id_evidence")).to_have_value(TYPED)
    expect(page.locator("[data-draft-back]")).to_be_hidden()


def test_a_form_left_unsaved_is_brought_back_and_can_be_discarded(page: Page, live_desk: Desk) -> None:
    form = a_form(live_desk)
    sign_in(page, CLERK)
    page.goto(form)
    page.locator("#id_suggestion").fill("离开前写下的处理建议。")
    page.wait_for_function("() => Object.keys(sessionStorage).some(key => key.startsWith('draft:'))")
    before = page.locator("#id_suggestion").evaluate("box => box.defaultValue")
    page.goto("/findings/")
    page.goto(form)
    expect(page.locator("[data-draft-back]")).to_be_visible()
    expect(page.locator("#id_suggestion")).to_have_value("离开前写下的处理建议。")
    page.get_by_role("button", name="不要了").click()
    expect(page.locator("#id_suggestion")).to_have_value(before)
    page.goto(form)
    expect(page.locator("#id_suggestion")).to_have_value(before)


def test_after_an_ended_session_the_draft_is_there_for_its_writer_alone(page: Page, live_desk: Desk) -> None:
    form = a_form(live_desk)
    sign_in(page, CLERK)
    write(page, form, LATER)
    page.context.clear_cookies(name=SESSION)
    page.get_by_role("button", name="保存").click()
    expect(page.locator("[name=password]")).to_be_visible()
    sign_in(page, OTHER)
    page.goto(form)
    expect(page.locator("#id_evidence")).not_to_have_value(LATER)
    page.context.clear_cookies(name=SESSION)
    sign_in(page, CLERK)
    page.goto(form)
    expect(page.locator("#id_evidence")).to_have_value(LATER)
    sign_out(page)
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length") == 0


def test_a_draft_brought_back_over_what_a_colleague_saved_is_found_out(page: Page, live_desk: Desk) -> None:
    form = a_form(live_desk)
    pk = int(form.split("/")[2])
    sign_in(page, CLERK)
    page.goto(form)
    page.locator("#id_suggestion").fill("同事保存之前写下的建议。")
    page.wait_for_function("() => Object.keys(sessionStorage).some(key => key.startsWith('draft:'))")
    page.goto("/findings/")
    with live_desk.database.django():
        colleague = build(User.objects.get(username=OTHER))
        row = Finding.objects.get(pk=pk)
        revise_many(rows=[Revision(pk, row.version, {"evidence": "同事先保存的证据。"})], scope=colleague)
    page.goto(form)
    expect(page.locator("#id_suggestion")).to_have_value("同事保存之前写下的建议。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="两人同时修改")).to_be_visible()
    with live_desk.database.django():
        assert Finding.objects.get(pk=pk).evidence == "同事先保存的证据。"

"""A lead's steps: numbers, deadlines with their basis, assignment, extension, revision with a reason."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingjian.accounts.actions import NewUser, create_users, grant_many
from mingjian.accounts.models import Exclusion, User
from mingjian.flow.models import Change, DeadlineRule
from mingjian.leads.actions import (
    NewLead,
    assign,
    close_unfounded,
    conclude,
    dispose,
    extend,
    hold,
    record_leads,
    record_reply,
    reopen,
    revise_lead,
)
from mingjian.leads.models import Accused, Extension, Lead
from mingjian.leads.tests.test_leads import DAY, a_lead, new_lead
from mingjian.lib.errors import Invalid, NotAllowed, Stale, WrongState
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.people.joining import AsWritten, resolve
from mingjian.people.models import Person
from mingjian.people.tests.ground import People


def colleague(people: People, name: str, role: str, office: str = "county") -> User:
    seat = Office.objects.get(pk=people.office(office))
    user = create_users(rows=[NewUser(name, name, seat.pk)], scope=people.scope)[name]
    grant_many(rows=[(user, seat, role)], since=date(2010, 1, 1), scope=people.scope)
    return user


def unnumbered(people: People, year: int = 2014, office: str = "county") -> NewLead:
    return NewLead("", people.office(office), "report", date(year, 5, 6), org_id=people.bureau.pk, summary="反映问题")


def test_numbers_count_per_office_and_year(people: People) -> None:
    rows = [unnumbered(people), unnumbered(people, 2015), unnumbered(people), unnumbered(people, office="city")]
    ids = record_leads(rows=rows, scope=people.scope)
    numbers = dict(Lead.objects.values_list("pk", "number"))
    assert [numbers[pk] for pk in ids] == [
        f"线〔{year}〕{number:05}号" for year, number in ((2014, 1), (2015, 1), (2014, 2), (2014, 1))
    ]


def test_a_number_of_a_sealed_lead_is_not_given_again(people: People) -> None:
    [first] = record_leads(rows=[unnumbered(people)], scope=people.scope)
    close_unfounded(lead=Lead.objects.get(pk=first), scope=people.scope, reason="查无实据")
    [second] = record_leads(rows=[unnumbered(people)], scope=people.scope)
    assert Lead.objects.get(pk=second).number == "线〔2014〕00002号"


def test_an_opinion_is_due_a_month_after_receipt(people: People) -> None:
    lead = a_lead(people)
    assert (lead.due_on, lead.due_code) == (date(2014, 6, 6), "lead_opinion")


def test_what_a_superior_assigned_is_due_in_three_months_and_extended_by_three(people: People) -> None:
    lead = a_lead(people, source="superior")
    assert (lead.due_on, lead.due_code) == (date(2014, 8, 6), "lead_assigned")
    dispose(lead=lead, disposal="inquiry", scope=people.scope)
    assert lead.due_on == date(2014, 8, 6)
    extend(lead=lead, approver="主要负责人", reason="案情复杂", scope=people.scope)
    assert lead.due_on == date(2014, 11, 6)
    kept = Extension.objects.get()
    assert (kept.before, kept.until, kept.approver) == (date(2014, 8, 6), date(2014, 11, 6), "主要负责人")


def test_an_extension_needs_its_reason_and_its_approval(people: People) -> None:
    lead = a_lead(people, source="superior")
    for approver, reason in (("", "案情复杂"), ("主要负责人", " ")):
        with pytest.raises(Invalid):
            extend(lead=lead, approver=approver, reason=reason, scope=people.scope)


def test_an_opinion_cannot_be_put_off_and_the_refusal_names_the_article(people: People) -> None:
    with pytest.raises(Invalid, match="第二十一条"):
        extend(lead=a_lead(people), approver="主要负责人", reason="太忙", scope=people.scope)


def test_extensions_end_where_the_rule_bounds_them(people: People) -> None:
    DeadlineRule.objects.filter(code="lead_assigned").update(extensions=1)
    lead = a_lead(people, source="superior")
    extend(lead=lead, approver="主要负责人", reason="案情复杂", scope=people.scope)
    with pytest.raises(Invalid):
        extend(lead=lead, approver="主要负责人", reason="仍复杂", scope=people.scope)


def test_a_day_set_by_hand_is_put_off_by_hand(people: People) -> None:
    lead = a_lead(people)
    dispose(lead=lead, disposal="preliminary_check", due_on=date(2014, 9, 1), scope=people.scope)
    with pytest.raises(Invalid):
        extend(lead=lead, approver="负责人", reason="复杂", until=date(2014, 8, 1), scope=people.scope)
    extend(lead=lead, approver="负责人", reason="复杂", until=date(2014, 10, 1), scope=people.scope)
    assert lead.due_on == date(2014, 10, 1)


def test_an_inquiry_is_answered_in_working_days_then_reported_on_in_a_month(people: People) -> None:
    lead = a_lead(people)
    dispose(lead=lead, disposal="inquiry", on=date(2018, 4, 27), scope=people.scope)
    assert (lead.due_on, lead.due_code) == (date(2018, 5, 21), "lead_reply")
    with pytest.raises(Invalid):
        record_reply(lead=lead, on=date(2018, 4, 26), scope=people.scope)
    record_reply(lead=lead, on=date(2018, 5, 10), scope=people.scope)
    assert (lead.due_on, lead.due_code) == (date(2018, 6, 10), "lead_report")
    with pytest.raises(Invalid):
        record_reply(lead=lead, on=date(2018, 5, 11), scope=people.scope)


def test_each_way_is_kept_and_a_fourth_is_refused(people: People) -> None:
    lead = a_lead(people)
    hold(lead=lead, scope=people.scope, reason="暂不具备核查条件")
    assert lead.due_on is None
    for disposal in ("inquiry", "inquiry", "preliminary_check"):
        dispose(lead=lead, disposal=disposal, approver="分管领导", scope=people.scope)
    with pytest.raises(Invalid):
        dispose(lead=lead, disposal="inquiry", scope=people.scope)
    kept = list(lead.handlings.order_by("position").values_list("disposal", flat=True))
    assert kept == ["hold", "inquiry", "inquiry", "preliminary_check"]


def test_closing_says_whether_anything_was_checked(people: People) -> None:
    direct, checked = a_lead(people), a_lead(people, number="线索2")
    dispose(lead=checked, disposal="preliminary_check", scope=people.scope)
    for lead in (direct, checked):
        close_unfounded(lead=lead, scope=people.scope, reason="查无实据")
    assert (direct.closing, checked.closing) == ("direct", "checked")


def test_a_concluded_lead_is_taken_up_again_with_new_evidence(people: People) -> None:
    lead = a_lead(people)
    with pytest.raises(WrongState):
        reopen(lead=lead, scope=people.scope, reason="新证据")
    dispose(lead=lead, disposal="inquiry", scope=people.scope)
    conclude(lead=lead, scope=people.scope, reason="谈话提醒", form=1)
    assert (lead.result, lead.form) == ("谈话提醒", 1)
    reopen(lead=lead, scope=people.scope, reason="新证据")
    assert (lead.state, lead.due_on) == ("under_disposal", None)


def test_it_is_given_to_who_may_read_it_and_to_nobody_else(people: People) -> None:
    lead = a_lead(people)
    reader, officer = colleague(people, "甲", "viewer"), colleague(people, "乙", "leads_officer")
    away = colleague(people, "丙", "leads_officer", "sibling")
    for user in (reader, away):
        with pytest.raises(Invalid):
            assign(lead=lead, to=user, department="一室", scope=people.scope)
    assign(lead=lead, to=officer, department="一室", scope=people.scope)
    assert (lead.assignee, lead.department) == (officer, "一室")


def test_it_is_never_given_to_whom_it_is_kept_from(people: People) -> None:
    person = people.person("张伟")
    lead = a_lead(people, person_ids=[person.pk])
    officer = colleague(people, "乙", "leads_officer")
    Exclusion.objects.create(user=officer, basis="conflict", valid=(DAY, None), person_id=person.pk)
    with pytest.raises(Invalid):
        assign(lead=lead, to=officer, department="一室", scope=people.scope)


def test_steps_take_the_right_to_edit(people: People) -> None:
    lead, reader = a_lead(people, source="superior"), people.reader("county", Right.READ_LEADS)
    with pytest.raises(NotAllowed):
        assign(lead=lead, to=None, department="一室", scope=reader)
    with pytest.raises(NotAllowed):
        extend(lead=lead, approver="负责人", reason="复杂", scope=reader)
    with pytest.raises(NotAllowed):
        dispose(lead=lead, disposal="inquiry", scope=reader)


def test_revising_keeps_what_it_was_and_why(people: People) -> None:
    lead = a_lead(people)
    given: dict[str, Any] = {
        "lead": lead,
        "values": {"summary": "反映公款吃喝"},
        "org_id": people.bureau.pk,
        "persons": [],
        "version": 1,
    }
    with pytest.raises(Invalid):
        revise_lead(**given, reason=" ", scope=people.scope)
    revise_lead(**given, reason="笔误", scope=people.scope)
    kept = Change.objects.get(kind="lead", row_id=lead.pk)
    assert (kept.before, kept.after) == ({"summary": "反映违规发放补贴"}, {"summary": "反映公款吃喝"})
    assert (kept.reason, kept.version) == ("笔误", 2)
    with pytest.raises(Stale):
        revise_lead(**given, reason="再改", scope=people.scope)


def test_who_is_no_longer_accused_leaves_the_lead_and_the_register(people: People) -> None:
    [accused] = resolve(
        [AsWritten("张伟", post="局长")], office_id=people.office("county"), scope=people.scope, alleged=True
    )
    lead = a_lead(people, person_ids=[accused], names=["张伟"], posts=["局长"])
    lead = revise_lead(
        lead=lead,
        values={},
        org_id=people.bureau.pk,
        persons=[AsWritten("李四", post="副局长", org_id=people.bureau.pk)],
        version=1,
        reason="被反映人登记有误",
        scope=people.scope,
    )
    [left] = Accused.objects.filter(lead=lead)
    assert left.name_as_written == "李四"
    assert lead.about_persons == [left.person_id]
    assert not Person.objects.visible_to(people.reader("county")).filter(pk=accused).exists()


def test_deadlines_of_a_batch_take_no_more_queries(people: People) -> None:
    def batch(size: int, name: str) -> int:
        rows = [new_lead(people, f"{name}{at}", source=("report", "superior")[at % 2]) for at in range(size)]
        with CaptureQueriesContext(connection) as counted:
            record_leads(rows=rows, scope=people.scope)
        return len(counted)

    assert batch(2, "a") == batch(120, "b")


def test_open_and_overdue_are_told_apart(people: People) -> None:
    late = a_lead(people)
    done = a_lead(people, number="线索2", state="concluded")
    assert set(Lead.objects.visible_to(people.scope).open()) == {late}
    assert set(Lead.objects.visible_to(people.scope).overdue(date(2014, 6, 7))) == {late}
    assert not Lead.objects.visible_to(people.scope).overdue(date(2014, 6, 6)).exists()
    assert done.due_on is None

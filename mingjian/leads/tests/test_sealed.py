"""Leads closed as unfounded: opened one by one by who may, with a reason; and cleared where they had stood."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.audit.models import Entry
from mingjian.leads.actions import clarify, close_unfounded, open_sealed
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.sections import of_person
from mingjian.leads.tests.test_leads import DAY, a_lead, without
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.line.models import Edge
from mingjian.offices.rights import Right
from mingjian.people.tests.ground import People, sign_in


def sealed(people: People, **values: Any) -> Lead:
    return close_unfounded(lead=a_lead(people, **values), scope=people.scope, reason="查无实据")


def test_who_may_opens_it_with_a_reason(people: People) -> None:
    lead = sealed(people)
    scope = people.reader("county", Right.OPEN_SEALED_LEADS)
    with pytest.raises(Invalid):
        open_sealed(office_id=lead.office_id, number=lead.number, reason=" ", scope=scope)
    assert open_sealed(office_id=lead.office_id, number=lead.number, reason="复核", scope=scope) == lead
    assert Entry.objects.filter(verb="lead.open_sealed").count() == 1


def test_a_look_that_found_nothing_is_recorded_too(people: People) -> None:
    scope = people.reader("county", Right.OPEN_SEALED_LEADS)
    assert open_sealed(office_id=people.office("county"), number="没有", reason="复核", scope=scope) is None
    assert Entry.objects.get(verb="lead.open_sealed").ids == []


def test_neither_the_right_to_read_leads_nor_another_office_opens_it(people: People) -> None:
    lead = sealed(people)
    for scope in (
        people.reader("county", Right.READ_LEADS, Right.EDIT_LEADS),
        people.reader("sibling", Right.OPEN_SEALED_LEADS),
    ):
        assert open_sealed(office_id=lead.office_id, number=lead.number, reason="复核", scope=scope) is None


def test_it_stays_kept_from_whom_it_was_about(people: People) -> None:
    person = people.person("张伟")
    lead = sealed(people, person_ids=[person.pk])
    scope = people.reader("county", Right.OPEN_SEALED_LEADS)
    for kept in (without(scope, persons=frozenset({person.pk})), without(scope, orgs=frozenset({people.bureau.pk}))):
        assert open_sealed(office_id=lead.office_id, number=lead.number, reason="复核", scope=kept) is None
    assert open_sealed(office_id=lead.office_id, number=lead.number, reason="复核", scope=scope) == lead


def test_a_lead_that_stands_is_not_opened_this_way(people: People) -> None:
    lead = a_lead(people)
    assert open_sealed(office_id=lead.office_id, number=lead.number, reason="复核", scope=people.scope) is None


def test_a_clarification_stands_where_the_lead_had_been(people: People) -> None:
    person = people.person("张伟")
    lead = sealed(people, person_ids=[person.pk])
    given: dict[str, Any] = {"lead": lead, "measure": "通报党组织", "text": "反映问题经核查不属实。", "decided_on": DAY}
    with pytest.raises(NotAllowed):
        clarify(**given, approver="主要负责人", scope=people.reader("county", Right.READ_LEADS))
    with pytest.raises(Invalid):
        clarify(**given, approver="", scope=people.scope)
    [pk] = clarify(**given, approver="主要负责人", scope=people.scope)
    outcome = Outcome.objects.get(pk=pk)
    assert (outcome.kind, outcome.person, outcome.lead, outcome.form) == ("clarification", person, None, None)
    assert not Edge.objects.filter(to_kind="outcome", to_id=pk).exists()
    shown = of_person(person, people.scope)
    assert shown is not None
    assert (shown["clarified"], shown["outcomes"], shown["leads"]) == ([outcome], [], [])


def test_the_page_shows_the_record_once_and_leads_on_to_the_clarification(people: People, client: Client) -> None:
    person = people.person("张伟")
    lead = sealed(people, person_ids=[person.pk])
    sign_in(people, client, "county", "office_head")
    page = reverse("lead-sealed")
    assert "反映违规发放补贴" not in client.get(page).content.decode()
    assert client.post(page, {"office": lead.office_id, "number": lead.number, "reason": ""}).status_code == 422
    answer = client.post(page, {"office": lead.office_id, "number": lead.number, "reason": "本人申请澄清"})
    assert "反映违规发放补贴" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert f'value="{answer.context["form"].initial["decided_on"].isoformat()}"' in answer.content.decode()
    form = answer.context["form"].initial | {"measure": "发函", "approver": "主要负责人", "text": "不属实"}
    assert client.post(reverse("lead-clarify"), form | {"approver": ""}).status_code == 422
    assert client.post(reverse("lead-clarify"), form).status_code == 302
    assert "经核查" in client.get(reverse("person", args=[person.pk])).content.decode()


def test_a_sibling_is_told_the_same_as_of_no_lead(people: People, client: Client) -> None:
    lead = sealed(people)
    sign_in(people, client, "sibling", "office_head")
    answers = [
        client.post(reverse("lead-sealed"), {"office": people.office("sibling"), "number": number, "reason": "复核"})
        for number in (lead.number, "没有这样的编号")
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert {str(answer.context["form"].errors["number"]) for answer in answers} == {
        str(answers[0].context["form"].errors["number"])
    }
    given = {
        "lead": lead.pk,
        "number": lead.number,
        "measure": "发函",
        "approver": "某",
        "text": "x",
        "decided_on": DAY,
    }
    assert client.post(reverse("lead-clarify"), given).status_code == 404

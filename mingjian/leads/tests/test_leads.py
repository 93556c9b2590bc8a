"""Leads: allegations, kept from their subjects, gone at once when unfounded."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingjian.leads.actions import (
    LeadChange,
    NewLead,
    NewOutcome,
    close_unfounded,
    conclude,
    dispose,
    record_leads,
    record_outcomes,
    revise_leads,
    withdraw_leads,
)
from mingjian.leads.cards import lead_cards
from mingjian.leads.grades import grade_of
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.sections import of_body, of_person
from mingjian.lib.errors import Invalid, NotAllowed, Stale, WrongState
from mingjian.line.models import Edge
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.people.joining import AsWritten, resolve
from mingjian.people.models import Person
from mingjian.people.tests.ground import People
from mingjian.search.models import Document

DAY = date(2014, 5, 6)


def new_lead(people: People, number: str = "线索1", **values: Any) -> NewLead:
    more = {"org_id": people.bureau.pk, "summary": "反映违规发放补贴", "source": "inspection", **values}
    return NewLead(number=number, office_id=people.office("county"), received_on=DAY, **more)


def a_lead(people: People, **values: Any) -> Lead:
    return Lead.objects.get(pk=record_leads(rows=[new_lead(people, **values)], scope=people.scope)[0])


def without(scope: Scope, *, orgs: frozenset[int] = frozenset(), persons: frozenset[int] = frozenset()) -> Scope:
    return Scope(scope.actor, scope.on, scope.held, not_orgs=orgs, not_persons=persons)


def test_it_takes_the_right_to_read_leads(people: People) -> None:
    lead = a_lead(people)
    assert not Lead.objects.visible_to(people.reader("county")).exists()
    assert Lead.objects.visible_to(people.reader("county", Right.READ_LEADS)).get() == lead
    assert not Lead.objects.visible_to(people.reader("sibling", Right.READ_LEADS)).exists()


def test_only_holders_of_the_right_record(people: People) -> None:
    with pytest.raises(NotAllowed):
        record_leads(rows=[new_lead(people)], scope=people.reader("county", Right.READ_LEADS))


def test_it_is_kept_from_its_body_and_its_accused(people: People) -> None:
    person = people.person("张伟")
    people.tenure(person, people.bank, "行长", "2011-02", "2016-02")
    a_lead(people, person_ids=[person.pk])
    reader = people.reader("county", Right.READ_LEADS)
    for scope in (
        without(reader, orgs=frozenset({people.bureau.pk})),
        without(reader, orgs=frozenset({people.bank.pk})),
        without(reader, persons=frozenset({person.pk})),
    ):
        assert not Lead.objects.visible_to(scope).exists()
        assert not Document.objects.visible_to(scope).filter(kind="lead").exists()


def test_a_new_post_of_the_accused_keeps_it_from_the_new_body(people: People) -> None:
    person = people.person("张伟")
    lead = a_lead(people, person_ids=[person.pk])
    reader = without(people.reader("county", Right.READ_LEADS), orgs=frozenset({people.bank.pk}))
    assert Lead.objects.visible_to(reader).get() == lead
    people.tenure(person, people.bank, "行长", "2020-01")
    assert not Lead.objects.visible_to(reader).exists()
    assert not Document.objects.visible_to(reader).filter(kind="lead").exists()


def test_unfounded_it_leaves_everything_at_once(people: People) -> None:
    [accused] = resolve(
        [AsWritten("张伟", post="局长")], office_id=people.office("county"), scope=people.scope, alleged=True
    )
    lead = a_lead(people, person_ids=[accused])
    reader = people.reader("county", Right.READ_LEADS)
    person = Person.objects.visible_to(reader).get(pk=accused)
    assert of_person(person, people.scope) is not None
    close_unfounded(lead=lead, scope=people.scope, reason="查无实据")
    assert not Lead.objects.visible_to(people.scope).exists()
    assert not Document.objects.filter(kind="lead").exists()
    assert not Document.objects.filter(kind="person", row_id=accused).exists()
    assert not Person.objects.visible_to(reader).filter(pk=accused).exists()
    assert of_person(person, people.scope) is None
    assert of_body(people.bureau, people.scope) is None
    assert lead_cards([lead.pk], people.scope) == {}
    assert Lead.objects.get(pk=lead.pk).state == "unfounded"


def test_the_accused_stays_while_another_lead_stands(people: People) -> None:
    [accused] = resolve([AsWritten("张伟")], office_id=people.office("county"), scope=people.scope, alleged=True)
    first = a_lead(people, person_ids=[accused])
    a_lead(people, number="线索2", person_ids=[accused])
    close_unfounded(lead=first, scope=people.scope, reason="查无实据")
    assert Person.objects.visible_to(people.reader("county")).filter(pk=accused).exists()


def test_closing_asks_for_a_reason(people: People) -> None:
    with pytest.raises(Invalid):
        close_unfounded(lead=a_lead(people), scope=people.scope, reason=" ")


def test_it_moves_along_its_table_only(people: People) -> None:
    lead = a_lead(people)
    with pytest.raises(WrongState):
        conclude(lead=lead, scope=people.scope, reason="已办结")
    dispose(lead=lead, disposal="inquiry", scope=people.scope)
    conclude(lead=lead, scope=people.scope, reason="已办结")
    stored = Lead.objects.get(pk=lead.pk)
    assert (stored.state, stored.disposal) == ("concluded", "inquiry")


def test_a_second_editor_is_told(people: People) -> None:
    lead = a_lead(people)
    revise_leads(changes=[LeadChange(lead.pk, 1, {"summary": "反映公款吃喝"})], scope=people.scope)
    with pytest.raises(Stale):
        revise_leads(changes=[LeadChange(lead.pk, 1, {"summary": "别的"})], scope=people.scope)
    assert Lead.objects.get(pk=lead.pk).summary == "反映公款吃喝"


def test_only_concluded_outcomes_grade(people: People) -> None:
    person = people.person("张伟")
    lead = a_lead(people, person_ids=[person.pk])
    assert grade_of([person.pk], people.scope) == {}
    outcome = NewOutcome(
        people.office("county"), "party_sanction", "党内警告", 2, person.pk, lead_id=lead.pk, decided_on=DAY
    )
    milder = NewOutcome(people.office("county"), "org_measure", "诫勉", 1, person.pk, decided_on=DAY)
    record_outcomes(rows=[outcome, milder], scope=people.scope)
    assert grade_of([person.pk], people.scope) == {person.pk: 2}
    assert grade_of([person.pk], people.reader("sibling")) == {}
    assert Edge.objects.filter(verb="concluded_by").count() == 1


def test_an_outcome_is_kept_from_the_person_it_names(people: People) -> None:
    person = people.person("张伟")
    row = NewOutcome(people.office("county"), "org_measure", "诫勉", 1, person.pk, decided_on=DAY)
    record_outcomes(rows=[row], scope=people.scope)
    reader = people.reader("county")
    assert Outcome.objects.visible_to(reader).exists()
    assert not Outcome.objects.visible_to(without(reader, persons=frozenset({person.pk}))).exists()


def test_leads_on_a_page_take_the_right(people: People) -> None:
    a_lead(people)
    assert of_body(people.bureau, people.reader("county")) is None
    shown = of_body(people.bureau, people.reader("county", Right.READ_LEADS))
    assert shown is not None
    assert len(shown["leads"]) == 1


def test_a_batch_takes_as_many_queries_as_one_row(people: People) -> None:
    person = people.person("张伟")

    def batch(size: int, name: str) -> int:
        rows = [new_lead(people, f"{name}{at}", person_ids=[person.pk]) for at in range(size)]
        with CaptureQueriesContext(connection) as counted:
            record_leads(rows=rows, scope=people.scope)
        return len(counted)

    assert batch(1, "a") == batch(150, "b")


def test_a_batch_can_be_undone(people: People) -> None:
    record_leads(rows=[new_lead(people)], scope=people.scope, batch_id=9)
    assert withdraw_leads(batch_id=9, scope=people.scope) == 1
    assert not Document.objects.filter(kind="lead").exists()


def test_a_wrong_row_stops_the_whole_batch(people: People) -> None:
    with pytest.raises(Invalid) as refused:
        record_leads(rows=[new_lead(people), new_lead(people, "线索2", source="gossip")], scope=people.scope)
    assert set(refused.value.fields) == {"1"}
    assert not Lead.objects.exists()


def test_a_grant_elsewhere_shows_nothing(people: People) -> None:
    a_lead(people)
    elsewhere = Scope(people.scope.actor, people.scope.on, (Held("999", frozenset(Right)),))
    assert not Lead.objects.visible_to(elsewhere).exists()

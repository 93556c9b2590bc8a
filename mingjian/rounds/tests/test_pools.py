"""组长库、人才库: members with their states, recusals that keep them out of teams, sheets, pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.models import Exclusion, User
from mingjian.flow.models import Move
from mingjian.ledgers.work import undo_batch
from mingjian.lib.errors import Invalid, NotAllowed, Stale, WrongState
from mingjian.people.models import Person
from mingjian.people.tests.ground import People, sign_in
from mingjian.rounds.actions import assign
from mingjian.rounds.actions.pool import declare_recusal, lift_recusal, record_members, revise_members
from mingjian.rounds.actions.pool_moves import engage, leave, readmit, suspend
from mingjian.rounds.models import PoolMember, Recusal
from mingjian.rounds.pool_ledger import POOLS
from mingjian.rounds.pool_rows import NewPoolMember
from mingjian.rounds.tests.ground import Plan
from mingjian.rounds.tests.sheets import committed, reasons, staged
from mingjian.search.models import Document

JOINED = date(2025, 3, 1)
HEADINGS = "姓名,性别,出生年月,单位,职务,熟悉领域,入库时间"


def member(people: People, name: str = "周文", **more: object) -> PoolMember:
    person = people.person(name)
    row = NewPoolMember(office_id=people.office("county"), joined_on=JOINED, person_id=person.pk, **more)  # type: ignore[arg-type]  # by name
    found: PoolMember = PoolMember.objects.get(pk=record_members(rows=[row], scope=people.scope)[0])
    return found


def linked(plan: Plan, place: PoolMember) -> User:
    """A user who is the pool member's person."""
    user = plan.user()
    Exclusion.objects.create(user=user, basis="self", person_id=place.person_id, valid=(date(2020, 1, 1), None))
    return user


def test_nobody_is_twice_in_one_pool(people: People) -> None:
    place = member(people)
    row = NewPoolMember(office_id=people.office("county"), joined_on=JOINED, person_id=place.person_id)
    with pytest.raises(Invalid):
        record_members(rows=[row], scope=people.scope)
    leader = NewPoolMember(
        office_id=people.office("county"), joined_on=JOINED, person_id=place.person_id, pool="leader"
    )
    assert len(record_members(rows=[leader], scope=people.scope)) == 1


def test_who_left_may_come_again(people: People) -> None:
    place = leave(member=member(people), scope=people.scope, reason="调离")
    assert (place.state, place.left_on) == ("left", date(2026, 11, 1))
    row = NewPoolMember(office_id=people.office("county"), joined_on=JOINED, person_id=place.person_id)
    assert len(record_members(rows=[row], scope=people.scope)) == 1
    with pytest.raises(Exception, match="rounds_pool_member_once"):
        readmit(member=place, scope=people.scope, reason="再入库")


def test_steps_that_need_a_reason_ask_for_one(people: People) -> None:
    place = engage(member=member(people), scope=people.scope)
    with pytest.raises(Invalid):
        suspend(member=place, scope=people.scope)
    suspend(member=place, scope=people.scope, reason="病假")
    with pytest.raises(WrongState):
        engage(member=place, scope=people.scope)
    assert Move.objects.filter(kind="pool_member", row_id=place.pk).count() == 2


def test_a_change_is_kept_and_the_second_is_told(people: People) -> None:
    place = member(people)
    revise_members(rows=[(place, {"post": "科长", "specialities": ["audit"]}, 1)], scope=people.scope)
    assert "审计" in Document.objects.get(kind="pool_member").body
    with pytest.raises(Stale):
        revise_members(rows=[(place, {"post": "局长"}, 1)], scope=people.scope)


def test_pools_take_the_right_over_their_office(people: People) -> None:
    with pytest.raises(NotAllowed):
        leave(member=member(people), scope=people.reader("county"), reason="x")


def test_a_declared_recusal_keeps_out_of_the_team_until_it_is_lifted(plan: Plan) -> None:
    place = member(plan.people)
    user, scope = linked(plan, place), plan.people.scope
    recusal = declare_recusal(
        member=place, org=plan.people.bureau, ground="kinship", since=JOINED, until=None, note="", scope=scope
    )
    with pytest.raises(Invalid, match="recusal"):
        assign(team=plan.team, user=user, role="team_member", scope=scope)
    with pytest.raises(Invalid):
        lift_recusal(recusal=recusal, reason="", scope=scope)
    Recusal.objects.filter(pk=recusal.pk).update(valid=(JOINED, date(2026, 2, 1)))
    assert assign(team=plan.team, user=user, role="team_member", scope=scope).user == user


def test_a_lifted_recusal_stays_on_record(people: People) -> None:
    place = member(people)
    recusal = declare_recusal(
        member=place, org=people.bureau, ground="post", since=JOINED, until=None, note="", scope=people.scope
    )
    lift_recusal(recusal=recusal, reason="已满三年", scope=people.scope)
    assert Recusal.objects.get().valid.upper == date(2026, 11, 1)
    with pytest.raises(Stale):
        lift_recusal(recusal=recusal, reason="再次", scope=people.scope)


def test_a_sheet_brings_members_with_their_persons_and_its_undo_takes_them_back(people: People) -> None:
    line = "郑一帆,女,1985.06,云岭县水务局,财务科长,财会、审计,2024.05"
    batch = committed(people, POOLS, HEADINGS, line)
    place = PoolMember.objects.get()
    assert (place.person.name, place.person.sex, place.org_id) == ("郑一帆", "female", people.bureau.pk)
    assert (place.specialities, place.joined_on) == (["finance", "audit"], date(2024, 5, 1))
    assert committed(people, POOLS, HEADINGS, line).counts["unchanged"] == 1
    undo_batch(batch.pk, people.scope, reason="误传")
    assert not PoolMember.objects.exists()
    assert not Person.objects.filter(name="郑一帆").exists()


def test_a_sheet_changes_a_place_and_not_the_person(people: People) -> None:
    line = "郑一帆,女,1985.06,云岭县水务局,{},审计,2024.05"
    committed(people, POOLS, HEADINGS, line.format("科员"))
    assert committed(people, POOLS, HEADINGS, line.format("科长")).counts["changed"] == 1
    assert PoolMember.objects.get().post == "科长"


def test_an_unknown_speciality_and_two_of_one_name_are_told(people: People) -> None:
    for born in ("1985-06", "1990-01"):
        committed(people, POOLS, HEADINGS, f"王强,男,{born},,科员{born},,2024.05")
    lines = ("李四,男,,,,养花,2024.05", "王强,男,,,,,2024.05")
    found = reasons(staged(people, POOLS, HEADINGS, *lines))
    assert [sorted(each) for each in found] == [["specialities"], ["person"]]


def test_the_pages_show_and_take_what_is_allowed(people: People, client: Client) -> None:
    sign_in(people, client, "county", "clerk")
    values = {
        "office": people.office("county"),
        "person": "吴远",
        "pool": "leader",
        "unit": "云岭县水务局（W1）",
        "post": "局长",
        "specialities": "审计",
        "joined_on": "2025-03-01",
    }
    assert client.post(reverse("pool-record"), values).status_code == 302
    place = PoolMember.objects.get()
    assert place.org_id == people.bureau.pk
    page = reverse("pool-member", args=[place.pk])
    assert "吴远" in client.get(page).content.decode()
    assert "吴远" in client.get(reverse("pool-list")).content.decode()
    assert client.post(reverse("pool-move", args=[place.pk, "engage"])).status_code == 302
    declared = {"org": "W1", "ground": "place", "since": "2025-03-01", "note": ""}
    assert client.post(reverse("recusal-declare", args=[place.pk]), declared).status_code == 302
    recusal = Recusal.objects.get()
    assert client.post(reverse("recusal-lift", args=[place.pk, recusal.pk]), {"reason": "已调离"}).status_code == 302
    revised = {"joined_on": "2025-03-01", "post": "副局长", "version": 1}
    assert client.post(reverse("pool-revise", args=[place.pk]), revised).status_code == 302
    assert client.post(reverse("pool-revise", args=[place.pk]), revised).status_code == 409
    assert (
        reverse("pool-member", args=[place.pk])
        in client.get(reverse("person", args=[place.person_id])).content.decode()
    )
    sign_in(people, client, "sibling", "clerk")
    assert client.get(page).status_code == 404

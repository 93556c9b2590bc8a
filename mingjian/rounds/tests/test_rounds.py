"""Rounds, teams and targets: recording, recusal, steps, pages."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.actions import NewConflict, NewUser, create_users, declare_conflict, link_person
from mingjian.accounts.models import Exclusion, Task, User
from mingjian.accounts.scopes import build
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.rights import Right
from mingjian.people.tests.ground import People, sign_in
from mingjian.rounds.actions import (
    NewRound,
    NewTarget,
    NewTeam,
    NewTerm,
    announce,
    assign,
    enter,
    record_rounds,
    record_targets,
    record_teams,
    record_terms,
    unassign,
)
from mingjian.rounds.models import Round, Target, Team
from mingjian.search.models import Document


@dataclass
class Inspection:
    """One round of the city's office with one team that enters the county's bureau."""

    people: People
    round: Round
    team: Team
    target: Target

    def user(self, name: str = "组员", body_id: int | None = None) -> User:
        row = NewUser(name, name, self.people.office("city"), body_id)
        return create_users(rows=[row], scope=self.people.scope)[name]


@pytest.fixture
def inspection(people: People) -> Inspection:
    office, scope = people.office("city"), people.scope
    [term] = record_terms(rows=[NewTerm(office, 5, "五届", date(2021, 1, 1), date(2028, 12, 31))], scope=scope)
    row = NewRound("r", office, term, 2026, 1, "五届第一轮巡察", "regular", date(2026, 1, 1), date(2028, 1, 1))
    round_id = record_rounds(rows=[row], scope=scope)["r"]
    team_id = record_teams(rows=[NewTeam("t", round_id, "第一巡察组")], scope=scope)["t"]
    days = (date(2026, 3, 1), date(2026, 4, 30), date(2021, 1, 1), date(2026, 2, 28))
    target_id = record_targets(rows=[NewTarget("x", team_id, people.bureau.pk, *days)], scope=scope)["x"]
    return Inspection(
        people, Round.objects.get(pk=round_id), Team.objects.get(pk=team_id), Target.objects.get(pk=target_id)
    )


def test_the_last_day_belongs_to_the_stay(inspection: Inspection) -> None:
    assert inspection.target.on_site.upper == date(2026, 5, 1)


def test_a_target_is_kept_from_its_own_body(inspection: Inspection) -> None:
    assert inspection.target.about_orgs == [inspection.people.bureau.pk]
    assert Document.objects.filter(kind="target", row_id=inspection.target.pk).exists()


def test_planning_takes_the_right(inspection: Inspection) -> None:
    with pytest.raises(NotAllowed):
        record_teams(rows=[NewTeam("t", inspection.round.pk, "二组")], scope=inspection.people.reader("city"))


def test_a_round_out_of_scope_is_as_good_as_none(inspection: Inspection) -> None:
    planner = inspection.people.reader("county", Right.PLAN_ROUNDS)
    with pytest.raises(Invalid):
        record_teams(rows=[NewTeam("t", inspection.round.pk, "二组")], scope=planner)


def test_a_member_has_the_target_while_the_task_lasts(inspection: Inspection) -> None:
    user = inspection.user()
    member = assign(team=inspection.team, user=user, role="team_member", scope=inspection.people.scope)
    scope = build(user, date(2026, 3, 2))
    assert Target.objects.visible_to(scope).get() == inspection.target
    assert inspection.people.bureau.pk in scope.task_orgs(Right.READ_FINDINGS)
    unassign(member=member, scope=inspection.people.scope, reason="工作调动")
    assert not Target.objects.visible_to(build(user, date(2026, 3, 2))).exists()


def test_whoever_belongs_to_the_body_is_recused(inspection: Inspection) -> None:
    user = inspection.user(body_id=inspection.people.bureau.pk)
    with pytest.raises(Invalid):
        assign(team=inspection.team, user=user, role="team_member", scope=inspection.people.scope)
    assert not Task.objects.exists()


def test_whoever_declared_a_conflict_is_recused(inspection: Inspection) -> None:
    user, body = inspection.user(), inspection.people.bureau.pk
    conflict = NewConflict(kind=Exclusion.Kind.INTEREST, reason="示例", since=date(2020, 1, 1), org_id=body)
    declare_conflict(user=user, conflict=conflict, scope=inspection.people.scope)
    with pytest.raises(Invalid):
        assign(team=inspection.team, user=user, role="team_leader", scope=inspection.people.scope)


def test_whoever_served_there_in_the_inspected_time_is_recused(inspection: Inspection) -> None:
    user, person = inspection.user(), inspection.people.person("张伟")
    inspection.people.tenure(person, inspection.people.bureau, "副局长", "2020-01", "2022-06")
    link_person(
        user=user,
        person_id=person.pk,
        name="张伟",
        reason="示例",
        since=date(2020, 1, 1),
        scope=inspection.people.scope,
    )
    with pytest.raises(Invalid):
        assign(team=inspection.team, user=user, role="team_member", scope=inspection.people.scope)


def test_a_role_of_an_office_does_not_come_with_a_team(inspection: Inspection) -> None:
    with pytest.raises(Invalid):
        assign(team=inspection.team, user=inspection.user(), role="office_head", scope=inspection.people.scope)


def test_a_target_moves_along_its_table(inspection: Inspection) -> None:
    scope = inspection.people.scope
    with pytest.raises(WrongState):
        enter(target=inspection.target, scope=scope)
    announce(target=inspection.target, scope=scope)
    enter(target=inspection.target, scope=scope)
    assert Target.objects.get(pk=inspection.target.pk).state == "onsite"
    assert Document.objects.get(kind="target", row_id=inspection.target.pk).state == "onsite"


def test_the_pages_show_what_is_in_scope(inspection: Inspection, client: Client) -> None:
    pages = [
        reverse("round-list"),
        reverse("round", args=[inspection.round.pk]),
        reverse("target", args=[inspection.target.pk]),
    ]
    sign_in(inspection.people, client, "city", "office_head")
    for url in pages:
        answer = client.get(url)
        assert answer.status_code == 200
        assert "五届第一轮巡察" in answer.content.decode()
    sign_in(inspection.people, client, "county", "office_head")
    assert [client.get(url).status_code for url in pages] == [200, 404, 404]
    assert "五届第一轮巡察" not in client.get(pages[0]).content.decode()


def test_steps_and_teams_work_on_the_pages(inspection: Inspection, client: Client) -> None:
    user = inspection.user()
    sign_in(inspection.people, client, "city", "office_head")
    assert client.post(reverse("target-move", args=[inspection.target.pk, "announce"])).status_code == 302
    values = {"team": inspection.team.pk, "user": user.username, "role": "team_leader"}
    assert client.post(reverse("team-assign", args=[inspection.round.pk]), values).status_code == 302
    member = inspection.team.members.get()
    assert client.post(reverse("team-unassign", args=[member.pk]), {"reason": "回避"}).status_code == 302
    assert not inspection.team.members.exists()

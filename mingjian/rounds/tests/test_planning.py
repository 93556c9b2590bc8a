"""Planning: what is recorded once, what follows from a change, what is refused in words."""

from datetime import date

import pytest

from mingjian.accounts.models import Task
from mingjian.accounts.scopes import build
from mingjian.flow.history import changes_of
from mingjian.lib.errors import Invalid, NotAllowed, Stale, WrongState
from mingjian.offices.rights import Right
from mingjian.orgs.actions import rename
from mingjian.orgs.tests.ground import day
from mingjian.rounds.actions import (
    NewRound,
    NewTeam,
    NewTerm,
    announce,
    assign,
    enter,
    record_rounds,
    record_teams,
    record_terms,
    revise_round,
    revise_target,
    revise_team,
    revise_term,
    withdraw_round,
    withdraw_target,
    withdraw_team,
)
from mingjian.rounds.models import Round, Target, Team
from mingjian.rounds.tests.ground import Plan
from mingjian.search.models import Document


def test_no_body_is_entered_twice_in_one_round(plan: Plan) -> None:
    other = plan.form("第二巡察组")
    with pytest.raises(Invalid) as refused:
        plan.enter(plan.people.bureau.pk, other.pk)
    assert "twice in one round" in refused.value.fields["k"]
    assert Target.objects.count() == 1


def test_another_round_may_enter_it_again(plan: Plan) -> None:
    days = (date(2026, 6, 1), date(2026, 9, 1))
    row = NewRound("s", plan.round.office_id, plan.term.pk, 2026, 2, "五届第二轮巡察", "look_back", *days)
    round_id = record_rounds(rows=[row], scope=plan.people.scope)["s"]
    team = record_teams(rows=[NewTeam("t", round_id, "一组")], scope=plan.people.scope)["t"]
    assert plan.enter(plan.people.bureau.pk, team).org_id == plan.people.bureau.pk


def test_a_term_a_round_and_a_team_are_recorded_once(plan: Plan) -> None:
    scope, office = plan.people.scope, plan.round.office_id
    days = (date(2026, 1, 1), date(2026, 2, 1))
    with pytest.raises(Invalid):
        record_terms(rows=[NewTerm(office, 5, "又一届", *days)], scope=scope)
    with pytest.raises(Invalid):
        record_rounds(rows=[NewRound("r", office, plan.term.pk, 2026, 1, "又一轮", "regular", *days)], scope=scope)
    with pytest.raises(Invalid):
        record_teams(rows=[NewTeam("t", plan.round.pk, plan.team.name)], scope=scope)


def test_a_body_added_later_becomes_the_members_task(plan: Plan) -> None:
    user = plan.user()
    assign(team=plan.team, user=user, role="team_member", scope=plan.people.scope)
    added = plan.enter(plan.people.bank.pk)
    assert added.pk in build(user, date(2026, 3, 2)).targets(Right.READ_FINDINGS)


def test_a_body_is_not_added_while_a_member_must_stay_out_of_it(plan: Plan) -> None:
    user = plan.user(body_id=plan.people.bank.pk)
    assign(team=plan.team, user=user, role="team_member", scope=plan.people.scope)
    with pytest.raises(Invalid, match="must stay out"):
        plan.enter(plan.people.bank.pk)
    assert not Target.objects.filter(org=plan.people.bank).exists()


def test_a_target_passes_to_another_team_with_its_tasks(plan: Plan) -> None:
    before, after, other = plan.user("甲"), plan.user("乙"), plan.form("第二巡察组")
    assign(team=plan.team, user=before, role="team_member", scope=plan.people.scope)
    assign(team=other, user=after, role="team_member", scope=plan.people.scope)
    revise_target(target=plan.target, values={"team_id": other.pk}, version=1, scope=plan.people.scope)
    on = date(2026, 3, 2)
    assert build(before, on).targets(Right.READ_FINDINGS) == ()
    assert build(after, on).targets(Right.READ_FINDINGS) == (plan.target.pk,)


def test_a_target_stays_in_its_round(plan: Plan) -> None:
    days = (date(2027, 1, 1), date(2027, 9, 1))
    row = NewRound("s", plan.round.office_id, plan.term.pk, 2027, 2, "五届第二轮巡察", "regular", *days)
    round_id = record_rounds(rows=[row], scope=plan.people.scope)["s"]
    team = record_teams(rows=[NewTeam("t", round_id, "一组")], scope=plan.people.scope)["t"]
    with pytest.raises(Invalid):
        revise_target(target=plan.target, values={"team_id": team}, version=1, scope=plan.people.scope)


def test_longer_rounds_have_longer_tasks(plan: Plan) -> None:
    user = plan.user()
    assign(team=plan.team, user=user, role="team_member", scope=plan.people.scope)
    revise_round(round_=plan.round, values={"end": date(2028, 6, 30)}, version=1, scope=plan.people.scope)
    assert Task.objects.get().valid.upper == date(2028, 7, 1)


def test_other_days_of_a_begun_inspection_ask_for_a_reason(plan: Plan) -> None:
    announce(target=plan.target, scope=plan.people.scope)
    enter(target=plan.target, scope=plan.people.scope)
    values = {"on_site_end": date(2026, 5, 15)}
    with pytest.raises(Invalid):
        revise_target(target=plan.target, values=values, version=1, scope=plan.people.scope)
    revise_target(target=plan.target, values=values, version=1, scope=plan.people.scope, reason="延长驻点")
    assert Target.objects.get().on_site.upper == date(2026, 5, 16)


def test_a_change_keeps_who_and_from_what_to_what(plan: Plan) -> None:
    values = {"counts": {"talks": 31}, "feedback_on": date(2026, 6, 1)}
    revise_target(target=plan.target, values=values, version=1, scope=plan.people.scope)
    [kept] = changes_of("target", plan.target.pk)
    assert kept.before == {"counts": {}, "feedback_on": None}
    assert kept.after == {"counts": {"talks": 31}, "feedback_on": "2026-06-01"}


def test_figures_below_nought_and_feedback_before_entry_are_refused(plan: Plan) -> None:
    for values in ({"counts": {"talks": -1}}, {"feedback_on": date(2026, 2, 1)}):
        with pytest.raises(Invalid):
            revise_target(target=plan.target, values=values, version=1, scope=plan.people.scope)


def test_who_saves_second_is_told(plan: Plan) -> None:
    scope = plan.people.scope
    revise_term(term=plan.term, values={"name": "五届县委"}, version=1, scope=scope)
    revise_team(team=plan.team, name="县委第一巡察组", version=1, scope=scope)
    with pytest.raises(Stale):
        revise_term(term=plan.term, values={"name": "五届"}, version=1, scope=scope)
    with pytest.raises(Stale):
        revise_team(team=plan.team, name="一组", version=1, scope=scope)


def test_changing_takes_the_right_to_plan(plan: Plan) -> None:
    reader = plan.people.reader("county")
    with pytest.raises(NotAllowed):
        revise_round(round_=plan.round, values={"year": 2027}, version=1, scope=reader)
    with pytest.raises(NotAllowed):
        revise_target(target=plan.target, values={"counts": {}}, version=1, scope=reader)


def test_an_inspection_is_taken_off_the_list_only_before_it_begins(plan: Plan) -> None:
    scope = plan.people.scope
    with pytest.raises(Invalid):
        withdraw_target(target=plan.target, reason=" ", scope=scope)
    announce(target=plan.target, scope=scope)
    enter(target=plan.target, scope=scope)
    with pytest.raises(WrongState):
        withdraw_target(target=plan.target, reason="计划调整", scope=scope)
    other = plan.enter(plan.people.bank.pk)
    withdraw_target(target=other, reason="计划调整", scope=scope)
    assert not Target.objects.filter(pk=other.pk).exists()
    assert not Document.objects.filter(kind="target", row_id=other.pk).exists()


def test_rounds_and_teams_go_only_when_nothing_hangs_on_them(plan: Plan) -> None:
    scope = plan.people.scope
    with pytest.raises(WrongState):
        withdraw_round(round_=plan.round, reason="误录", scope=scope)
    with pytest.raises(WrongState):
        withdraw_team(team=plan.team, reason="误录", scope=scope)
    withdraw_target(target=plan.target, reason="误录", scope=scope)
    withdraw_team(team=Team.objects.get(), reason="误录", scope=scope)
    withdraw_round(round_=Round.objects.get(), reason="误录", scope=scope)
    assert not Round.objects.exists()


def test_an_inspection_is_found_by_the_name_its_body_took_later_and_by_the_old_one(plan: Plan) -> None:
    bureau = plan.people.bureau
    rename(organisation=bureau, name="云岭县水利局", on=day("2026-05"), basis="机构改革", scope=plan.people.scope)
    text = Document.objects.get(kind="target").text
    assert "云岭县水利局" in text
    assert "云岭县水务局" in text

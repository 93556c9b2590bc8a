"""轮次成果统计 from sheets: targets new and changed, teams formed, what a sheet may not do, the undo."""

from datetime import date

from mingjian.ledgers.work import undo_batch
from mingjian.orgs.actions import rename
from mingjian.orgs.tests.ground import day
from mingjian.rounds.actions import announce, enter
from mingjian.rounds.ledger import TARGETS
from mingjian.rounds.models import Target, Team
from mingjian.rounds.target_sheets import number_of
from mingjian.rounds.tests.ground import Plan
from mingjian.rounds.tests.sheets import committed, reasons, staged

HEADINGS = "年度,轮次,巡察组,被巡察单位,进驻时间,谈话人数,问题总数"


def school(plan: Plan) -> int:
    return plan.people.ground.record(plan.people.ground.row("S1", name="云岭县一中", kind="school"))["S1"].pk


def test_the_number_of_a_round_is_read_as_it_is_written() -> None:
    assert [number_of(text) for text in ("第一轮", "十二", "3", "第二十一批")] == [1, 12, 3, 21]
    assert number_of("五届第一轮巡察") is None


def test_a_new_row_is_entered_by_a_team_that_is_formed(plan: Plan) -> None:
    body = school(plan)
    batch = committed(plan.people, TARGETS, HEADINGS, "2026,第一轮,第二巡察组,云岭县一中,2026.05-2026.06,40,12")
    found = Target.objects.get(org=body)
    assert batch.counts["new"] == 1
    assert (found.team.name, found.team.round_id) == ("第二巡察组", plan.round.pk)
    assert (found.on_site.lower, found.on_site.upper) == (date(2026, 5, 1), date(2026, 7, 1))
    assert found.counts == {"talks": 40, "findings": 12}


def test_the_same_row_again_changes_nothing_and_a_figure_only_itself(plan: Plan) -> None:
    line = f"2026,{plan.round.name},第一巡察组,云岭县水务局,,{{}},"
    assert committed(plan.people, TARGETS, HEADINGS, line.format(30)).counts["changed"] == 1
    assert committed(plan.people, TARGETS, HEADINGS, line.format(30)).counts["unchanged"] == 1
    assert Target.objects.get().counts == {"talks": 30}


def test_a_body_is_found_by_the_name_of_its_time(plan: Plan) -> None:
    bureau = plan.people.bureau
    rename(organisation=bureau, name="云岭县水利局", on=day("2026-06"), basis="改革", scope=plan.people.scope)
    line = "2026,第一轮,第一巡察组,云岭县水务局,,30,"
    assert committed(plan.people, TARGETS, HEADINGS, line).counts["changed"] == 1


def test_an_unknown_round_or_body_is_rejected_with_the_reason(plan: Plan) -> None:
    batch = staged(plan.people, TARGETS, HEADINGS, "2026,第九轮,一组,云岭县水务局,,1,", "2026,第一轮,一组,没有的局,,1,")
    assert [sorted(each) for each in reasons(batch)] == [["round"], ["org"]]


def test_the_days_of_a_begun_inspection_are_not_moved_by_a_sheet(plan: Plan) -> None:
    announce(target=plan.target, scope=plan.people.scope)
    enter(target=plan.target, scope=plan.people.scope)
    batch = staged(plan.people, TARGETS, HEADINGS, "2026,第一轮,第一巡察组,云岭县水务局,2026.03-2026.06,1,")
    assert [sorted(each) for each in reasons(batch)] == [["on_site"]]


def test_the_undo_takes_new_rows_back_and_gives_figures_back(plan: Plan) -> None:
    body = school(plan)
    lines = ("2026,第一轮,第二巡察组,云岭县一中,,40,12", "2026,第一轮,第一巡察组,云岭县水务局,,30,")
    batch = committed(plan.people, TARGETS, HEADINGS, *lines)
    undo_batch(batch.pk, plan.people.scope, reason="误传")
    assert not Target.objects.filter(org=body).exists()
    assert Target.objects.get(pk=plan.target.pk).counts == {}
    assert Team.objects.filter(name="第二巡察组").exists()

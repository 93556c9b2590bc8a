"""A sheet of a round again: new, kept, changed, taken up again, no longer listed; and names of several bodies."""

from datetime import date

import pytest

from mingjian.audit.models import Entry
from mingjian.findings.models import Finding
from mingjian.findings.tests.sheets import committed, reasons, row, staged, workbook
from mingjian.flow.models import Move
from mingjian.ledgers.models import Batch, Learned, Reading, Staged
from mingjian.ledgers.work import commit_batch, read_batch, undo_batch
from mingjian.lib.errors import Invalid
from mingjian.people.tests.ground import People
from mingjian.rounds.actions import (
    NewRound,
    NewTarget,
    NewTeam,
    NewTerm,
    record_rounds,
    record_targets,
    record_teams,
    record_terms,
)

WHY = "复核材料齐全，予以销号。"


@pytest.fixture
def target(people: People) -> int:
    """The bureau as target of a round in the middle of 2018, the office's own; its term is returned."""
    county, scope = people.office("county"), people.scope
    [term] = record_terms(rows=[NewTerm(county, 4, "四届", date(2016, 1, 1), date(2020, 12, 31))], scope=scope)
    enter(people, term, 2018, "regular")
    return term


def enter(people: People, term: int, year: int, kind: str) -> int:
    """A round of the office that enters the bureau from April to July of the year."""
    scope, held = people.scope, (date(year, 1, 1), date(year + 1, 1, 1))
    row = NewRound("r", people.office("county"), term, year, year - 2017, f"{year}年第一轮", kind, *held)
    round_id = record_rounds(rows=[row], scope=scope)["r"]
    team_id = record_teams(rows=[NewTeam("t", round_id, "第一组")], scope=scope)["t"]
    days = (date(year, 4, 1), date(year, 7, 1), date(2016, 1, 1), date(year, 3, 31))
    return record_targets(rows=[NewTarget("x", team_id, people.bureau.pk, *days)], scope=scope)["x"]


def sheet(*numbers: int, **changed: object) -> bytes:
    return workbook(*[row(问题编号=f"底稿{at}", 问题描述=f"问题{at}", **changed) for at in numbers])


def states() -> dict[str, str]:
    return dict(Finding.objects.values_list("number", "state"))


def gone(batch: Batch) -> list[str]:
    rows = Staged.objects.filter(batch=batch, status="gone").values_list("row_id", flat=True)
    return sorted(Finding.objects.filter(pk__in=list(rows)).values_list("number", flat=True))


@pytest.mark.usefixtures("target")
class TestAgain:
    def test_what_the_sheet_no_longer_lists_is_told_and_stays(self, people: People) -> None:
        committed(people, sheet(1, 2, 3))
        batch = staged(people, sheet(1, 4))
        assert batch.counts == {"new": 1, "changed": 0, "unchanged": 1, "rejected": 0, "gone": 2}
        assert gone(batch) == ["底稿2", "底稿3"]
        commit_batch(batch.pk, people.scope)
        assert set(states().values()) == {"rectifying"}

    def test_it_is_closed_when_the_clerk_says_so_and_the_undo_opens_it_again(self, people: People) -> None:
        committed(people, sheet(1, 2))
        batch = staged(people, sheet(1))
        commit_batch(batch.pk, people.scope, close_gone=True, reason=WHY)
        assert states() == {"底稿1": "rectifying", "底稿2": "closed_out"}
        closed = Finding.objects.get(number="底稿2")
        assert Move.objects.filter(kind="finding", row_id=closed.pk, to_state="closed_out", reason=WHY).exists()
        assert Entry.objects.filter(verb="finding.decide_many", ids=[closed.pk]).exists()
        undo_batch(batch.pk, people.scope)
        assert states() == {"底稿1": "rectifying", "底稿2": "rectifying"}

    def test_closing_asks_for_a_reason(self, people: People) -> None:
        committed(people, sheet(1, 2))
        batch = staged(people, sheet(1))
        with pytest.raises(Invalid) as refused:
            commit_batch(batch.pk, people.scope, close_gone=True, reason="  ")
        assert "reason" in refused.value.fields
        assert states() == {"底稿1": "rectifying", "底稿2": "rectifying"}

    def test_nothing_is_closed_while_a_row_is_rejected(self, people: People) -> None:
        committed(people, sheet(1, 2))
        batch = staged(people, workbook(row(问题描述="问题1"), row(问题编号="底稿2", 发现时间="二月三十")))
        with pytest.raises(Invalid):
            commit_batch(batch.pk, people.scope, close_gone=True, reason=WHY)
        assert states()["底稿2"] == "rectifying"

    def test_a_row_that_is_taken_up_again_asks_for_a_reason(self, people: People) -> None:
        committed(people, sheet(1, 2, 整改状态="已完成"))
        batch = staged(
            people, workbook(row(问题描述="问题1"), row(问题编号="底稿2", 问题描述="问题2", 整改状态="已完成"))
        )
        assert (batch.counts["reopened"], batch.counts["unchanged"]) == (1, 1)
        with pytest.raises(Invalid):
            commit_batch(batch.pk, people.scope)
        commit_batch(batch.pk, people.scope, reason="回头看发现反弹。")
        assert states() == {"底稿1": "rectifying", "底稿2": "done"}

    def test_what_is_struck_off_is_not_missed(self, people: People) -> None:
        committed(people, sheet(1, 2))
        commit_batch(staged(people, sheet(1)).pk, people.scope, close_gone=True, reason=WHY)
        assert "gone" not in staged(people, sheet(1)).counts


def test_a_re_inspection_shows_what_was_found_before_and_takes_it_as_new(people: People, target: int) -> None:
    committed(people, sheet(1, 2, 整改状态="已完成"))
    enter(people, target, 2019, "look_back")
    again = [row(问题编号=f"回{int(at)}", 问题描述=f" 问题{at} ", 发现时间="2019-05-06") for at in "２3"]
    batch = staged(people, workbook(*again))
    assert batch.counts == {"new": 2, "changed": 0, "unchanged": 0, "rejected": 0}
    former = Finding.objects.get(number="底稿2").pk
    assert list(Staged.objects.order_by("row_number").values_list("row_id", flat=True)) == [former, None]
    assert {"code": "again", "count": 1} in Reading.objects.get(batch=batch).remarks
    commit_batch(batch.pk, people.scope)
    assert states() == {"底稿1": "done", "底稿2": "done", "回2": "rectifying", "回3": "rectifying"}


def test_a_round_that_is_no_re_inspection_compares_with_none(people: People, target: int) -> None:
    committed(people, sheet(1))
    enter(people, target, 2019, "regular")
    batch = staged(people, workbook(row(问题编号="新1", 问题描述="问题1", 发现时间="2019-05-06")))
    assert Staged.objects.get(batch=batch).row_id is None


def test_a_sheet_of_no_round_misses_nothing(people: People) -> None:
    committed(people, sheet(1, 2))
    assert "gone" not in staged(people, sheet(1)).counts


def namesakes(people: People) -> None:
    """Two more bodies that both bear one name."""
    ground = people.ground
    ground.record(ground.row("S1", name="云岭县市场监督管理局"), ground.row("S2", name="云岭县市场监督管理局"))


def test_a_name_of_several_bodies_is_asked_once_for_the_file(people: People) -> None:
    namesakes(people)
    rows = [row(问题编号=f"底稿{at}", 问题描述=f"问题{at}", 被巡察单位="云岭县市场监督管理局") for at in range(3)]
    batch = staged(people, workbook(*rows))
    assert batch.counts["rejected"] == 3
    asked = Reading.objects.get(batch=batch).asked["org"]
    assert [code for code, _words in asked["云岭县市场监督管理局"]] == ["S1", "S2"]
    batch = read_batch(batch.pk, people.scope, names={"org": {"云岭县市场监督管理局": "S2"}})
    assert batch.counts["new"] == 3, reasons(batch)
    commit_batch(batch.pk, people.scope)
    assert set(Finding.objects.values_list("org__code", flat=True)) == {"S2"}
    assert not Learned.objects.exists()


def test_the_answer_is_remembered_when_the_clerk_wishes(people: People) -> None:
    namesakes(people)
    content = workbook(row(被巡察单位="云岭县市场监督管理局"))
    answer = {"org": {"云岭县市场监督管理局": "S1"}}
    read_batch(staged(people, content).pk, people.scope, names=answer, remember=True)
    assert Learned.objects.get().meaning == "S1"
    assert staged(people, content).counts["new"] == 1


def test_an_answer_that_was_not_among_the_choices_is_none(people: People) -> None:
    namesakes(people)
    batch = staged(people, workbook(row(被巡察单位="云岭县市场监督管理局")))
    batch = read_batch(batch.pk, people.scope, names={"org": {"云岭县市场监督管理局": "B1"}}, remember=True)
    assert batch.counts["rejected"] == 1
    assert not Learned.objects.exists()


def test_a_name_is_read_as_of_the_row_and_the_answer_holds_only_where_it_is_doubtful(people: People) -> None:
    ground, name = people.ground, "云岭县招商局"
    ground.record(ground.row("Z1", name=name, since="2000"), ground.row("Z2", name=name, since="2015"))
    early, late = (
        row(问题编号=day, 问题描述=day, 被巡察单位=name, 发现时间=day) for day in ("2005-05-03", "2018-05-03")
    )
    batch = staged(people, workbook(early, late))
    assert (batch.counts["new"], batch.counts["rejected"]) == (1, 1)
    batch = read_batch(batch.pk, people.scope, names={"org": {name: "Z2"}})
    commit_batch(batch.pk, people.scope)
    assert dict(Finding.objects.values_list("number", "org__code")) == {"2005-05-03": "Z1", "2018-05-03": "Z2"}

"""What a written name means as of a day: renamed, merged and split bodies, and names that several bear."""

from datetime import date

import pytest

from mingjian.ledgers.intake import Draft
from mingjian.orgs.actions import Merging, merge_many, rename, split
from mingjian.orgs.naming import Bodies
from mingjian.orgs.tests.ground import Ground, day

EARLY, LATE = date(2010, 5, 3), date(2020, 5, 3)


def meant(ground: Ground, text: str, on: date) -> int | None:
    return Bodies([text], ground.scope).of(text, on)[0]


def test_a_former_name_means_the_same_body_at_any_time(ground: Ground) -> None:
    body = ground.record(ground.row("A", name="环保局"))["A"]
    rename(organisation=body, name="生态环境局", on=day("2018-10"), basis="机构改革", scope=ground.scope)
    for text in ("环保局", "生态环境局", "A"):
        assert {meant(ground, text, on) for on in (EARLY, LATE)} == {body.pk}


def test_a_merged_body_is_meant_before_the_merger_and_its_heir_after(ground: Ground) -> None:
    rows = ground.record(ground.row("A", name="卫生局"), ground.row("B", name="计生局"), ground.row("C", name="卫计局"))
    merge_many(rows=[Merging([rows["A"].pk, rows["B"].pk], rows["C"].pk, day("2014-03"))], scope=ground.scope)
    merge_many(
        rows=[Merging([rows["C"].pk], ground.record(ground.row("D", name="卫健委"))["D"].pk, day("2019"))],
        scope=ground.scope,
    )
    assert meant(ground, "卫生局", EARLY) == rows["A"].pk
    assert meant(ground, "卫生局", date(2015, 1, 1)) == rows["C"].pk
    assert meant(ground, "计生局", LATE) == meant(ground, "卫健委", LATE) != rows["C"].pk


def test_a_code_means_its_own_body_always(ground: Ground) -> None:
    rows = ground.record(ground.row("A", name="卫生局"), ground.row("C", name="卫计局"))
    merge_many(rows=[Merging([rows["A"].pk], rows["C"].pk, day("2014-03"))], scope=ground.scope)
    assert meant(ground, "A", LATE) == rows["A"].pk


def test_a_body_split_up_is_asked_for(ground: Ground) -> None:
    body = ground.record(ground.row("A", name="农工局"))["A"]
    split(
        organisation=body,
        into=[ground.row("B", name="农业局", since="2014"), ground.row("C", name="工信局", since="2014")],
        on=day("2014"),
        basis="",
        scope=ground.scope,
    )
    assert meant(ground, "农工局", EARLY) == body.pk
    draft = Draft(2, {"org": "农工局"})
    assert Bodies(["农工局"], ground.scope).settle(draft, "org", LATE) is None
    assert draft.asked is not None
    _text, choices = draft.asked["org"]
    assert [choice.code for choice in choices] == ["B", "C"]


@pytest.mark.parametrize(("answer", "code"), [({"org": {"监管局": "B"}}, "B"), ({"org": {"监管局": "X"}}, None)])
def test_a_clerk_s_answer_counts_only_among_the_choices(
    ground: Ground, answer: dict[str, dict[str, str]], code: str
) -> None:
    rows = ground.record(ground.row("A", name="监管局"), ground.row("B", name="监管局"))
    draft = Draft(2, {"org": "监管局"}, answers=answer)
    found = Bodies(["监管局"], ground.scope).settle(draft, "org", LATE)
    assert found == (rows[code].pk if code else None)
    assert bool(draft.reasons) is (code is None)

"""What a rule joins, what it leaves to a person, and what it never does."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.people.matching.comparable import Written, comparables
from mingjian.people.matching.decide import Judged
from mingjian.people.matching.engine import pairs_for, pairs_of
from mingjian.people.matching.model import shipped
from mingjian.people.matching.relation import temporary
from mingjian.people.matching.scoring import population
from mingjian.people.matching.tests.mentions import WANG, levels, matched, mention, singly
from mingjian.people.matching.tests.test_levels import ONE, OTHER

pytestmark = pytest.mark.django_db
BUREAU = {"organisation": "云岭县水务局", "post": "局长", "since": "2010-01", "until": "2014-05"}


@pytest.mark.parametrize(
    "other",
    [
        {"name": "王　偉"},
        {"born": "1970-03-05"},
        {"native_place": "云南大理市"},
        {"organisation": "云岭县水利局"},
        {"organisation": "松江县教育局", "post": "党组书记", "since": "2015-01", "until": None},
        {"sex": "", "ethnicity": ""},
    ],
)
def test_one_person_written_differently_is_joined(other: Mapping[str, Any]) -> None:
    values = WANG | BUREAU
    assert matched(mention(1, **values), mention(2, **{**values, **other})).clusters == [[1, 2]]


@pytest.mark.parametrize(
    "other",
    [
        {"born": "1970-04"},
        {"born": "1981-11"},
        {"sex": "女"},
        {"native_place": "云南省石屏县"},
        {"ethnicity": "彝族"},
        {"id_number": OTHER},
    ],
)
def test_a_contradiction_is_never_joined_by_rule(other: Mapping[str, Any]) -> None:
    values = WANG | BUREAU | {"id_number": ONE if "id_number" in other else ""}
    assert matched(mention(1, **values), mention(2, **{**values, **other})).clusters == []


def test_an_equal_number_joins_whatever_the_name_looks_like() -> None:
    found = matched(mention(1, name="王玮", id_number=ONE), mention(2, name="王伟", id_number=ONE))
    assert found.clusters == [[1, 2]]


@pytest.mark.parametrize("name", ["王伟", "尉迟靖雯", "阿卜杜拉·买买提", "Zhang Wei", "张某某"])
def test_a_name_alone_never_joins(name: str) -> None:
    assert matched(mention(1, name=name), mention(2, name=name), mention(3, name=name)).clusters == []


@pytest.mark.parametrize("name", ["王某", "王某某", "王*"])
def test_a_masked_name_waits_for_a_person(name: str) -> None:
    found = matched(mention(1, **(WANG | BUREAU)), mention(2, **(WANG | BUREAU | {"name": name})))
    assert found.clusters == []
    assert [(each.a, each.b) for each in found.queue] == [(1, 2)]


def test_two_chiefs_far_apart_in_the_same_months_are_not_joined() -> None:
    other = WANG | BUREAU | {"organisation": "松江县教育局"}
    found = matched(mention(1, **(WANG | BUREAU)), mention(2, **other))
    assert found.clusters == []
    assert len(found.queue) == 1


def test_a_judgement_outweighs_the_rules() -> None:
    one, other = mention(1, **(WANG | BUREAU)), mention(2, **(WANG | BUREAU))
    assert matched(one, other, judged=[Judged(1, 2, "different")]).clusters == []
    assert matched(mention(1, name="王伟"), mention(2, name="赵敏"), judged=[Judged(1, 2, "same")]).clusters == [[1, 2]]


# One of these a rule needs besides the name.
BESIDE_THE_NAME = {
    "id": {"equal", "equal_unchecked"},
    "birth": {"day", "month", "year"},
    "career": {"same_post", "same_body", "body_again", "chain"},
}
written = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["王伟", "王 偉", "王玮", "王某", "Wang Wei", "王卫华", "尉迟靖雯", "王"]),
        "born": st.sampled_from([None, "1970", "1970-03", "1970-03-05", "1970-03-06", "1981-11"]),
        "sex": st.sampled_from(["", "男", "女"]),
        "ethnicity": st.sampled_from(["", "汉族", "彝族"]),
        "native_place": st.sampled_from(["", "云南", "云南大理", "云南省大理市", "云岭县"]),
        "organisation": st.sampled_from(["", "云岭县水务局", "云岭县水利局", "松江县教育局", "县水务局"]),
        "post": st.sampled_from(["", "局长", "副局长", "党组书记、局长"]),
        "since": st.sampled_from([None, "2010-01", "2014-05"]),
        "until": st.sampled_from([None, "2014-05", "2018-01"]),
        "id_number": st.sampled_from(["", "", ONE, OTHER, ONE[:-2] + "00"]),
    }
)
several = st.lists(written, min_size=2, max_size=7).map(
    lambda rows: [mention(at, **row) for at, row in enumerate(rows)]
)
searched = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@searched
@given(rows=several)
def test_a_single_mention_scores_as_the_whole_register_does(rows: list[Written]) -> None:
    """Of every pair that the register's matching keeps: the same levels and bits, either way round."""
    found = matched(*rows)
    for pair in [*found.joins, *found.queue]:
        for asked, other in ((pair.a, pair.b), (pair.b, pair.a)):
            single = {each.b: each for each in singly(rows[asked], *rows)}[other]
            assert single.packed == pair.packed
            assert single.score == pytest.approx(pair.score)
            assert single.decision == pair.decision


@searched
@given(rows=several, chosen=st.sets(st.integers(0, 6)))
def test_a_batch_scores_as_the_whole_register_does(rows: list[Written], chosen: set[int]) -> None:
    ids = sorted(chosen & {row.id for row in rows})
    with temporary(comparables(rows)) as relation:
        whole = {pair for pair in pairs_of(relation, all_pairs=True) if {pair.a, pair.b} & set(ids)}
        relation.index()
        batch = pairs_for(relation, ids, persons=population(relation), all_pairs=True)
    assert {(pair.a, pair.b): pair.packed for pair in batch} == {(pair.a, pair.b): pair.packed for pair in whole}


@searched
@given(rows=several)
def test_no_rule_joins_by_the_name_alone_nor_against_a_number(rows: list[Written]) -> None:
    for pair in matched(*rows).joins:
        said = pair.levels(shipped())
        assert said["id"] not in {"different", "different_unchecked"}
        assert not set(said.items()) & {("sex", "different"), ("birth", "different"), ("birth", "same_month")}
        assert any(said[name] in levels for name, levels in BESIDE_THE_NAME.items())


@searched
@given(rows=several, order=st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order_of_the_rows(rows: list[Written], order: Any) -> None:
    shuffled = list(rows)
    order.shuffle(shuffled)
    assert matched(*rows).clusters == matched(*shuffled).clusters


@searched
@given(one=written, other=written)
def test_a_comparison_reads_the_same_either_way_round(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = mention(1, **one), mention(2, **other)
    assert levels(first, second) == levels(second, first)

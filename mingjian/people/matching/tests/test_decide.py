"""Judgements outweigh rules, contradictions never come together, order does not matter. No database."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mingjian.people.matching.decide import Facts, Judged, plan
from mingjian.people.matching.scoring import Scored

MARCH = Facts(None, date(1970, 3, 1), date(1970, 4, 1))
MAY = Facts(None, date(1970, 5, 1), date(1970, 6, 1))
YEAR = Facts(None, date(1970, 1, 1), date(1971, 1, 1))


def pair(a: int, b: int, score: float = 12.0, decision: str = "join", *, apart: bool = False) -> Scored:
    return Scored(a, b, score, 1e-6, decision, apart, 0)


def test_what_contradicts_never_comes_together_through_a_third() -> None:
    found = plan([pair(1, 2, 15.0), pair(2, 3, 14.0)], [], {1: MARCH, 2: YEAR, 3: MAY})
    assert found.clusters == [[1, 2]]
    assert [(each.a, each.b) for each in found.queue] == [(2, 3)]
    assert found.held == {(2, 3)}


def test_chiefs_of_two_bodies_at_once_never_come_together_through_a_third() -> None:
    found = plan([pair(1, 2), pair(2, 3, 11.0), pair(1, 3, -5.0, "", apart=True)], [], {})
    assert found.clusters == [[1, 2]]


def test_a_different_is_respected_through_others() -> None:
    found = plan([pair(1, 2), pair(2, 3), pair(3, 4)], [Judged(1, 4, "different")], {})
    assert not any({1, 4} <= set(cluster) for cluster in found.clusters)
    assert len(found.queue) == 1


def test_a_same_joins_without_any_score_and_a_different_ends_the_question() -> None:
    found = plan([pair(1, 2, 1.0, "queue")], [Judged(1, 2, "different"), Judged(5, 6, "same")], {})
    assert found.clusters == [[5, 6]]
    assert found.queue == []


def test_an_unsure_pair_waits_for_a_person() -> None:
    found = plan([pair(1, 2, 20.0)], [Judged(2, 1, "unsure")], {})
    assert found.clusters == []
    assert len(found.queue) == 1


def test_a_same_against_a_different_is_told() -> None:
    judged = [Judged(1, 2, "same"), Judged(2, 3, "same"), Judged(1, 3, "different")]
    assert plan([], judged, {}).broken == [Judged(2, 3, "same")]


def test_one_question_is_asked_between_two_clusters() -> None:
    found = plan([pair(1, 2), pair(2, 3, 3.0, "queue"), pair(1, 3, 2.0, "queue")], [], {})
    assert [(each.a, each.b) for each in found.questions] == [(2, 3)]
    assert len(found.queue) == 2


facts = st.sampled_from([Facts(), MARCH, MAY, YEAR, Facts(b"1"), Facts(b"2"), Facts(None, None, None, "male")])
pairs = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda ids: ids[0] < ids[1]),
    st.tuples(st.sampled_from([3.0, 9.5, 9.5, 12.0]), st.sampled_from(["join", "join", "queue", ""]), st.booleans()),
)
verdicts = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda ids: ids[0] < ids[1]),
    st.sampled_from(["same", "different", "unsure"]),
    max_size=4,
)


@given(pairs=pairs, verdicts=verdicts, facts=st.lists(facts, min_size=8, max_size=8), seed=st.integers())
def test_no_cluster_contradicts_itself_and_order_does_not_matter(
    pairs: dict[tuple[int, int], tuple[float, str, bool]],
    verdicts: dict[tuple[int, int], str],
    facts: list[Facts],
    seed: int,
) -> None:
    scored = [
        pair(a, b, score, "" if apart else decision, apart=apart) for (a, b), (score, decision, apart) in pairs.items()
    ]
    judged = [Judged(a, b, verdict) for (a, b), verdict in verdicts.items()]  # type: ignore[arg-type]
    known = dict(enumerate(facts))
    found = plan(scored, judged, known)
    Random(seed).shuffle(scored)
    Random(seed).shuffle(judged)
    again = plan(scored, judged, known)
    assert (found.clusters, found.held, found.joins, found.questions) == (
        again.clusters,
        again.held,
        again.joins,
        again.questions,
    )
    together = [{a, b} for cluster in found.clusters for a in cluster for b in cluster if a < b]
    assert not any({a, b} in together for (a, b), verdict in verdicts.items() if verdict == "different")
    if "same" not in verdicts.values():
        assert not any(known[min(both)].contradict(known[max(both)]) for both in together)
        assert not any({each.a, each.b} in together for each in scored if each.apart)

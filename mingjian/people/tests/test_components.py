"""Persons follow from the judgements in force, in whatever order they were made."""

from hypothesis import given
from hypothesis import strategies as st

from mingjian.people.components import components, joined_pairs

MENTIONS = st.integers(1, 12)
PAIRS = st.tuples(MENTIONS, MENTIONS).filter(lambda pair: pair[0] < pair[1])
JUDGED = st.lists(st.tuples(PAIRS, st.sampled_from(("same", "different", "unsure"))).map(lambda x: (*x[0], x[1])))
HOMES = st.permutations(range(101, 113)).map(lambda order: dict(zip(range(1, 13), order, strict=True)))


@given(HOMES, JUDGED, st.randoms(use_true_random=False))
def test_the_order_of_judgements_is_nothing(homes, judged, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(judged)
    random.shuffle(shuffled)
    assert components(homes, joined_pairs(judged)) == components(homes, joined_pairs(shuffled))


@given(HOMES, JUDGED)
def test_a_person_is_a_connected_set_and_bears_its_smallest_number(homes: dict[int, int], judged: list) -> None:  # type: ignore[type-arg]
    pairs = joined_pairs(judged)
    found = components(homes, pairs)
    # By flooding, as plainly as can be.
    for mention in homes:
        reached, edge = {mention}, {mention}
        while edge:
            edge = {b for a, b in pairs if a in edge} | {a for a, b in pairs if b in edge}
            edge -= reached
            reached |= edge
        assert {other for other in homes if found[other] == found[mention]} == reached
        assert found[mention] == min(homes[other] for other in reached)


@given(HOMES, JUDGED, JUDGED)
def test_taking_back_gives_exactly_the_former_persons(homes: dict[int, int], before: list, after: list) -> None:  # type: ignore[type-arg]
    former = components(homes, joined_pairs(before))
    components(homes, joined_pairs([*before, *after]))
    assert components(homes, joined_pairs(before)) == former


def test_different_outlasts_same() -> None:
    assert joined_pairs([(1, 2, "same"), (1, 2, "different"), (2, 3, "same")]) == {(2, 3)}

"""Which mentions name one person: connected sets of what was judged the same, in whatever order. Pure."""

from collections.abc import Iterable, Mapping


def components(homes: Mapping[int, int], same: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Mention → number of its person: the smallest home number of the mentions it is connected with.

    `homes` gives each mention's own number; pairs that name a mention outside it are passed over.
    """
    parent = {mention: mention for mention in homes}

    def root(mention: int) -> int:
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    for one, other in same:
        if one in parent and other in parent:
            first, second = root(one), root(other)
            # The root is the mention with the smallest home, so that the person's number is at hand.
            if homes[first] > homes[second]:
                first, second = second, first
            parent[second] = first
    return {mention: homes[root(mention)] for mention in homes}


def joined_pairs(judged: Iterable[tuple[int, int, str]]) -> set[tuple[int, int]]:
    """The pairs that judgements in force join: judged the same, and by nobody different."""
    same: set[tuple[int, int]] = set()
    different: set[tuple[int, int]] = set()
    for one, other, verdict in judged:
        if verdict == "same":
            same.add((one, other))
        elif verdict == "different":
            different.add((one, other))
    return same - different

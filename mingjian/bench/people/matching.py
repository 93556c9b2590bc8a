"""The figures of the matching: what it joins wrongly, what it misses, how fast it is.

The sets are those of `sets.py`; a baseline is the same count for joining what is equal in name and birth, as written.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import Random
from time import perf_counter

from django.db import connection, connections, transaction

from mingjian.bench.people import sets
from mingjian.bench.people.invent import TENURES, register
from mingjian.bench.people.sets import Set
from mingjian.bench.people.sources import mentions
from mingjian.bench.result import Figure, milliseconds, percentile
from mingjian.people.matching.candidates import pairs_within
from mingjian.people.matching.comparable import Written, comparable, comparables
from mingjian.people.matching.decide import Plan
from mingjian.people.matching.engine import candidates_of, match
from mingjian.people.matching.model import shipped
from mingjian.people.matching.relation import TYPES, Relation, fill, temporary
from mingjian.people.matching.scoring import population

PERSONS, PAIRS = 200_000, 4_000
SINGLE, FEWEST = 300, 200
UPPERS = (6.0, 9.0, 12.0)
# Persons of one name in the crowded sources.
BEARERS = 20
SOURCES_SEED = 31


def figures(scale: float) -> Iterator[Figure]:
    """The quality on sets of 4,000 pairs each, and the speed on a register of 200,000 persons, times `scale`."""
    count = max(FEWEST, int(PAIRS * min(scale * 10, 1.0)))
    yield from _namesakes(count)
    yield from _names_alone(count)
    yield from _variants(count)
    yield from _thresholds(count, "sources")
    yield from _thresholds(count, "crowded", BEARERS)
    yield from _speed(max(FEWEST, int(PERSONS * scale)))


def _matched(which: Set) -> Plan:
    with temporary(comparables(which.mentions)) as relation:
        return match(relation)


def _share(which: Set, pairs: set[tuple[int, int]]) -> float:
    return sum(pair in pairs for pair in which.pairs) / len(which.pairs)


def _joined(found: Plan) -> set[tuple[int, int]]:
    """Every pair that came to stand in one cluster, over others too."""
    return {(a, b) for cluster in found.clusters for a in cluster for b in cluster if a < b}


def _namesakes(count: int) -> Iterator[Figure]:
    which = sets.namesakes(count)
    found = _joined(_matched(which))
    yield _against("namesake_false_join", _share(which, found), _equal_share(which))


def _names_alone(count: int) -> Iterator[Figure]:
    which = sets.names_alone(count)
    found = _matched(which)
    yield Figure("name_only_join", len(found.joins) / len(which.pairs), "share", baseline=1.0)


def _variants(count: int) -> Iterator[Figure]:
    which = sets.variants(count)
    with temporary(comparables(which.mentions)) as relation:
        found = match(relation)
        compared = _candidates(relation)
    joined = _joined(found)
    queued = {(pair.a, pair.b) for pair in found.queue}
    baseline = _equal_share(which)
    yield _against("variant_recall", _share(which, joined | queued), baseline)
    yield _against("variant_joined", _share(which, joined), baseline)
    truth = set(which.pairs)
    wrong = len(joined - truth) / max(1, len(joined))
    yield Figure("variant_false_join", wrong, "share")
    short = list(sets.two_characters(which))
    yield Figure("name2_candidates", sum(pair in compared for pair in short) / len(short), "share", baseline=0.0)


def _thresholds(persons: int, sort: str, bearers: int = 0) -> Iterator[Figure]:
    """Sources full of mistakes, at several upper thresholds.

    Of the pairs of one person how many come together, of the joined pairs how many are wrong, and how many questions
    are left for each mention.
    """
    truth = [person for person, _mention in mentions(persons, SOURCES_SEED, bearers)]
    same = sum(count * (count - 1) // 2 for count in _counted(truth))
    named = (mention for _person, mention in mentions(persons, SOURCES_SEED, bearers))
    with temporary(comparables(named)) as relation:
        for upper in UPPERS:
            found = match(relation, model=replace(shipped(), upper=upper))
            right = [truth[a] == truth[b] for a, b in _joined(found)]
            yield Figure(f"{sort}_joined_at_{upper:g}", round(sum(right) / same, 4), "share")
            yield Figure(f"{sort}_wrong_at_{upper:g}", round(1 - sum(right) / max(1, len(right)), 6), "share")
            yield Figure(f"{sort}_asked_at_{upper:g}", round(len(found.questions) / len(truth), 4), "per mention")


def _candidates(relation: Relation) -> set[tuple[int, int]]:
    with pairs_within(relation) as (pairs, _names), connection.cursor() as cursor:
        cursor.execute(f"SELECT a, b FROM {pairs}")  # noqa: S608  # a constant name
        return set(cursor.fetchall())


def _equal_share(which: Set) -> float:
    """Joining by name and birth, each as it was written."""
    mentions = which.mentions
    equal = [(mentions[a].name, mentions[a].born) == (mentions[b].name, mentions[b].born) for a, b in which.pairs]
    return sum(equal) / len(equal)


def _against(name: str, value: float, baseline: float) -> Figure:
    return Figure(
        name, round(value, 4), "share", baseline=round(baseline, 4), ratio=value / baseline if baseline else None
    )


def _speed(persons: int) -> Iterator[Figure]:
    """The whole register within itself, then single mentions against it. Laying it and its index is told apart."""
    relation = Relation("bench_mention")
    truth: list[int] = []
    began = perf_counter()
    _lay(relation, _noting(persons, truth))
    yield Figure("lay_rows_per_s", persons * TENURES / (perf_counter() - began), "rows/s")
    began = perf_counter()
    found = match(relation)
    yield Figure("match_all_s", round(perf_counter() - began, 1), "s")
    yield from _against_truth(found, truth)
    yield from _single(relation, persons)


def _noting(persons: int, truth: list[int]) -> Iterator[Written]:
    for person, mention in register(persons):
        truth.append(person)
        yield mention


def _lay(relation: Relation, mentions: Iterator[Written]) -> None:
    """The register as a lasting table, made by the owner and read by the desk, as `people_mention` is."""
    columns = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE TABLE {relation.table} ({columns})")
    with transaction.atomic():
        fill(relation, comparables(mentions))
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE INDEX ON {relation.table} USING gin (blocks)")
        cursor.execute(f"CREATE UNIQUE INDEX ON {relation.table} (id)")
        cursor.execute(f"VACUUM (ANALYZE) {relation.table}")


def _against_truth(found: Plan, truth: Sequence[int]) -> Iterator[Figure]:
    """Of the register's own pairs: what was joined rightly, and of a person's mentions how many came together."""
    wrong = sum(truth[pair.a] != truth[pair.b] for pair in found.joins)
    yield Figure("register_false_join", wrong / max(1, len(found.joins)), "share")
    together = sum(max(_counted(truth[each] for each in cluster)) - 1 for cluster in found.clusters)
    yield Figure("register_joined", together / (len(truth) - len(set(truth))), "share")
    yield Figure("register_questions", len(found.questions), "pairs")


def _counted(persons: Iterable[int]) -> list[int]:
    counts: dict[int, int] = {}
    for person in persons:
        counts[person] = counts.get(person, 0) + 1
    return list(counts.values())


def _single(relation: Relation, persons: int) -> Iterator[Figure]:
    """Mentions drawn from another register of the same names, so that none stands in this one."""
    bearing = population(relation)
    draw = Random(5)  # noqa: S311  # invented data, no secret
    asked = [mention for _person, mention in register(max(FEWEST, persons // 50), seed=23)]
    rows = [comparable(replace(mention, id=-1)) for mention in draw.sample(asked, min(SINGLE, len(asked)))]
    times = [milliseconds(partial(candidates_of, row, relation, persons=bearing)) for row in rows]
    yield Figure("match_one_p95_ms", round(percentile(times, 0.95), 2), "ms")
    yield Figure("match_one_median_ms", round(percentile(times, 0.5), 2), "ms")

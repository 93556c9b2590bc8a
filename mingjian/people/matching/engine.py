"""The two ways to match: a relation within itself, and one mention against a relation. Both score alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from mingjian.people.matching.candidates import of_one, of_some, pairs_within
from mingjian.people.matching.comparable import Comparable, Written, comparable
from mingjian.people.matching.decide import Facts, Judged, Plan, plan
from mingjian.people.matching.model import Model, shipped
from mingjian.people.matching.relation import Relation
from mingjian.people.matching.scoring import Scored, population, score_pairs

_FACTS = """
SELECT id, CASE WHEN id_checked THEN id_hash END, birth_lower, birth_upper, sex FROM {relation}
WHERE id IN (SELECT unnest(%s::bigint[]))
"""
# A block's arrays and the pairs are sorted and hashed: with the server's small default they go to the disk.
_WHOLE = {"work_mem": "256MB"}
# A key that many share would tempt the planner to read the table until it has enough.
_BY_INDEX = {"enable_seqscan": "off", "jit": "off"}


def pairs_of(relation: Relation, model: Model | None = None, *, all_pairs: bool = False) -> Iterator[Scored]:
    """The pairs within a relation that are joined, queued or apart, or all that are compared. One transaction."""
    with _planned(**_WHOLE), pairs_within(relation, model) as (pairs, names):
        persons = population(relation)
        yield from score_pairs(
            relation, relation, pairs, names=names, persons=persons, model=model, all_pairs=all_pairs
        )


def candidates_of(
    mention: Written | Comparable,
    relation: Relation,
    *,
    persons: int,
    model: Model | None = None,
    all_pairs: bool = False,
) -> list[Scored]:
    """The mentions of an indexed relation that a single one may be, the likeliest first; `b` is the relation's.

    `persons` is how many the register holds (`population`): counted once, kept by the caller.
    """
    row = mention if isinstance(mention, Comparable) else comparable(mention)
    one, pairs, names, parameters = of_one(row, relation, model)
    with _planned(**_BY_INDEX):
        found = list(
            score_pairs(
                one,
                relation,
                pairs,
                names=names,
                persons=persons,
                parameters=parameters,
                model=model,
                all_pairs=all_pairs,
            )
        )
    return sorted(found, key=lambda pair: (-pair.score, pair.b))


def pairs_for(
    relation: Relation, ids: Sequence[int], *, persons: int, model: Model | None = None, all_pairs: bool = False
) -> list[Scored]:
    """The pairs in which some mentions of an indexed relation stand, those of a batch for example."""
    pairs, names = of_some(relation, model)
    with _planned(**_BY_INDEX):
        parameters = {"ids": list(ids)}
        return list(
            score_pairs(
                relation, relation, pairs, names=names, persons=persons, parameters=parameters, model=model,
                all_pairs=all_pairs,
            )
        )  # fmt: skip


@contextmanager
def _planned(**settings: str) -> Iterator[None]:
    """A transaction in which the planner is told otherwise; what the caller does afterwards is planned as ever."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute(f"SET LOCAL {name} = '{value}'")
        yield
        for name in settings:
            cursor.execute(f"SET LOCAL {name} TO DEFAULT")


def match(
    relation: Relation, judged: Sequence[Judged] = (), model: Model | None = None, *, all_pairs: bool = False
) -> Plan:
    """The whole way for a relation: pairs, scores, and what is joined by rule or left to a person."""
    model = model or shipped()
    with transaction.atomic():
        scored = list(pairs_of(relation, model, all_pairs=all_pairs))
        joined = {each for pair in scored if pair.decision == "join" for each in (pair.a, pair.b)}
        joined |= {each for row in judged for each in (row.a, row.b)}
        return plan(scored, judged, facts_of(relation, joined))


def facts_of(relation: Relation, ids: set[int]) -> dict[int, Facts]:
    """What contradicts through a chain, of the mentions named."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS.format(relation=relation.table), [sorted(ids)])
        return {
            pk: Facts(bytes(id_hash) if id_hash else None, lower, upper, sex)
            for pk, id_hash, lower, upper, sex in cursor.fetchall()
        }

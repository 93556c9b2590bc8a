"""What speaks for and against two mentions being one person, weighed from what the reader sees and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from mingjian.orgs.borne import borne_by
from mingjian.people.identity import partial
from mingjian.people.matching.comparable import Written, comparables
from mingjian.people.matching.model import shipped
from mingjian.people.matching.relation import temporary
from mingjian.people.matching.scoring import NAMES, population, score_pairs
from mingjian.people.matching.sentences import sentences
from mingjian.people.models import Mention, Tenure


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences, the heaviest first, the weight in bits, and what the rule would do: join, queue or nothing."""

    speaks_for: Sequence[str]
    against: Sequence[str]
    score: float
    decision: str


def written_of(mentions: Iterable[Mention], tenures: Iterable[Tenure], numbers: Iterable[int]) -> list[Written]:
    """What the mentions of one person and the tenures told by them say: a row for each post, one without any."""
    mentions, tenures = list(mentions), list(tenures)
    told: dict[int | None, list[Tenure]] = defaultdict(list)
    for row in tenures:
        told[row.mention_id].append(row)
    names = borne_by({row.org_id for row in tenures} | {each.org_id for each in mentions if each.org_id})
    numbered = iter(numbers)
    rows: list[Written] = []
    for each in mentions:
        own = told[each.pk]
        said: dict[str, Any] = {
            "name": each.name,
            "born": partial(each.born.lower, each.born.upper) if each.born else None,
            "sex": each.sex,
            "ethnicity": each.ethnicity,
            "native_place": each.native_place,
            "id_hash": bytes(each.id_hash) if each.id_hash else None,
        }
        if each.post or each.org_id or not own:
            known = [name for name, _time in names.get(each.org_id or 0, ())]
            rows.append(Written(next(numbered), post=each.post, org_id=each.org_id, org_names=known, **said))
        rows += [
            Written(
                next(numbered),
                post=row.post,
                org_id=row.org_id,
                org_names=[row.org.name, *(name for name, _time in names.get(row.org_id, ()))],
                since=row.start,
                until=row.end,
                **said,
            )
            for row in own
        ]
    return rows


def weigh(one: Sequence[Written], other: Sequence[Written]) -> Evidence:
    """The heaviest evidence between a row of the one and a row of the other. The rows are numbered apart."""
    model = shipped()
    first = [row.id for row in one]
    with temporary(comparables([*one, *other])) as relation:
        pairs = (
            f"(SELECT x.id AS a, y.id AS b FROM {relation.table} x JOIN {relation.table} y"  # noqa: S608  # a plain name
            f" ON x.id <= {max(first)} AND y.id > {max(first)})"
        )
        names = NAMES.format(relation=relation.table) + " GROUP BY name_key"
        found = list(
            score_pairs(
                relation, relation, pairs, names=f"({names})", persons=population(relation), model=model, all_pairs=True
            )
        )
    best = max(found, key=lambda pair: (pair.score, -pair.a, -pair.b))
    speaks_for, against = sentences(best, model)
    return Evidence(speaks_for, against, best.score, best.decision)


Told = tuple[Sequence[Mention], Sequence[Tenure]]


def between(one: Told, other: Told) -> Evidence:
    """The evidence between two persons, each given by the mentions and tenures that the reader sees."""
    numbers = count(1)
    return weigh(written_of(*one, numbers), written_of(*other, numbers))

"""Mentions for the tests, and the ways to have them matched."""

from collections.abc import Sequence
from typing import Any

from mingjian.lib.dates import PartialDate
from mingjian.people.matching.comparable import Written, comparables
from mingjian.people.matching.decide import Judged, Plan
from mingjian.people.matching.engine import candidates_of, match
from mingjian.people.matching.model import shipped
from mingjian.people.matching.relation import temporary
from mingjian.people.matching.scoring import Scored, population

WANG = {"name": "王伟", "born": "1970-03", "sex": "男", "ethnicity": "汉族", "native_place": "云南省大理市"}


def mention(at: int, **values: Any) -> Written:
    """A mention with its dates as text."""
    for key in ("born", "since", "until"):
        if isinstance(values.get(key), str):
            values[key] = PartialDate.parse(values[key])
    return Written(at, **values)


def matched(*mentions: Written, judged: Sequence[Judged] = ()) -> Plan:
    """The mentions matched with each other."""
    with temporary(comparables(mentions)) as relation:
        return match(relation, judged)


def singly(asked: Written, *others: Written) -> list[Scored]:
    """One mention against the others, every pair."""
    with temporary(comparables(others)) as relation:
        relation.index()
        return candidates_of(asked, relation, persons=population(relation), all_pairs=True)


def levels(one: Written, other: Written) -> dict[str, str]:
    """What the comparison of two mentions says."""
    found = singly(one, other)
    return found[0].levels(shipped()) if found else {}

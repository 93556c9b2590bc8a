"""Findings with their manifestation lines, spread over the bodies that were entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from mingjian.demo.cadres import People
from mingjian.demo.inspections import Visit
from mingjian.demo.numbers import TODAY, apportion
from mingjian.demo.texts import (
    BASES,
    CLOSINGS,
    CONSEQUENCES,
    EVIDENCE,
    KINDS,
    SUGGESTIONS,
    Kind,
    Words,
    in_ten_thousands,
)
from mingjian.findings.actions import NewFinding, record_findings
from mingjian.findings.classes import Severity
from mingjian.offices.scope import Scope
from mingjian.rounds.models import RoundKind

BLOCK = 10_000
MOST_LINES = 4
# By the year in which it was found: how many in a hundred are in each state of rectification.
STATES: dict[int, dict[str, int]] = {
    2012: {"closed_out": 78, "done": 18, "basically_done": 3, "rectifying": 1},
    2013: {"closed_out": 74, "done": 20, "basically_done": 4, "rectifying": 2},
    2014: {"closed_out": 70, "done": 22, "basically_done": 5, "rectifying": 3},
    2015: {"closed_out": 62, "done": 26, "basically_done": 8, "rectifying": 4},
    2016: {"closed_out": 45, "done": 32, "basically_done": 14, "rectifying": 9},
    2017: {"closed_out": 12, "done": 30, "basically_done": 25, "rectifying": 28, "recorded": 5},
}
SEVERITIES = {Severity.MAJOR: 9, Severity.CONSIDERABLE: 34, Severity.ORDINARY: 57}


@dataclass(frozen=True, slots=True)
class Found:
    """What leads and outcomes need of a finding."""

    id: int
    body_code: str
    found_on: date


class Writer:
    """Writes findings from the tables of texts; numbers count up through the whole province."""

    def __init__(self, random: Random, people: People) -> None:
        self.random, self.people, self.words = random, people, Words(random)
        self.number = 0
        self.weights = [kind.weight for kind in KINDS]

    def finding(self, visit: Visit, lines: int) -> NewFinding:
        """One finding of a visit with this many manifestation lines."""
        random, body = self.random, visit.body
        kind = random.choices(KINDS, self.weights)[0]
        end = visit.wave.end
        found_on = end - timedelta(days=random.randrange(0, 30))
        conduct = self._conduct(visit)
        year = conduct[0].year if conduct else visit.wave.start.year - 1
        amounts = [self.words.amount() if kind.money else 0 for _ in range(lines)]
        texts = self._lines(kind, amounts, year)
        states = STATES[min(visit.wave.start.year, 2017)]
        self.number += 1
        return NewFinding(
            number=f"问〔{found_on.year}〕{self.number:05}号",
            org_id=body.id,
            office_id=visit.wave.office,
            target_id=visit.id,
            finding_class=kind.subclass.split(".")[0],
            subclass=kind.subclass,
            severity=random.choices(list(SEVERITIES), list(SEVERITIES.values()))[0],
            description=self._description(kind, year),
            manifestations=texts,
            found_on=found_on,
            person_ids=self._named(visit, conduct),
            amount=Decimal(sum(amounts)) if kind.money else None,
            conduct=conduct,
            discipline=kind.discipline,
            areas=[random.choice(kind.areas)],
            evidence=random.choice(EVIDENCE),
            basis=random.choice(BASES),
            suggestion=random.choice(SUGGESTIONS),
            responsible=body.head,
            immediate_fix=random.random() < 0.08,
            referred=random.random() < 0.2,
            feedback_on=visit.feedback,
            due_on=visit.feedback + timedelta(days=180) if visit.feedback else None,
            state=random.choices(list(states), list(states.values()))[0],
        )

    def _lines(self, kind: Kind, amounts: Sequence[int], year: int) -> list[str]:
        """A manifestation line for each amount; the amounts they tell add up to the finding's."""
        random, count = self.random, len(amounts)
        shown = random.sample(kind.shown, count) if count <= len(kind.shown) else random.choices(kind.shown, k=count)
        told = [in_ten_thousands(money or self.words.amount()) for money in amounts]
        filled = [self.words.fill(text, amount, year) for text, amount in zip(shown, told, strict=True)]
        return [f"{text}{random.choice(CONSEQUENCES)}。" for text in filled]

    def _description(self, kind: Kind, year: int) -> str:
        parts = f"{self.random.choice(kind.openings)}。{self.random.choice(CLOSINGS)}"
        return self.words.fill(parts, "", year)

    def _conduct(self, visit: Visit) -> tuple[date, date] | None:
        """Four findings in five say when it happened, within the time looked at."""
        if self.random.random() < 0.2:
            return None
        days = (visit.wave.start - visit.since).days
        first = visit.since + timedelta(days=self.random.randrange(0, days - 120))
        last = first + timedelta(days=self.random.randrange(60, 900))
        return first, min(last, visit.wave.start)

    def _named(self, visit: Visit, conduct: tuple[date, date] | None) -> list[int]:
        """One finding in eight names somebody who served there at the time."""
        if conduct is None or self.random.random() > 0.12:
            return []
        there = [
            cadre.id for cadre, post in self.people.by_body[visit.body.code] if post.holds(*conduct) and not post.pool
        ]
        return [self.random.choice(there)] if there else []


def record(visits: Sequence[Visit], count: int, lines: int, writer: Writer, scope: Scope) -> list[Found]:
    """Record exactly `count` findings with exactly `lines` lines at the visits that are over."""
    random = writer.random
    over = [
        each for each in visits if each.wave.end < TODAY - timedelta(days=30) and each.wave.kind != RoundKind.MOBILE
    ]
    shares = apportion(count, [random.uniform(0.4, 1.6) for _ in over])
    of_each = _lines(count, lines, random)
    at = iter(of_each)
    places = [visit for visit, share in zip(over, shares, strict=True) for _ in range(share)]
    found: list[Found] = []
    for start in range(0, count, BLOCK):
        block = places[start : start + BLOCK]
        rows = [writer.finding(visit, next(at)) for visit in block]
        ids = record_findings(rows=rows, scope=scope)
        found += [Found(pk, visit.body.code, row.found_on) for pk, visit, row in zip(ids, block, rows, strict=True)]
    return found


def _lines(count: int, lines: int, random: Random) -> list[int]:
    """One line for each finding, and the rest spread so that none has more than four."""
    found = [1] * count
    left = lines - count
    while left > 0:
        at = random.randrange(count)
        if found[at] < MOST_LINES:
            found[at] += 1
            left -= 1
    return found

"""The search for paths over posts, from both ends at once, each hop one statement over whole sets.

Every statement reads the scope's tenures alone, so no path can lead through a hidden one. The limits, which keep an
answer within a fifth of a second among a million tenures, and what they lose:

- `HUGE`: at a body with more posts on record than this only chiefs are links between others: two of a thousand
  staff need not have met. A path that exists only through two ordinary posts at such a body is not found.
- `NEAR`: of more colleagues than this at one end, those with the longest time in common are followed further.
- `WIDE` and `BETWEEN`: for the middle of a path of four steps only the smaller bodies of the end with fewer people are
  looked through, up to so many tenures, and of the people met there so many are followed, the longest meeting first.
- Three steps are looked for while there are not `ENOUGH` of two, four only where there is nothing shorter; a longer
  path never passes somebody through whom there is a shorter one, and few of them begin with the same colleague.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from mingjian.offices.scope import Scope
from mingjian.people.models import Tenure
from mingjian.people.questions import paths_sql
from mingjian.people.questions.gated import Clause, gate_of, rows_of

HUGE = 400
NEAR = 600
WIDE = 10_000
BETWEEN = 3_000
ENOUGH = 20
MOST_ROWS = 400
ALIKE = 4


class Found(NamedTuple):
    """A path: ids of tenures, in pairs that overlap at one body, the last at the body asked for; and the days of the
    shortest of these overlaps."""

    tenures: tuple[int, ...]
    weakest: int


class _Near(NamedTuple):
    mine: int
    theirs: int
    days: int


@dataclass(frozen=True, slots=True)
class _Ends:
    """Who is asked about, the body asked for, and who stands at either end: colleagues with the longest meeting, and
    holders of a post at the body with that post."""

    person_id: int
    goal_id: int
    at_goal: dict[int, int]
    near: dict[int, _Near]

    @property
    def outward(self) -> list[int]:
        """Colleagues from whom no shorter path leads on."""
        return [each for each in self.near if each not in self.at_goal]

    @property
    def inward(self) -> list[int]:
        """Holders of a post at the body who are no colleagues."""
        return [each for each in self.at_goal if each not in self.near]

    def path(self, first: int, between: Iterable[int], last: int, days: int | None = None) -> Found:
        """From the person over a colleague to a holder of a post at the body."""
        near = self.near[first]
        weakest = near.days if days is None else min(near.days, days)
        return Found((near.mine, near.theirs, *between, self.at_goal[last]), weakest)


def search(person_id: int, goal_id: int, scope: Scope, most: int) -> list[Found]:
    """At most `most` paths from the person to the body, the shortest first, of one length the strongest first.

    Five statements at most.
    """
    gate = gate_of(Tenure, scope, "t")
    mine = rows_of(paths_sql.OF_ONE.format(gate=gate.sql), [person_id, *gate.params])
    direct = [Found((tenure,), 0) for tenure, org_id in mine if org_id == goal_id]
    others = [tenure for tenure, org_id in mine if org_id != goal_id]
    if direct or not others:
        return direct[:most]
    ends = _Ends(person_id, goal_id, _at_goal(goal_id, gate), _near(others, person_id, gate, scope.on))
    found = _varied([ends.path(each, (), each) for each in ends.at_goal if each in ends.near])
    if not (ends.inward and ends.outward):
        return found[:most]
    if len(found) < ENOUGH:
        found += _varied(_over_two(ends, scope))
    if not found:
        found = _varied(_over_three(ends, scope))
    return found[:most]


def _at_goal(goal_id: int, gate: Clause) -> dict[int, int]:
    """Who held a post at the body, with that post; chiefs first. Of a huge body its chiefs alone."""
    params = [goal_id, *gate.params, HUGE, goal_id, HUGE + 1, NEAR]
    found: dict[int, int] = {}
    for tenure, person in rows_of(paths_sql.AT_GOAL.format(gate=gate.sql), params):
        found.setdefault(person, tenure)
    return found


def _near(tenures: list[int], person_id: int, gate: Clause, today: date) -> dict[int, _Near]:
    params = [tenures, HUGE + 1, today, today, person_id, HUGE, *gate.params, NEAR * 3]
    found: dict[int, _Near] = {}
    for mine_id, their_id, who, days in rows_of(paths_sql.near(gate.sql), params):
        if who in found or len(found) < NEAR:
            found.setdefault(who, _Near(mine_id, their_id, days))
    return found


def _over_two(ends: _Ends, scope: Scope) -> list[Found]:
    """Three steps: a colleague of the person met a holder of a post at the body."""
    mine, gate = gate_of(Tenure, scope, "m"), gate_of(Tenure, scope, "t")
    params = [*_both(ends, mine, gate), HUGE + 1, scope.on, scope.on, HUGE, MOST_ROWS]
    rows = rows_of(paths_sql.met(mine.sql, gate.sql), params)
    return [ends.path(first, (one, other), last, days) for first, one, other, last, days in rows]


def _over_three(ends: _Ends, scope: Scope) -> list[Found]:
    """Four steps: somebody met a colleague of the person here, and a holder of a post at the body there.

    The search goes from the end with fewer people towards the other.
    """
    mine, gate, middle = (gate_of(Tenure, scope, alias) for alias in "mtb")
    known = [ends.person_id, *ends.near, *ends.at_goal]
    outward = len(ends.outward) <= len(ends.inward)
    params = [*_both(ends, mine, gate, outward=outward), HUGE + 1, HUGE, WIDE, known, *middle.params]
    params += [scope.on, scope.on, BETWEEN, *middle.params, scope.on, scope.on, HUGE + 1, HUGE, MOST_ROWS]
    rows = rows_of(paths_sql.between(mine.sql, gate.sql, middle.sql), params)
    ordered = [(row[:6] if outward else row[5::-1], row[6]) for row in rows]
    return [ends.path(first, between, last, days) for (first, *between, last), days in ordered]


def _both(ends: _Ends, mine: Clause, gate: Clause, *, outward: bool = True) -> list[Any]:
    one, other = (ends.outward, ends.inward) if outward else (ends.inward, ends.outward)
    return [one, ends.goal_id, *mine.params, other, ends.goal_id, *gate.params]


def _varied(found: Iterable[Found]) -> list[Found]:
    """The strongest first, at most four that begin with the same two posts."""
    led: Counter[tuple[int, ...]] = Counter()
    kept = []
    for each in sorted(found, key=lambda each: (-each.weakest, each.tenures)):
        led[each.tenures[:2]] += 1
        if led[each.tenures[:2]] <= ALIKE:
            kept.append(each)
    return kept

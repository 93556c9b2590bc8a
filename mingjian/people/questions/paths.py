"""How somebody is connected to a body: over colleagues, one step at a time, to one who held a post there.

A step is a person who held a post at a body at the same time as the one before; the last of them held a post at the
body asked for. One step: the person served there. Four steps: three colleagues between. Shorter paths first, of one
length those whose weakest step lasted longest. What the limits of the search lose is said where they stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.audit.record import record
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Tenure
from mingjian.people.questions.reach_out import search
from mingjian.people.questions.served import Served, served_of

MOST = 20


@dataclass(frozen=True, slots=True)
class Step:
    """Two posts at one body that overlap: of the one before, and of the one to whom the step leads."""

    before: Served
    after: Served
    days: int


@dataclass(frozen=True, slots=True)
class Path:
    """The steps from colleague to colleague, and the post at the body asked for that the last of them held."""

    steps: list[Step]
    there: Served

    @property
    def length(self) -> int:
        """How many steps, the last to the body itself among them."""
        return len(self.steps) + 1

    @property
    def weakest(self) -> int:
        """Days of the shortest time that two of them had in common."""
        return min((step.days for step in self.steps), default=0)


def paths_to(person: Person, goal: Organisation, scope: Scope) -> list[Path]:
    """At most twenty paths in scope, at most four steps each. Person and body were found through the gate.

    Nine queries at most and the record of it; no path holds a row, a person or a body that the scope does not see.
    """
    found = [each.tenures for each in search(person.pk, goal.pk, scope, 2 * MOST)]
    served = _served({tenure for each in found for tenure in each}, scope)
    seen = [each for each in found if all(tenure in served for tenure in each)]
    shown = [_path([served[tenure] for tenure in each], scope.on) for each in seen[:MOST]]
    named = {each.person_id for path in shown for step in path.steps for each in (step.before, step.after)}
    named |= {person.pk, *(path.there.person_id for path in shown)}
    record("person.list", actor=scope.actor, kind="person", ids=sorted(named))
    return shown


def _served(ids: Iterable[int], scope: Scope) -> dict[int, Served]:
    rows = Tenure.objects.visible_to(scope).filter(pk__among=sorted(ids)).select_related("person", "org")
    return {each.id: each for each in served_of(rows, scope) if each.org_seen}


def _path(posts: Sequence[Served], today: date) -> Path:
    """Posts in pairs that overlap, and the last one at the body."""
    *pairs, there = posts
    steps = [
        Step(before, after, _shared(before, after, today))
        for before, after in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return Path(steps, there)


def _shared(one: Served, other: Served, today: date) -> int:
    tomorrow = today + timedelta(days=1)
    start = max(one.since or date(1900, 1, 1), other.since or date(1900, 1, 1))
    return max(1, (min(one.until or tomorrow, other.until or tomorrow) - start).days)

"""Random careers in random offices for the questions people ask: drawn as plain values, then planted as rows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from mingjian.accounts.models import Sight
from mingjian.accounts.scopes import build
from mingjian.findings.classes import FindingClass
from mingjian.findings.models import Finding
from mingjian.offices.gate import visible_ids
from mingjian.offices.models import Office
from mingjian.offices.scope import Depth, Scope
from mingjian.orgs.models import Organisation, Superior
from mingjian.people.models import Person, Tenure
from mingjian.rounds.models import Round, Target
from tests.cast import give, office, task, user
from tests.scope.rows import Place, body, human, make

FIRST = date(2020, 1, 1)
MONTHS = 24
BODIES, PERSONS = 5, 5
TODAY = FIRST + timedelta(days=30 * MONTHS + 100)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A post: who, where, from which month until before which (None: to this day), held by which office."""

    person: int
    body: int
    since: int
    until: int | None
    is_chief: bool
    office: int


@dataclass(frozen=True, slots=True)
class World:
    """Offices by their parents; which office holds each body and person; posts; findings (body, month, class, office);
    what the reader may: a grant on an office, a task on bodies, sights of posts and findings."""

    parents: list[int | None]
    bodies: list[int]
    persons: list[int]
    above: dict[int, int]
    posts: list[Drawn]
    findings: list[tuple[int, int, FindingClass, int]]
    granted: int | None
    entered: tuple[int, ...]
    sighted: tuple[int, ...]
    depth: Depth


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A tree of two to five offices, five bodies, five persons, up to fourteen posts, in half of them a chain. Much is
    held by one office, so that chains are long enough to be found and to be cut."""
    parents = [None if at == 0 else draw(st.integers(0, at - 1)) for at in range(draw(st.integers(2, 5)))]
    place = st.sampled_from([*range(len(parents)), *[len(parents) - 1] * 6])
    bodies, persons = st.integers(0, BODIES - 1), st.integers(0, PERSONS - 1)
    month = st.integers(0, MONTHS - 6)
    posts = st.builds(
        lambda person, body, since, lasts, chief, held: Drawn(
            person, body, since, None if lasts > 20 else since + lasts, chief, held
        ),
        *(persons, bodies, month, st.integers(3, 24), st.booleans(), place),
    )
    findings = st.tuples(bodies, month, st.sampled_from(FindingClass), place)
    drawn = [*_chain(len(parents) - 1), *draw(st.lists(posts, max_size=3))] if draw(st.booleans()) else []
    drawn = drawn or draw(st.lists(posts, min_size=4, max_size=14))
    return World(
        parents=parents,
        bodies=[draw(place) for _each in range(BODIES)],
        persons=[draw(place) for _each in range(PERSONS)],
        above={each: draw(st.integers(0, each - 1)) for each in range(1, BODIES) if draw(st.booleans())},
        posts=drawn,
        findings=draw(st.lists(findings, max_size=4)),
        granted=draw(st.sampled_from([0, len(parents) - 1, 0, len(parents) - 1, 0, None, 1])),
        entered=tuple(draw(st.lists(bodies, max_size=2, unique=True))),
        sighted=tuple(draw(st.lists(st.integers(0, len(drawn) - 1), max_size=3, unique=True))),
        depth=draw(st.sampled_from(Depth)),
    )


def _chain(held: int) -> list[Drawn]:
    """Each person with the next at one body, so that the first is four steps from the last body."""
    return [
        Drawn(person, body, 2 * person, 2 * person + 9, person % 2 == 0, held)
        for person in range(PERSONS - 1)
        for body in (person, person + 1)
    ]


@dataclass(frozen=True, slots=True)
class Planted:
    """The rows, the reader's scope, and what of each kind the gate lets it see whole."""

    bodies: list[Organisation]
    persons: list[Person]
    tenures: dict[int, Tenure]
    round: Round
    scope: Scope

    def seen(self, kind: str, ids: Any, depth: Depth = Depth.FULL) -> set[int]:
        return visible_ids(kind, list(ids), self.scope, depth)

    @property
    def found(self) -> list[Person]:
        """The persons whose pages the reader may open."""
        seen = self.seen("person", [each.pk for each in self.persons])
        return [each for each in self.persons if each.pk in seen]

    @property
    def whole(self) -> list[Tenure]:
        """The posts of which row, person and body are all in scope."""
        rows = self.seen("tenure", self.tenures)
        persons = self.seen("person", [each.pk for each in self.persons])
        bodies = self.seen("organisation", [each.pk for each in self.bodies])
        return [
            each
            for pk, each in self.tenures.items()
            if pk in rows and each.person_id in persons and each.org_id in bodies
        ]


def plant(world: World) -> Planted:
    """Write the world's rows, and build its reader's scope."""
    offices: list[Office] = []
    for parent in world.parents:
        above = None if parent is None else offices[parent]
        offices.append(office("示例机关", "inspection", above, sight_depth=world.depth))
    bodies = [body(**Place(offices[held]).shared()) for held in world.bodies]
    persons = [human(**Place(offices[held]).shared()) for held in world.persons]
    for below, higher in world.above.items():
        Superior.objects.create(organisation=bodies[below], superior=bodies[higher], during=(FIRST, None))
    tenures = [
        Tenure.objects.create(
            person=persons[each.person],
            org=bodies[each.body],
            post="主任",
            is_chief=each.is_chief,
            during=(_day(each.since), None if each.until is None else _day(each.until)),
            **Place(offices[each.office]).shared(),
        )
        for each in world.posts
    ]
    target: Any = make("target", Place(offices[-1]))
    Target.objects.filter(pk=target.pk).update(org=bodies[0], on_site=(TODAY, TODAY + timedelta(days=60)))
    findings = [_finding(offices[held], bodies[at], month, kind) for at, month, kind, held in world.findings]
    holder = user(offices[-1])
    if world.granted is not None:
        give(holder, offices[world.granted], "viewer")
    task(holder, target.pk, [bodies[each].pk for each in world.entered])
    in_sight = [("tenure", tenures[each].pk) for each in world.sighted] + [("finding", each.pk) for each in findings]
    for kind, row_id in in_sight:
        Sight.objects.create(target_id=target.pk, kind=kind, row_id=row_id, holder=offices[0], valid=(FIRST, None))
    rows = Tenure.objects.in_bulk([each.pk for each in tenures])
    stored = Organisation.objects.in_bulk([each.pk for each in bodies])
    bodies = [stored[each.pk] for each in bodies]
    return Planted(bodies, persons, rows, target.team.round, build(holder, TODAY))


def _finding(held: Office, where: Organisation, month: int, kind: FindingClass) -> Finding:
    row: Any = make("finding", Place(held, org=where))
    Finding.objects.filter(pk=row.pk).update(conduct=(_day(month), _day(month + 3)), finding_class=kind)
    return Finding.objects.get(pk=row.pk)


def _day(month: int) -> date:
    return FIRST + timedelta(days=30 * month)

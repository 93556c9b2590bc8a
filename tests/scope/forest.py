"""Random worlds for the gate: drawn as plain values, then planted as rows. The values are what the oracle reads."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from mingjian.offices.rights import ADMINISTRATORS
from mingjian.offices.scope import Depth
from tests.scope.expected import EXPECTED, READS

LINES = ("discipline", "inspection", "resident")
FIRST = date(2026, 1, 1)
DAYS = 6
ADMINISTRATIONS = frozenset(role.code for role in ADMINISTRATORS)
# Whoever reads much stands there more than once, so that enough is seen.
ROLES = [*sorted(READS), *["office_head"] * 5]
# What one user may hold together: roles of business, or one of the three administrations (`accounts_grant_hand`).
_BUSINESS = [role for role in ROLES if role not in ADMINISTRATIONS]
HANDS = [*[_BUSINESS] * 6, *([role] for role in sorted(ADMINISTRATIONS))]
FREE_KINDS = sorted(EXPECTED.keys() - {"organisation", "person", "target"})

days = st.integers(0, DAYS)
seldom = st.integers(0, 5).map(lambda number: number == 5)


@dataclass(frozen=True, slots=True)
class Window:
    """From `since` until before `until` (None: without end), in days after FIRST."""

    since: int
    until: int | None

    def holds(self, day: int) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def stored(self) -> tuple[date, date | None]:
        until = None if self.until is None else FIRST + timedelta(self.until)
        return FIRST + timedelta(self.since), until


@dataclass(frozen=True, slots=True)
class OfficeDrawn:
    line: str
    parent: int | None
    body: int | None
    depth: Depth
    existed: Window


@dataclass(frozen=True, slots=True)
class RowDrawn:
    """A row of a kind; everything but the kind is a place in the world's lists."""

    kind: str
    offices: tuple[int, ...]
    body: int | None = None
    target: int | None = None
    about_bodies: tuple[int, ...] = ()
    about_persons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GrantDrawn:
    office: int
    role: str
    valid: Window
    revoked: bool


@dataclass(frozen=True, slots=True)
class TaskDrawn:
    target: int
    role: str
    bodies: tuple[int, ...]
    valid: Window
    ended: bool


@dataclass(frozen=True, slots=True)
class SightDrawn:
    target: int
    row: int
    holder: int
    valid: Window


@dataclass(frozen=True, slots=True)
class World:
    """Lists refer to each other by place. `rows` begin with the bodies, then the persons, then the targets.

    `above` says under which body a body stood and when; `posts` who served where; `merged` which body went into which.
    """

    offices: list[OfficeDrawn]
    rows: list[RowDrawn]
    bodies: int
    persons: int
    targets: int
    above: dict[int, tuple[int, Window]]
    posts: list[tuple[int, int, Window]]
    merged: list[tuple[int, int, int]]
    grants: list[GrantDrawn]
    tasks: list[TaskDrawn]
    sights: list[SightDrawn]
    conflicts: list[tuple[str, int, Window]]
    home: int
    user_body: int | None
    active: bool
    day: int


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Few of them have bounds that matter, so that enough is seen."""
    if draw(st.integers(0, 3)) < 3:
        return Window(0, None)
    since = draw(st.integers(0, DAYS - 1))
    return Window(since, draw(st.none() | st.integers(since + 1, DAYS)))


def places(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


def some(count: int, most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(places(count), max_size=most, unique=True).map(tuple)


@st.composite
def forests(draw: st.DrawFn, bodies: int) -> list[OfficeDrawn]:
    """Two to eight offices in up to three lines; a parent stands in its child's own line."""
    found: list[OfficeDrawn] = []
    for _ in range(draw(st.integers(2, 8))):
        line = draw(st.sampled_from(LINES))
        above = [place for place, each in enumerate(found) if each.line == line]
        is_root = not above or draw(seldom)
        found.append(
            OfficeDrawn(
                line,
                None if is_root else draw(st.sampled_from(above)),
                draw(st.none() | places(bodies)),
                draw(st.sampled_from(list(Depth))),
                draw(windows()),
            )
        )
    return found


@st.composite
def rows(draw: st.DrawFn, offices: int, bodies: int, persons: int, targets: int) -> list[RowDrawn]:
    """Bodies, persons and targets, then up to eight rows of the other kinds."""
    held: st.SearchStrategy[tuple[int, ...]] = st.lists(places(offices), min_size=1, max_size=2, unique=True).map(tuple)
    found = [RowDrawn("organisation", draw(held)) for _ in range(bodies)]
    found += [RowDrawn("person", draw(held), draw(st.none() | places(bodies))) for _ in range(persons)]
    free: list[str] = draw(st.lists(st.sampled_from(FREE_KINDS), min_size=2, max_size=8, unique=True))
    kinds = ["target"] * targets + free + draw(st.lists(st.sampled_from(FREE_KINDS), max_size=2))
    for kind in kinds:
        shared = kind == "tenure"
        found.append(
            RowDrawn(
                kind,
                draw(held) if shared else (draw(places(offices)),),
                draw(places(bodies)) if kind in ("target", "tenure") else None,
                draw(places(targets)) if kind in ("finding", "focus") else None,
                () if shared or draw(st.booleans()) else draw(some(bodies, 2)),
                () if shared or draw(st.booleans()) else draw(some(persons, 1)),
            )
        )
    return found


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world with one user and one day."""
    bodies, persons, targets = draw(st.integers(2, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 2))
    offices = draw(forests(bodies))
    drawn = draw(rows(len(offices), bodies, persons, targets))
    office, target = places(len(offices)), places(targets)
    grants = st.builds(GrantDrawn, office, st.sampled_from(draw(st.sampled_from(HANDS))), windows(), seldom)
    tasks = st.builds(TaskDrawn, target, st.sampled_from(ROLES), some(bodies, 2), windows(), seldom)
    sights = st.builds(SightDrawn, target, places(len(drawn)), office, windows())
    subject = st.tuples(st.just("body"), places(bodies)) | st.tuples(st.just("person"), places(persons))
    under = {body: (draw(places(body)), draw(windows())) for body in range(1, bodies) if draw(st.booleans())}
    return World(
        offices=offices,
        rows=drawn,
        bodies=bodies,
        persons=persons,
        targets=targets,
        above=under,
        posts=draw(st.lists(st.tuples(places(persons), places(bodies), windows()), max_size=3)),
        merged=draw(st.lists(st.tuples(places(bodies), places(bodies), days), max_size=1)),
        grants=draw(
            st.lists(
                grants, min_size=draw(st.integers(0, 2)), max_size=4, unique_by=lambda each: (each.office, each.role)
            )
        ),
        tasks=draw(st.lists(tasks, max_size=2, unique_by=lambda each: each.target)),
        sights=draw(st.lists(sights, max_size=5, unique_by=lambda each: (each.target, each.row))),
        conflicts=[(*who, window) for who, window in draw(st.lists(st.tuples(subject, windows()), max_size=1))],
        home=draw(office),
        user_body=draw(st.none() | places(bodies)),
        active=draw(st.integers(0, 9)) > 0,
        day=draw(days),
    )

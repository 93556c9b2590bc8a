"""How fast it is told how somebody is connected to a body, among 200,000 persons and a million tenures.

The persons serve mostly in bodies of their own county, now and then elsewhere in the city or the province; bodies are
of very different size, a few of them very large. The bodies are recorded by the real action, persons and tenures are
copied as it would store them. What is asked: random persons and random bodies, half of them in the person's own
city, by the head of the province's office, who sees everything; reading the page's answer and its record included.
The baseline is a recursive statement over the same tenures, as one would write it first, without gate and limits.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from math import sqrt
from random import Random
from statistics import median
from typing import Any

from django.db import OperationalError, connection, connections, transaction

from mingjian.bench.crowd import REBUILT
from mingjian.bench.ground import CITIES, COUNTIES, Ground, lay, settle
from mingjian.bench.result import Figure, milliseconds, percentile
from mingjian.offices.copying import copy_rows, next_ids
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Tenure
from mingjian.people.questions.paths import Path, paths_to

PERSONS, TENURES = 200_000, 1_000_000
ASKED, WARM, BASELINES = 300, 20, 9
BLOCK = 20_000
# Each fortieth body is so many times as large as its neighbours.
LARGE, TIMES = 40, 12
NOW = date(2026, 6, 1)
PLAIN_SECONDS = 30
PLAIN = """
WITH RECURSIVE walk(person_id, tenures, persons, depth) AS (
    SELECT %s::bigint, ARRAY[]::bigint[], ARRAY[%s::bigint], 0
    UNION ALL
    SELECT b.person_id, walk.tenures || a.id || b.id, walk.persons || b.person_id, walk.depth + 1
    FROM walk JOIN people_tenure a ON a.person_id = walk.person_id
    JOIN people_tenure b ON b.org_id = a.org_id AND b.during && a.during AND b.person_id <> ALL(walk.persons)
    WHERE walk.depth < 3
)
SELECT walk.tenures || t.id FROM walk JOIN people_tenure t ON t.person_id = walk.person_id AND t.org_id = %s
ORDER BY walk.depth LIMIT 20
"""
POSTS = ("科员", "副科长", "科长", "副局长", "局长")
TENURE_COLUMNS = (
    *("id", "person_id", "org_id", "post", "rank", "is_chief", "during", "start_precision", "end_precision"),
    *("version", "source", "office_ids", "office_paths"),
)
PERSON_COLUMNS = (
    *("id", "name", "name_key", "sort_key", "sex", "ethnicity", "native_place", "managed_by", "version"),
    *("org_ids", "office_ids", "office_paths"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A body with its place in the province and the gate's columns of its tenures."""

    org_id: int
    county: int
    office_ids: list[int]
    paths: list[str]


@dataclass(frozen=True, slots=True)
class Held:
    """A post of a career."""

    place: Place
    level: int
    is_chief: bool
    start: date
    end: date | None


@contextmanager
def _indexes_after() -> Iterator[None]:
    """The indexes of persons and tenures are built after their rows: many times faster, and the same indexes."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(REBUILT, [[Person._meta.db_table, Tenure._meta.db_table]])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, definition in indexes:
            cursor.execute(definition)


def figures(scale: float) -> list[Figure]:
    """`path_p95_ms` and what belongs to it, with the persons and tenures times `scale`."""
    ground = lay()
    settle()
    people = _Crowd(ground, max(200, int(PERSONS * scale)))
    people.record()
    settle()
    return _measured(ground, people)


class _Crowd:
    """Persons with their careers."""

    def __init__(self, ground: Ground, count: int) -> None:
        self.random = Random(29)  # noqa: S311  # invented data, no secret
        self.count = count
        rows = Organisation.objects.visible_to(ground.scope).order_by("pk")
        values = rows.values_list("pk", "office_ids", "office_paths")
        county = {office: at for at, office in enumerate(ground.counties)}
        self.places = [Place(pk, county[ids[0]], list(ids), list(map(str, paths))) for pk, ids, paths in values]
        self.of_county: list[list[Place]] = [[] for _each in range(COUNTIES)]
        for place in self.places:
            self.of_county[place.county].append(place)
        self.weights = [
            list(accumulate(_weight(at) for at in range(len(places)))) for places in self.of_county if places
        ]
        self.home: dict[int, int] = {}

    def record(self) -> None:
        """Persons and tenures by COPY, block by block, then whom each person is shown to."""
        ids = next_ids(Person, self.count)
        with _indexes_after():
            for start in range(0, self.count, BLOCK):
                self._block(ids[start : start + BLOCK])

    def _block(self, ids: Sequence[int]) -> None:
        careers = {person_id: list(self._career(person_id)) for person_id in ids}
        tenure_ids = iter(next_ids(Tenure, sum(map(len, careers.values()))))
        copy_rows(Person._meta.db_table, PERSON_COLUMNS, (_person(pk, career) for pk, career in careers.items()))
        rows = ((next(tenure_ids), pk, *_tenure(post)) for pk, career in careers.items() for post in career)
        copy_rows(Tenure._meta.db_table, TENURE_COLUMNS, rows)

    def _career(self, person_id: int) -> Iterator[Held]:
        """Five posts on average, one after the other, the rank rising."""
        random = self.random
        home = self.home[person_id] = random.randrange(COUNTIES)
        year, month = random.randint(1978, 2016), random.randint(1, 12)
        for at in range(random.choice((4, 5, 5, 6, 7))):
            place = self._place(home)
            months = random.randint(14, 84)
            start = date(year, month, 1)
            year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
            end = date(year, month, 1)
            last = end >= NOW
            level = min(at, len(POSTS) - 1)
            yield Held(place, level, level == 4 and random.random() < 0.4, start, None if last else end)
            if last:
                return

    def _place(self, home: int) -> Place:
        """A body of the county, or in three of ten cases of another county of the city, or of any."""
        chance = self.random.random()
        if chance > 0.9:
            home = self.random.randrange(COUNTIES)
        elif chance > 0.7:
            home = (home + CITIES * self.random.randrange(COUNTIES // CITIES)) % COUNTIES
        return self.random.choices(self.of_county[home], cum_weights=self.weights[home])[0]


def _weight(at: int) -> float:
    return (TIMES if at % LARGE == 0 else 1) / sqrt(1 + at % LARGE)


def _person(pk: int, career: Sequence[Held]) -> tuple[Any, ...]:
    """With the reach that the tenures give."""
    orgs = sorted({post.place.org_id for post in career})
    offices = sorted({office for post in career for office in post.place.office_ids})
    paths = sorted({path for post in career for path in post.place.paths})
    return pk, f"基准人{pk}", f"{pk:08}", f"{pk:08}", "", "", "", "", 1, orgs, offices, _array(paths)


def _tenure(post: Held) -> tuple[Any, ...]:
    place, during = post.place, f"[{post.start},{post.end or ''})"
    return (
        *(place.org_id, POSTS[post.level], 12 - post.level, post.is_chief, during),
        *("month", "month" if post.end else "", 1, "", place.office_ids, _array(place.paths)),
    )


def _array(paths: Sequence[str]) -> str:
    return "{" + ",".join(paths) + "}"


def _measured(ground: Ground, people: _Crowd) -> list[Figure]:
    pairs = _pairs(people)
    persons = Person.objects.in_bulk([person for person, _goal in pairs])
    goals = Organisation.objects.in_bulk([goal for _person_id, goal in pairs])
    found: list[list[Path]] = []
    times = [milliseconds(partial(_ask, persons[person], goals[goal], ground, found)) for person, goal in pairs][WARM:]
    found = found[WARM:]
    plain = [_plain_milliseconds(*pair) for pair in pairs[WARM : WARM + BASELINES]]
    p95, baseline = percentile(times, 0.95), median(plain)
    lengths = [paths[0].length for paths in found if paths]
    return [
        Figure("path_p95_ms", round(p95, 1), "ms", baseline=round(baseline, 1), ratio=round(p95 / baseline, 4)),
        Figure("path_p50_ms", round(median(times), 1), "ms"),
        Figure("path_max_ms", round(max(times), 1), "ms"),
        Figure("path_found", round(len(lengths) / len(found), 3), "share"),
        Figure("path_four_steps", round(lengths.count(4) / len(found), 3), "share"),
        Figure("path_tenures", _count(), "rows"),
    ]


def _ask(person: Person, goal: Organisation, ground: Ground, found: list[list[Path]]) -> None:
    found.append(paths_to(person, goal, ground.scope))


def _pairs(people: _Crowd) -> list[tuple[int, int]]:
    random = Random(31)  # noqa: S311  # invented data, no secret
    persons = random.choices(list(people.home), k=ASKED + WARM)
    pairs = []
    for at, person in enumerate(persons):
        near = people.home[person] if at % 2 else random.randrange(COUNTIES)
        city = [place for place in people.places if place.county % CITIES == near % CITIES]
        pairs.append((person, random.choice(city).org_id))
    return pairs


def _plain_milliseconds(person_id: int, goal_id: int) -> float:
    """The baseline's time; where it is cut off after half a minute, that."""

    def walk() -> None:
        try:
            with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = '{PLAIN_SECONDS}s'")
                cursor.execute(PLAIN, [person_id, person_id, goal_id])
                cursor.fetchall()
        except OperationalError:
            return

    return milliseconds(walk)


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_tenure")
        return int(cursor.fetchone()[0])

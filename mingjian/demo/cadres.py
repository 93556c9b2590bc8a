"""People and their careers: leaders who went from body to body, the cadres of the pools, and staff of concern."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from mingjian.demo.bodies import INSPECTION, Body
from mingjian.demo.names import Names
from mingjian.demo.numbers import TODAY, Size
from mingjian.lib.dates import PartialDate
from mingjian.offices.models import Level
from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import Kind
from mingjian.people.actions import NewPerson, NewTenure, record_persons, record_tenures
from mingjian.people.models import ManagedBy

MOST_POSTS = 5
# Of the persons of concern, those who led a body; of the cadres in the pools, those who do.
LEADERS_OF_CONCERN, LEADERS_IN_POOLS = 0.25, 0.3
STAFF = ("干部", "科员", "会计", "出纳", "办公室副主任", "股长", "副股长", "项目专员")
STAFF_BELOW = ("干部", "站长", "会计", "民政助理员", "副主任")
VILLAGE_STAFF = ("副主任", "文书", "监督委员会主任", "组长")
JOBS = ("审计科科长", "财务科科长", "组织科科长", "纪检室主任", "办公室主任", "法规科科长")
POOL_POSTS = (("巡察组长库成员", 1), ("巡察副组长库成员", 2), ("巡察人才库成员", 7))
SOURCE = "干部任免审批表（虚构）"


@dataclass(slots=True)
class Post:
    """A post held from `start` until before `end` (None: still); `pool`: a place in a pool, beside the real post."""

    body: Body
    title: str
    rank: int
    chief: bool
    start: date
    end: date | None
    source: str = SOURCE
    pool: bool = False

    def holds(self, first: date, last: date) -> bool:
        return self.start <= last and (self.end is None or self.end > first)


@dataclass(slots=True)
class Cadre:
    """Somebody on record; `id` is filled when recorded."""

    key: str
    name: str
    sex: str
    born: PartialDate
    ethnicity: str
    managed_by: str
    posts: list[Post] = field(default_factory=list)
    id: int = 0

    def at(self, body: Body) -> Post | None:
        return next((post for post in reversed(self.posts) if post.body is body), None)


@dataclass(slots=True)
class People:
    """Everybody: `leaders` by group of bodies, `pool` the cadres of the pools, `concern` those with outcomes."""

    every: list[Cadre] = field(default_factory=list)
    leaders: list[Cadre] = field(default_factory=list)
    pool: list[Cadre] = field(default_factory=list)
    concern: list[Cadre] = field(default_factory=list)
    by_body: dict[str, list[tuple[Cadre, Post]]] = field(default_factory=lambda: defaultdict(list))


def plan(bodies: list[Body], size: Size, random: Random, names: Names) -> People:
    """Leaders' careers first, then the pools and the staff of concern; nobody is in both of those."""
    people = People()
    maker = _Maker(random, names, people)
    by_group: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        if not body.story:
            by_group[body.group].append(body)
    for group in by_group.values():
        people.leaders += _careers(group, random, maker)
    shuffled = random.sample(people.leaders, len(people.leaders))
    of_concern = min(round(size["persons_of_concern"] * LEADERS_OF_CONCERN), len(shuffled) // 3)
    in_pools = min(round(size["cadres"] * LEADERS_IN_POOLS), len(shuffled) // 3)
    people.concern = shuffled[:of_concern]
    people.pool = shuffled[of_concern : of_concern + in_pools]
    ordinary = [each for each in bodies if not each.story and each.ended is None]
    people.pool += [maker.officer(random.choice(ordinary)) for _ in range(size["cadres"] - in_pools)]
    people.concern += [maker.staff(random.choice(ordinary)) for _ in range(size["persons_of_concern"] - of_concern)]
    _pools(people.pool, by_group, random)
    return people


class _Maker:
    """Makes people with plausible ages for their posts."""

    def __init__(self, random: Random, names: Names, people: People) -> None:
        self.random, self.names, self.people = random, names, people

    def new(self, first_year: int, body: Body) -> Cadre:
        year = first_year - self.random.randrange(24, 42)
        born = PartialDate(year, self.random.randrange(1, 13))
        name, sex = self.names.draw(born)
        managed = (ManagedBy.PROVINCE, ManagedBy.CITY, ManagedBy.COUNTY, ManagedBy.COUNTY, ManagedBy.OTHER)
        key = f"p{len(self.people.every)}"
        cadre = Cadre(key, name, sex, born, self.names.ethnicity(), managed[body.level - 1].value)
        self.people.every.append(cadre)
        return cadre

    def officer(self, body: Body) -> Cadre:
        start = date(self.random.randrange(2006, 2016), self.random.randrange(1, 13), 1)
        cadre = self.new(start.year, body)
        cadre.posts.append(Post(body, self.random.choice(JOBS), min(body.rank + 2, 11), False, start, None))
        return cadre

    def staff(self, body: Body) -> Cadre:
        start = date(self.random.randrange(2004, 2014), self.random.randrange(1, 13), 1)
        titles = {Level.VILLAGE: VILLAGE_STAFF, Level.TOWNSHIP: STAFF_BELOW}.get(Level(body.level), STAFF)
        cadre = self.new(start.year, body)
        rank = 12 if body.level == Level.VILLAGE else 11
        cadre.posts.append(Post(body, self.random.choice(titles), rank, False, start, None))
        return cadre


def _slots(body: Body, random: Random) -> Iterable[Post]:
    """The holders' times of the chief's post, and at two bodies in five of a deputy's."""
    if body.kind == Kind.PARTY_COMMITTEE and body.level == Level.PROVINCE:
        return
    for chief in (True, False) if random.random() < 0.4 else (True,):
        start = date(random.randrange(2003, 2008), random.randrange(1, 13), 1)
        title = body.head if chief else "副" + body.head.split("、")[-1].removeprefix("党委").removeprefix("党组")
        rank = body.rank if chief or body.rank > 10 else body.rank + 1
        until = body.ended or TODAY
        while start < until:
            end = start + timedelta(days=random.randrange(700, 2000))
            end = end.replace(day=1)
            last = end >= until
            yield Post(body, title, rank, chief, start, body.ended if last else end)
            start = end


def _careers(group: list[Body], random: Random, maker: _Maker) -> list[Cadre]:
    """Give the posts of a group of bodies to people who come free when a post begins."""
    slots = sorted(
        (slot for body in group for slot in _slots(body, random)), key=lambda slot: (slot.start, slot.body.code)
    )
    free: list[Cadre] = []
    found: list[Cadre] = []
    for slot in slots:
        fitting = [
            each
            for each in free
            if (end := each.posts[-1].end) is not None
            and 0 <= (slot.start - end).days <= 1100
            and abs(each.posts[-1].rank - slot.rank) <= 2
            and each.posts[-1].body is not slot.body
        ]
        cadre = random.choice(fitting) if fitting else maker.new(slot.start.year, slot.body)
        if fitting:
            free.remove(cadre)
        else:
            found.append(cadre)
        cadre.posts.append(slot)
        if slot.end is not None and len(cadre.posts) < MOST_POSTS:
            free.append(cadre)
        free = [each for each in free if each.posts[-1].end and (slot.start - each.posts[-1].end).days <= 1100]
    return found


def _pools(pool: list[Cadre], by_group: dict[str, list[Body]], random: Random) -> None:
    """Everybody in a pool holds a post in it, at the inspection office's body of their place."""
    offices = {
        group: body for group, bodies in by_group.items() for body in bodies if body.code == f"{group}-{INSPECTION}"
    }
    titles, weights = [title for title, _weight in POOL_POSTS], [weight for _title, weight in POOL_POSTS]
    for cadre in pool:
        body = offices[cadre.posts[-1].body.group]
        title = random.choices(titles, weights)[0]
        if body.level == Level.PROVINCE:
            title = title.replace("巡察", "巡视")
        start = date(random.randrange(2014, 2018), random.randrange(1, 13), 1)
        cadre.posts.append(
            Post(body, title, cadre.posts[-1].rank, False, start, None, "巡视巡察人才库名册（虚构）", pool=True)
        )


def record(people: People, scope: Scope) -> None:
    """Record everybody and every post; fills `id` and `by_body`."""
    rows = [
        NewPerson(each.key, each.name, each.sex, each.born, each.ethnicity, managed_by=each.managed_by)
        for each in people.every
    ]
    ids = record_persons(rows=rows, scope=scope)
    for cadre in people.every:
        cadre.id = ids[cadre.key]
    record_tenures(rows=[_tenure(cadre, post) for cadre in people.every for post in cadre.posts], scope=scope)
    for cadre in people.every:
        for post in cadre.posts:
            people.by_body[post.body.code].append((cadre, post))


def _tenure(cadre: Cadre, post: Post) -> NewTenure:
    """Dates to the month; the oldest careers are known to the year only."""
    start = PartialDate(post.start.year, post.start.month if post.start.year > 2005 else None)
    last = post.end - timedelta(days=1) if post.end else None
    end = PartialDate(last.year, last.month) if last else None
    return NewTenure(cadre.id, post.body.id, post.title, start, end, post.rank, post.chief, post.source)

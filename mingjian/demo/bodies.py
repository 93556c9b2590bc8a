"""The organisations of the province: generic bodies of each division, marked as invented, and invented institutions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from mingjian.demo.numbers import PER_CITY, PER_COUNTY, PROVINCIAL, VILLAGES, Size
from mingjian.demo.places import MARK, ROOT, Places
from mingjian.demo.tables import table
from mingjian.lib.dates import PartialDate
from mingjian.offices.models import Level
from mingjian.orgs.actions import NewOrganisation
from mingjian.orgs.kinds import Kind, NameKind

FIRST = date(2003, 1, 1)
COMMITTEE, COMMISSION, INSPECTION = "00", "01", "02"
_TABLE = table("bodies")
COUNTY: list[tuple[str, str]] = _TABLE["county"]
CITY: list[tuple[str, str]] = [*COUNTY, *_TABLE["city"]]
DEPARTMENTS: list[str] = _TABLE["departments"].split()
INVENTED: list[str] = _TABLE["invented"].split()
INSTITUTIONS: list[tuple[str, str]] = _TABLE["institutions"]
HEADS: dict[str, str] = _TABLE["heads"]
# The chief's title by the end of a department's name; a 局 has a 局长.
DEPARTMENTAL = frozenset({Kind.PARTY_DEPARTMENT, Kind.GOVERNMENT_DEPARTMENT, Kind.INSTITUTION})
ENDINGS = (
    ("厅", "厅长"),
    ("部", "部长"),
    ("政法委", "书记"),
    ("委员会", "主任"),
    ("办公室", "主任"),
    ("中心", "主任"),
)
# Ranks of chiefs by level, and of the committees of cities and counties two higher.
RANKS = {Level.PROVINCE: 5, Level.CITY: 7, Level.COUNTY: 9, Level.TOWNSHIP: 9, Level.VILLAGE: 12}


@dataclass(slots=True)
class Body:
    """A body to record; `id` and `ended` are filled when it was recorded and merged. `group` is its cadres' circle."""

    code: str
    name: str
    kind: str
    level: int
    division: str
    superior: str | None
    offices: tuple[int, int]
    group: str
    since: PartialDate
    names: tuple[tuple[str, str], ...] = ()
    id: int = 0
    ended: date | None = None
    story: bool = False

    @property
    def head(self) -> str:
        """The title of its chief."""
        title, name = HEADS[self.kind], self.name.removesuffix(MARK)
        for ending, word in ENDINGS:
            if self.kind in DEPARTMENTAL and name.endswith(ending):
                return title.replace("局长", word).replace("主任", word).replace("院长", word)
        if name.endswith("联合社"):
            return title.replace("董事长", "理事长")
        return title

    @property
    def rank(self) -> int:
        """The rank of its chief: 5 at the province's departments, two lower for each level below."""
        top = RANKS[Level(self.level)]
        leads = self.kind == Kind.PARTY_COMMITTEE and self.level in (Level.CITY, Level.COUNTY)
        return top - 2 if leads else top

    def new(self) -> NewOrganisation:
        return NewOrganisation(
            code=self.code,
            name=self.name,
            kind=self.kind,
            level=self.level,
            division_code=self.division,
            superior_code=self.superior,
            since=self.since,
            office_ids=self.offices,
            names=self.names,
        )

    def lived(self, day: date) -> bool:
        return self.since.lower <= day and (self.ended is None or day < self.ended)


def plan(places: Places, size: Size, random: Random) -> list[Body]:
    """Every body but those of the story, superiors before their units."""
    bodies = list(_provincial(places, size, random))
    for level, kinds, of_each in ((Level.CITY, CITY, PER_CITY), (Level.COUNTY, COUNTY, PER_COUNTY)):
        for code in places.by_level[level]:
            bodies += _of_division(places, code, level, kinds[:of_each], random)
    bodies += _townships(places, random)
    bodies += _villages(places, size, random)
    return bodies


def _since(random: Random) -> PartialDate:
    year = random.randrange(1994, 2003)
    return PartialDate(year) if random.random() < 0.5 else PartialDate(year, random.randrange(1, 13))


def _of_division(
    places: Places, code: str, level: int, kinds: Iterable[tuple[str, str]], random: Random
) -> Iterable[Body]:
    """The committee of the division with its departments as its units; no committee is a unit of the one above it."""
    name = places.name(code)
    offices = (places.inspection[code], places.discipline[code])
    for number, (what, kind) in enumerate(kinds):
        whole = f"{name}委员会" if what == "委员会" else f"{name}{what}"
        short = ((f"{places.short(code)}{what}", NameKind.SHORT),) if kind == Kind.GOVERNMENT_DEPARTMENT else ()
        superior = None if number == 0 else f"{code}-{COMMITTEE}"
        yield Body(
            f"{code}-{number:02}", f"{whole}{MARK}", kind, level, code, superior, offices, code, _since(random), short
        )


def _provincial(places: Places, size: Size, random: Random) -> Iterable[Body]:
    offices = (places.inspection[ROOT], places.discipline[ROOT])
    named: list[tuple[str, str]] = [
        ("省委（演示）", Kind.PARTY_COMMITTEE),
        ("省纪委监委（演示）", Kind.DISCIPLINE_COMMISSION),
        ("省委巡视办（演示）", Kind.PARTY_DEPARTMENT),
        ("省委组织部（演示）", Kind.PARTY_DEPARTMENT),
    ]
    named += [(f"省{each}{MARK}", Kind.GOVERNMENT_DEPARTMENT) for each in DEPARTMENTS]
    for what, kind in INSTITUTIONS:
        named += [(f"{each}{what}{MARK}", kind) for each in INVENTED]
    wanted = PROVINCIAL if size.whole else size.provincial
    for number, (name, kind) in enumerate(named[: wanted - STORY_BODIES]):
        superior = None if number == 0 else f"{ROOT}-{COMMITTEE}"
        yield Body(f"{ROOT}-{number:02}", name, kind, Level.PROVINCE, ROOT, superior, offices, ROOT, _since(random))


# The bank, the university, the college merged into it and the university's two units count among the provincial ones.
STORY_BODIES = 5


def _townships(places: Places, random: Random) -> Iterable[Body]:
    for code in places.by_level[Level.TOWNSHIP]:
        county = places.divisions[code].parent_code or ROOT
        name = f"{places.name(county)}{places.name(code)}{MARK}"
        offices = (places.inspection[county], places.discipline[code])
        yield Body(
            code, name, Kind.TOWNSHIP, Level.TOWNSHIP, code, f"{county}-{COMMITTEE}", offices, county, _since(random)
        )


def _villages(places: Places, size: Size, random: Random) -> Iterable[Body]:
    """Villages that inspection reached 延伸巡察: a few, spread over the province."""
    every = places.by_level[Level.VILLAGE]
    for code in sorted(random.sample(every, max(2, round(VILLAGES * size.scale)))):
        township = places.divisions[code].parent_code or ROOT
        county = places.county_of(code)
        name = f"{places.name(county)}{places.name(township)}{places.name(code)}{MARK}"
        offices = (places.inspection[county], places.discipline[code])
        yield Body(code, name, Kind.VILLAGE, Level.VILLAGE, code, township, offices, county, _since(random))

"""The organisations of the province: generic bodies of each division, marked as invented, and invented institutions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from mingjian.demo.numbers import PER_CITY, PER_COUNTY, PROVINCIAL, VILLAGES, Size
from mingjian.demo.places import MARK, ROOT, Places
from mingjian.lib.dates import PartialDate
from mingjian.offices.models import Level
from mingjian.orgs.actions import NewOrganisation
from mingjian.orgs.kinds import Kind, NameKind

FIRST = date(2003, 1, 1)
COMMITTEE, COMMISSION, INSPECTION = "00", "01", "02"
COUNTY = (
    ("委员会", Kind.PARTY_COMMITTEE), ("纪委监委", Kind.DISCIPLINE_COMMISSION), ("委巡察办", Kind.PARTY_DEPARTMENT),
    ("委组织部", Kind.PARTY_DEPARTMENT), ("委宣传部", Kind.PARTY_DEPARTMENT), ("委政法委", Kind.PARTY_DEPARTMENT),
    ("人大常委会", Kind.CONGRESS), ("人民政府办公室", Kind.GOVERNMENT), ("财政局", Kind.GOVERNMENT_DEPARTMENT),
    ("教育局", Kind.GOVERNMENT_DEPARTMENT), ("水务局", Kind.GOVERNMENT_DEPARTMENT),
    ("住房和城乡建设局", Kind.GOVERNMENT_DEPARTMENT), ("农业局", Kind.GOVERNMENT_DEPARTMENT),
    ("林业局", Kind.GOVERNMENT_DEPARTMENT), ("卫生和计划生育局", Kind.GOVERNMENT_DEPARTMENT),
    ("民政局", Kind.GOVERNMENT_DEPARTMENT), ("人力资源和社会保障局", Kind.GOVERNMENT_DEPARTMENT),
    ("扶贫开发办公室", Kind.GOVERNMENT_DEPARTMENT), ("交通运输局", Kind.GOVERNMENT_DEPARTMENT),
    ("国土资源局", Kind.GOVERNMENT_DEPARTMENT), ("人民法院", Kind.COURT), ("人民检察院", Kind.PROCURATORATE),
    ("示范医院", Kind.HOSPITAL), ("示范中学", Kind.SCHOOL),
)  # fmt: skip
CITY = (
    *COUNTY,
    ("政协", Kind.CONFERENCE), ("审计局", Kind.GOVERNMENT_DEPARTMENT), ("环境保护局", Kind.GOVERNMENT_DEPARTMENT),
    ("文体广电局", Kind.GOVERNMENT_DEPARTMENT), ("统计局", Kind.GOVERNMENT_DEPARTMENT),
    ("发展和改革委员会", Kind.GOVERNMENT_DEPARTMENT), ("工业和信息化委员会", Kind.GOVERNMENT_DEPARTMENT),
    ("公安局", Kind.GOVERNMENT_DEPARTMENT), ("司法局", Kind.GOVERNMENT_DEPARTMENT),
    ("商务局", Kind.GOVERNMENT_DEPARTMENT), ("市场监督管理局", Kind.GOVERNMENT_DEPARTMENT),
    ("总工会", Kind.MASS_ORGANISATION), ("妇女联合会", Kind.MASS_ORGANISATION),
    ("示范城投公司", Kind.ENTERPRISE), ("示范交投公司", Kind.ENTERPRISE), ("住房公积金中心", Kind.INSTITUTION),
    ("示范开发区管委会", Kind.DEVELOPMENT_ZONE),
)  # fmt: skip
DEPARTMENTS = [
    "财政厅",
    "教育厅",
    "水利厅",
    "住房和城乡建设厅",
    "农业厅",
    "林业厅",
    "卫生和计划生育委员会",
    "民政厅",
    "人力资源和社会保障厅",
    "扶贫开发办公室",
    "交通运输厅",
    "国土资源厅",
    "审计厅",
    "环境保护厅",
    "文化厅",
    "统计局",
    "发展和改革委员会",
    "工业和信息化委员会",
    "公安厅",
    "司法厅",
    "商务厅",
    "科学技术厅",
    "外事办公室",
    "安全生产监督管理局",
    "食品药品监督管理局",
    "地方税务局",
    "体育局",
    "旅游发展委员会",
    "粮食局",
    "信访局",
    "机关事务管理局",
    "地震局",
]
INVENTED = [
    "青澜",
    "云屏",
    "沧溪",
    "碧岭",
    "金嵩",
    "鹤川",
    "松洱",
    "曲泽",
    "玉湖",
    "丹岫",
    "南屿",
    "西峤",
    "翠屏岭",
    "霞川",
    "元浦",
    "景洲",
    "石鼎",
    "瑞源",
    "星云岭",
    "红壤",
]
INSTITUTIONS = (
    ("大学", Kind.UNIVERSITY), ("职业技术学院", Kind.UNIVERSITY), ("投资集团", Kind.ENTERPRISE), ("农商银行", Kind.FINANCE),
    ("肿瘤医院", Kind.HOSPITAL), ("研究院", Kind.INSTITUTION),
)  # fmt: skip
HEADS = {
    Kind.PARTY_COMMITTEE: "书记", Kind.DISCIPLINE_COMMISSION: "书记", Kind.PARTY_DEPARTMENT: "主任",
    Kind.CONGRESS: "党组书记、主任", Kind.GOVERNMENT: "党组书记、主任", Kind.GOVERNMENT_DEPARTMENT: "党组书记、局长",
    Kind.CONFERENCE: "党组书记、主席", Kind.COURT: "党组书记、院长", Kind.PROCURATORATE: "党组书记、检察长",
    Kind.MASS_ORGANISATION: "党组书记、主席", Kind.INSTITUTION: "党委书记、院长", Kind.UNIVERSITY: "党委书记",
    Kind.SCHOOL: "党总支书记、校长", Kind.HOSPITAL: "党委书记", Kind.ENTERPRISE: "党委书记、董事长",
    Kind.FINANCE: "党委书记、董事长", Kind.TOWNSHIP: "党委书记", Kind.VILLAGE: "党总支书记、主任",
    Kind.DEVELOPMENT_ZONE: "党工委书记、主任",
}  # fmt: skip


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
        title = HEADS[Kind(self.kind)]
        return title.replace("局长", "厅长") if self.level == Level.PROVINCE and "厅" in self.name else title

    @property
    def rank(self) -> int:
        """The rank of its chief: 5 at the province's departments, two lower for each level below."""
        top = {Level.PROVINCE: 5, Level.CITY: 7, Level.COUNTY: 9, Level.TOWNSHIP: 9, Level.VILLAGE: 12}[
            Level(self.level)
        ]
        leads = self.kind == Kind.PARTY_COMMITTEE and self.level in (Level.CITY, Level.COUNTY)
        return top - 2 if leads else top

    def new(self) -> NewOrganisation:
        return NewOrganisation(
            code=self.code, name=self.name, kind=self.kind, level=self.level, division_code=self.division,
            superior_code=self.superior, since=self.since, office_ids=self.offices, names=self.names,
        )  # fmt: skip

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
    places: Places, code: str, level: int, kinds: Iterable[tuple[str, Kind]], random: Random
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
    named: list[tuple[str, Kind]] = [
        ("省委（演示）", Kind.PARTY_COMMITTEE), ("省纪委监委（演示）", Kind.DISCIPLINE_COMMISSION),
        ("省委巡视办（演示）", Kind.PARTY_DEPARTMENT), ("省委组织部（演示）", Kind.PARTY_DEPARTMENT),
    ]  # fmt: skip
    named += [(f"省{each}{MARK}", Kind.GOVERNMENT_DEPARTMENT) for each in DEPARTMENTS]
    for what, kind in INSTITUTIONS:
        named += [(f"{each}{what}{MARK}", kind) for each in INVENTED]
    wanted = PROVINCIAL if size.whole else size.provincial
    for number, (name, kind) in enumerate(named[: wanted - STORY_BODIES]):
        superior = None if number == 0 else f"{ROOT}-{COMMITTEE}"
        yield Body(
            f"{ROOT}-{number:02}", name, kind, Level.PROVINCE, ROOT, superior, offices, ROOT, _since(random)
        )  # fmt: skip


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

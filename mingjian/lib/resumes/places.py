"""Places in the names of bodies: their chain, their level, and what 省, 市, 县 before a name refer to."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from mingjian.lib.resumes.patterns import pattern

_DATA = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))
_PROVINCES: dict[str, str] = _DATA["provinces"]
_MUNICIPALITIES: list[str] = _DATA["municipalities"]
_GREAT = frozenset(_DATA["great"])
_SHORT = {re.sub("(?:壮族|回族|维吾尔)?自治区$|[省市]$", "", name): name for name in [*_PROVINCES, *_MUNICIPALITIES]}
_PROVINCE_OF = {city: province for province, cities in _PROVINCES.items() for city in cities.split()}
_PREFECTURE = re.compile("|".join(sorted(_PROVINCE_OF, key=len, reverse=True)))
_NAMED = re.compile("|".join(sorted([*_PROVINCES, *_MUNICIPALITIES], key=len, reverse=True)))
_SHORTLY = re.compile("|".join(_SHORT))
_FORE = pattern("fore")
_STEP = pattern("step")
_ANY_PROVINCE = re.compile("[一-龥]{2,3}?省(?![级外内直])")
_LEAGUE = re.compile(r"^(?P<place>[一-龥]{2,6}?)团(?P<sign>[省市县区州地盟旗])委")
_NATIONAL = re.compile(
    r"^(?:国家|国务院|中央|全国|中国|最高|中组部|中宣部|中纪委|中共|共青团|解放军|武警|人民日报|新华社)"
)
_LONE = re.compile(r"^(?:镇(?:江|海|原|远|平|巴|安|坪|雄|康|沅|宁|赉)|乡(?:宁|城)|市[中北南]区)")
_RELATIVE = pattern("relative")


class Level(IntEnum):
    """Where a place stands."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written, with the places written before it (云岭省石桥市); `own` is its own part (石桥市)."""

    name: str
    level: Level
    province: str = ""
    great: bool = False
    own: str = ""

    @property
    def sign(self) -> str:
        """What its name ends with: 省, 市, 区 …; 州 for an autonomous prefecture."""
        if self.name.endswith(("街道", "公社")):
            return self.name[-2:]
        if self.name.endswith(("地区", "地")):
            return "地"
        return "自治区" if self.name.endswith("自治区") else self.name[-1]

    def with_body(self, body: str) -> str:
        """The name of a body of the place, which may be written relatively: 县委 is 红石县委, but 云县县委."""
        if self.sign == "地":
            region = self.name.removesuffix("区")
            rest = body.removeprefix("地区").removeprefix("地")
            return region + rest if rest.startswith(("委", "直", "革", "纪")) else f"{region}区{rest}"
        if body.startswith(self.sign) and len(self.own or self.name) > 2:
            return self.name + body[len(self.sign) :]
        return self.name + body


def chain(text: str) -> list[Place]:
    """The places with which the name of a body begins, from the widest; each name holds those before it."""
    if league := _LEAGUE.match(text):
        text = league["place"] + league["sign"]
    at = fore.end() if (fore := _FORE.match(text)) else 0
    begin, province = at, ""
    found: list[Place] = []
    if (step := _NAMED.match(text, at)) or (step := _ANY_PROVINCE.match(text, at)):
        province, at = step[0], step.end()
        found.append(Place(text[begin:at], Level.PROVINCE, province))
    elif short := _SHORTLY.match(text, at):
        rest = text[short.end() :]
        if re.match(r"省|市(?!场)", rest) is None and not re.match("市|州|县", rest):
            province, at = _SHORT[short[0]], short.end()
    return [*found, *_below(text, begin, at, province)]


def _below(text: str, begin: int, at: int, province: str) -> Iterator[Place]:
    while step := _next(text, at):
        name, at = step[0], step.end()
        level = _level(name)
        province = province or _PROVINCE_OF.get(name, "")
        yield Place(text[begin:at], level, province, name[:-1] in _GREAT, name)
        if level is Level.VILLAGE:
            return


def _next(text: str, at: int) -> "re.Match[str] | None":
    return _PREFECTURE.match(text, at) or _STEP.match(text, at)


def _level(name: str) -> Level:
    if name.endswith("村"):
        return Level.VILLAGE
    if name.endswith(("镇", "乡", "街道", "公社")):
        return Level.TOWNSHIP
    if name in _PROVINCE_OF or name.endswith(("自治州", "地区", "地", "盟", "州")):
        return Level.PREFECTURE
    return Level.COUNTY


def is_relative(text: str) -> bool:
    """Whether the name of a body leaves its place to what was named before: 省林业厅, 市委, 团县委."""
    return _RELATIVE.match(text) is not None and _LONE.match(text) is None


def begins_with_place(text: str) -> bool:
    """Whether a name begins with a place of its own."""
    if _FORE.match(text) or _NATIONAL.match(text) or chain(text):
        return True
    return any(text.startswith(short) for short in _SHORT)


@dataclass(slots=True)
class Places:
    """The places named so far, the last of each sign; `provinces` are all that the whole text names."""

    last: dict[str, Place] = field(default_factory=dict)
    province: str = ""

    def see(self, name: str) -> None:
        """Take note of the places in the name of a body."""
        for place in chain(name):
            if not place.name.endswith(("开发区", "园区", "产业区", "保税区")):
                self.last[place.sign] = place
            self.province = place.province or self.province
        short = next((full for short, full in _SHORT.items() if name.startswith(short)), "")
        self.province = short or self.province

    def place(self, sign: str) -> Place | None:
        """The place that 省, 市, 县 … stands for."""
        if sign in {"省", "自治区"}:
            return Place(self.province, Level.PROVINCE, self.province) if self.province else None
        if sign == "区" and "区" not in self.last and self.province.endswith("自治区"):
            return Place(self.province, Level.PROVINCE, self.province)
        return self.last.get(sign)

    def expand(self, body: str) -> str:
        """A relative name with its place, or as it is where none was named."""
        found = _RELATIVE.match(body)
        if found is None:
            return body
        if found[0] == "团":
            return self._league(body)
        sign = {"自治州": "州", "自治县": "县"}.get(found[0], found[0])
        place = self.place("地" if sign == "地" else sign)
        if place is None:
            return body
        if sign == "自治区" or found[0] in {"自治州", "自治县"}:
            return place.name + body[len(found[0]) :]
        return place.with_body(body)

    def _league(self, body: str) -> str:
        """团县委 is the league's committee of the county."""
        place = self.place(body[1])
        return f"共青团{place.with_body(body[1:])}" if place else body

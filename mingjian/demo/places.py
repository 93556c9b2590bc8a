"""The divisions of the province and the offices on them, in two lines of authority and a few resident groups."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mingjian.demo.numbers import Size
from mingjian.offices.actions import DivisionRow, NewOffice, found_offices, load_divisions
from mingjian.offices.models import Level, Line
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope

FILE = Path(__file__).resolve().parents[1] / "offices" / "data" / "yunnan_divisions.csv"
LEVELS = {"province": 1, "city": 2, "county": 3, "township": 4, "village": 5}
ROOT = "53"
MARK = "（演示）"
SINCE = date(1995, 1, 1)
RESIDENT = ("财经系统", "政法系统", "教育卫生系统", "国资国企系统")


@dataclass(slots=True)
class Places:
    """Divisions by level, in the order of their codes, and the offices on them by (line, division code)."""

    divisions: dict[str, DivisionRow]
    by_level: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    inspection: dict[str, int] = field(default_factory=dict)
    discipline: dict[str, int] = field(default_factory=dict)
    resident: list[int] = field(default_factory=list)

    def name(self, code: str) -> str:
        return self.divisions[code].name

    def short(self, code: str) -> str:
        """The name without its generic end: 五华 for 五华区; autonomous places keep theirs."""
        name = self.name(code)
        return name[:-1] if name[-1] in "省市区县" and len(name) > 2 and "自治" not in name else name

    def whole_name(self, code: str) -> str:
        """The name with those above it, below the province."""
        names = []
        at: str | None = code
        while at and at != ROOT:
            names.append(self.name(at))
            at = self.divisions[at].parent_code
        return "".join(reversed(names)) or self.name(ROOT)

    def county_of(self, code: str) -> str:
        while self.divisions[code].level > Level.COUNTY:
            code = self.divisions[code].parent_code or ROOT
        return code


def read(size: Size) -> Places:
    """The divisions of the file; a small province has the first cities and counties only."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            DivisionRow(row["code"], row["name"], LEVELS[row["level"]], row["parent_code"] or None, number)
            for number, row in enumerate(csv.DictReader(file), start=2)
        ]
    kept: dict[str, DivisionRow] = {}
    most = {Level.CITY: size.cities, Level.COUNTY: size.counties} if not size.whole else {}
    seen: Counter[int] = Counter()
    for row in sorted(rows, key=lambda row: (row.level, row.code)):
        fits = row.level not in most or seen[row.level] < most[Level(row.level)]
        if fits and (row.parent_code is None or row.parent_code in kept):
            kept[row.code] = row
            seen[row.level] += 1
    places = Places(kept)
    for row in kept.values():
        places.by_level[row.level].append(row.code)
        if row.parent_code:
            places.children[row.parent_code].append(row.code)
    return places


def found(places: Places, scope: Scope) -> None:
    """Load the divisions and found the offices; fills `places.inspection`, `.discipline` and `.resident`."""
    load_divisions(rows=places.divisions.values(), scope=scope)
    ids = found_offices(rows=list(_offices(places)), scope=scope)
    places.inspection = {key[2:]: pk for key, pk in ids.items() if key.startswith("i:")}
    places.discipline = {key[2:]: pk for key, pk in ids.items() if key.startswith("d:")}
    places.resident = [pk for key, pk in ids.items() if key.startswith("r:")]


def _offices(places: Places) -> Iterable[NewOffice]:
    names: Counter[str] = Counter()
    for code, row in places.divisions.items():
        above = row.parent_code
        if row.level <= Level.COUNTY:
            kind = "巡视" if row.level == Level.PROVINCE else "巡察"
            # The province lets teams read through a dossier what its own rounds found; the others a summary.
            depth = Depth.FULL if row.level == Level.PROVINCE else Depth.SUMMARY
            name = f"{_committee(places, code)}{kind}工作领导小组办公室{MARK}"
            yield NewOffice(
                f"i:{code}", Line.INSPECTION, row.level, code, above and f"i:{above}", name, None, depth, SINCE
            )
        name = _discipline_name(places, code)
        names[name] += 1
        if names[name] > 1:
            name = f"{name}{names[name]}"
        parent = f"d:{above}" if above else None
        yield NewOffice(f"d:{code}", Line.DISCIPLINE, row.level, code, parent, name, None, Depth.SUMMARY, SINCE)
    yield NewOffice(
        "r:root", Line.RESIDENT, Level.PROVINCE, ROOT, None, f"省纪委监委派驻机构管理室{MARK}", None, 1, SINCE
    )
    for number, system in enumerate(RESIDENT):
        name = f"省纪委监委派驻{system}纪检监察组{MARK}"
        yield NewOffice(f"r:{number}", Line.RESIDENT, Level.PROVINCE, ROOT, "r:root", name, None, 1, SINCE)


def _committee(places: Places, code: str) -> str:
    return "省委" if code == ROOT else f"{places.name(code)}委"


def _discipline_name(places: Places, code: str) -> str:
    level = places.divisions[code].level
    if level == Level.PROVINCE:
        return f"省纪委监委{MARK}"
    if level <= Level.COUNTY:
        return f"{places.name(code)}纪委监委{MARK}"
    county = places.name(places.county_of(code))
    if level == Level.TOWNSHIP:
        return f"{county}{places.name(code)}纪（工）委{MARK}"
    parent = places.divisions[code].parent_code or ROOT
    return f"{county}{places.name(parent)}{places.name(code)}纪检监察联络站{MARK}"


RIGHTS_TO_FOUND = frozenset({Right.MANAGE_OFFICES})

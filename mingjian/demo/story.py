"""The story: a bank inspected in a mobile round, whose party secretary of those years is now a university's president.

The team about to enter the university holds nothing but its task; the bank's findings belong to the province's office.
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from mingjian.demo.bodies import COMMITTEE, Body
from mingjian.demo.cadres import Cadre, Post
from mingjian.demo.inspections import Visit, Wave
from mingjian.demo.places import MARK, ROOT, Places
from mingjian.demo.tables import table
from mingjian.lib.dates import PartialDate
from mingjian.offices.models import Level
from mingjian.offices.scope import Scope
from mingjian.orgs.actions import Merging, Renaming, merge_many, rename_many
from mingjian.orgs.kinds import Kind, NameKind
from mingjian.rounds.models import RoundKind

PRESIDENT = "江砚"
BANK, UNIVERSITY, COLLEGE, HOSPITAL, PRESS = "S-BANK", "S-UNIVERSITY", "S-COLLEGE", "S-HOSPITAL", "S-PRESS"
MOBILE = (date(2017, 8, 21), date(2017, 9, 21))
ENTRY = (date(2018, 4, 27), date(2018, 6, 27))
MERGED_ON = PartialDate(2015, 7)
BANK_TEAM, TEAM = 11, 8


@dataclass(slots=True)
class Story:
    """The story's bodies and people; `visits` are the inspections it needs."""

    bodies: dict[str, Body]
    people: list[Cadre]
    visits: dict[str, Visit]

    @property
    def president(self) -> Cadre:
        return self.people[0]


def bodies(places: Places) -> list[Body]:
    """The bank, the university with two units, and the college that became part of it."""
    offices = (places.inspection[ROOT], places.discipline[ROOT])
    committee = f"{ROOT}-{COMMITTEE}"
    rows = (
        (BANK, f"青澜省级农村信用联社{MARK}", Kind.FINANCE, committee, 1999, "青澜联社"),
        (UNIVERSITY, f"云岭示范学院{MARK}", Kind.UNIVERSITY, committee, 1985, "云岭大学"),
        (COLLEGE, f"青屏示范专科学校{MARK}", Kind.UNIVERSITY, committee, 1992, "青屏师专"),
        (HOSPITAL, f"云岭示范大学附属医院{MARK}", Kind.HOSPITAL, UNIVERSITY, 1996, "云岭附院"),
        (PRESS, f"云岭示范大学后勤集团{MARK}", Kind.ENTERPRISE, UNIVERSITY, 2001, "云岭后勤"),
    )
    return [
        Body(
            code,
            name,
            kind,
            Level.PROVINCE,
            ROOT,
            superior,
            offices,
            ROOT,
            PartialDate(year),
            ((short, NameKind.SHORT),),
            story=True,
        )
        for code, name, kind, superior, year, short in rows
    ]


def change(found: dict[str, Body], scope: Scope) -> None:
    """The college goes into the university; the university and the bank take their present names."""
    college, university, bank = found[COLLEGE], found[UNIVERSITY], found[BANK]
    merge_many(rows=[Merging([college.id], university.id, MERGED_ON, "教育资源整合（虚构）")], scope=scope)
    college.ended = MERGED_ON.lower
    university.name, bank.name = f"云岭示范大学{MARK}", f"青澜农村信用社联合社{MARK}"
    renamings = [
        Renaming(university.id, university.name, PartialDate(2014, 3), "更名（虚构）"),
        Renaming(bank.id, bank.name, PartialDate(2012, 6, 1), "更名（虚构）"),
    ]
    rename_many(rows=renamings, scope=scope)


def visits(found: dict[str, Body], waves: dict[str, list[Wave]]) -> dict[str, Visit]:
    """The mobile inspection of the bank, earlier ones at the university and the college, and the one to come."""
    province = waves[ROOT]
    mobile = next(each for each in province if each.kind == RoundKind.MOBILE)
    coming = next(each for each in province if each.start == ENTRY[0])
    early = next(each for each in province if each.start.year == 2013)
    since = date(2008, 1, 1)
    return {
        "bank": Visit("story-bank", mobile, found[BANK], BANK_TEAM, date(2011, 1, 1)),
        "coming": Visit("story-university", coming, found[UNIVERSITY], TEAM, date(2013, 1, 1)),
        "university": Visit("story-university-2013", early, found[UNIVERSITY], 1, since),
        "college": Visit("story-college-2013", early, found[COLLEGE], 1, since),
    }


def people(bodies_: dict[str, Body], random: Random, namesake_at: Body) -> list[Cadre]:
    """The president first, his namesake next, then who else leads the university and the bank."""
    at = {**bodies_, "namesake": namesake_at}
    rows = []
    for number, row in enumerate(table("story")["people"]):
        posts = [_post(at[post["at"]], post) for post in row["posts"]]
        born, ethnicity = PartialDate(*row["born"]), random.choice(("汉族", "白族", "彝族"))
        rows.append(Cadre(f"s{number}", row["name"], row["sex"], born, ethnicity, row["managed_by"], posts))
    return rows


def _post(body: Body, row: dict[str, Any]) -> Post:
    """`start` and `end` are year and month; the end is the last month in the post."""
    year, month = row["start"]
    end = row.get("end")
    until = date(end[0] + end[1] // 12, end[1] % 12 + 1, 1) if end else None
    return Post(body, row["post"], row["rank"], row.get("chief", False), date(year, month, 1), until)

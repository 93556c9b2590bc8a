"""What stands before findings can be: an inspection line of offices, bodies, and a user over the province."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import connections

from mingjian.accounts.actions import NewUser, create_users, grant
from mingjian.accounts.models import User
from mingjian.accounts.scopes import build, of_system
from mingjian.lib.dates import PartialDate
from mingjian.offices.actions import NewOffice, found_offices
from mingjian.offices.models import Level, Line, Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.orgs.actions import NewOrganisation, record_organisations
from mingjian.orgs.kinds import Kind

CITIES, COUNTIES, BODIES = 16, 129, 5447
SINCE = date(2000, 1, 1)
BODY_WORDS = (
    "财政局",
    "水务局",
    "教育局",
    "人民医院",
    "住建局",
    "农业农村局",
    "民政局",
    "林草局",
    "国资公司",
    "第一中学",
)
PLACES = "昆曲玉保昭丽普临楚红文西大德怒迪安宁江山川河源泉清平永和新富石龙凤云"


@dataclass(frozen=True, slots=True)
class Ground:
    """Ids of the province's, cities' and counties' offices; the bodies with their offices; the user and the scope."""

    province: int
    cities: list[int]
    counties: list[int]
    orgs: dict[str, int]
    office_of: dict[int, int]
    names: list[str]
    user: User
    scope: Scope


def lay(bodies: int = BODIES) -> Ground:
    """Found the offices, record the bodies, create the user; all through the real actions."""
    founding = of_system("bench", held=[Held("founding", frozenset(Right))])
    offices = found_offices(rows=_offices(), scope=founding)
    paths = dict(Office.objects.values_list("pk", "path"))
    everything = of_system("bench", held=[Held(str(paths[offices["province"]]), frozenset(Right))])
    rows = _bodies(bodies, offices)
    orgs = record_organisations(rows=rows, scope=everything)
    made = create_users(rows=[NewUser("bench", "Bench", offices["province"])], scope=everything)["bench"]
    grant(
        user=made,
        office=Office.objects.get(pk=offices["province"]),
        role="office_head",
        since=SINCE,
        scope=everything,
    )
    return Ground(
        province=offices["province"],
        cities=[offices[f"city{at}"] for at in range(CITIES)],
        counties=[offices[f"county{at}"] for at in range(COUNTIES)],
        orgs=orgs,
        office_of={orgs[row.code]: row.office_ids[0] for row in rows},
        names=[row.name for row in rows],
        user=made,
        scope=build(made),
    )


def _offices() -> list[NewOffice]:
    rows = [NewOffice("province", Line.INSPECTION, Level.PROVINCE, None, None, "基准省委巡视办")]
    rows += [
        NewOffice(f"city{at}", Line.INSPECTION, Level.CITY, None, "province", f"基准市{at}委巡察办")
        for at in range(CITIES)
    ]
    rows += [
        NewOffice(f"county{at}", Line.INSPECTION, Level.COUNTY, None, f"city{at % CITIES}", f"基准县{at}委巡察办")
        for at in range(COUNTIES)
    ]
    return rows


def _bodies(count: int, offices: dict[str, int]) -> list[NewOrganisation]:
    random = Random(53)  # noqa: S311  # invented data, no secret
    rows = []
    for at in range(count):
        county = at % COUNTIES
        place = "".join(random.choices(PLACES, k=2))
        rows.append(
            NewOrganisation(
                f"J{at:06}",
                f"{place}县{county}{BODY_WORDS[at % len(BODY_WORDS)]}{at}",
                Kind.GOVERNMENT_DEPARTMENT,
                Level.COUNTY,
                None,
                None,
                PartialDate(2000),
                [offices[f"county{county}"], offices["province"]],
            )
        )
    return rows


def settle() -> None:
    """VACUUM and ANALYZE as the owner: the state that autovacuum brings about by itself a little later."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")

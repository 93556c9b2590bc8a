"""Who signs in: one user for each way of standing to the story, all with one password."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from mingjian.accounts.actions import NewUser, create_users, grant_many
from mingjian.accounts.models import User
from mingjian.demo.bodies import COMMISSION, INSPECTION, Body
from mingjian.demo.inspections import Visit
from mingjian.demo.places import ROOT, Places
from mingjian.demo.story import UNIVERSITY
from mingjian.dossiers.actions import prepare
from mingjian.offices.actions import set_bodies
from mingjian.offices.models import Level, Office
from mingjian.offices.scope import Scope
from mingjian.rounds.actions import assign
from mingjian.rounds.models import Target

PASSWORD = "Yanshi-mingjian-2018"  # noqa: S105  # the demo's, printed at every start
SINCE = date(2016, 1, 1)
TASK = (date(2018, 4, 10), date(2018, 8, 31))
LAST_USER = "shenji"


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in name and what it shows, in the words printed at the shell."""

    username: str
    display_name: str
    shows: str


SIGN_INS = (
    SignIn(
        "zuzhang",
        "省委第八巡视组组长",
        "opens the dossier of the university, keeps the focus list; holds the task alone",
    ),
    SignIn(
        "zuyuan",
        "省委第八巡视组成员",
        "finds 江砚 by two characters, reads why he stands first, opens the bank's finding",
    ),
    SignIn("sheng", "省委巡视办主任", "reads and plans everything of the province in both lines"),
    SignIn(
        "shengwenshu", "省委巡视办文书", "keeps the province's register and findings, imports and exports; no leads"
    ),
    SignIn("xiansuo", "省纪委监委案管干部", "keeps the leads and outcomes of the whole discipline line"),
    SignIn("shi", "市委巡察办主任", "everything of one city and its counties, nothing of the province's own"),
    SignIn("xian-a", "甲县巡察办文书", "one county's register and findings"),
    SignIn("xian-b", "乙县巡察办主任", "the sibling county: finds nothing of the bank, the university or county A"),
    SignIn(
        "jiediao",
        "借调自云岭示范大学的干部",
        "reads the province's leads, but none on his own university or its president",
    ),
    SignIn("xitong", "系统管理员", "makes, renames, moves and ends users; reads no matter, grants nothing"),
    SignIn("quanxian", "安全管理员", "gives and revokes rights; reads no matter, makes nobody"),
    SignIn(LAST_USER, "审计管理员", "reads the record of who did and read what; reads no matter"),
)


def set_up(places: Places, bodies: Mapping[str, Body], visit: Visit, scope: Scope) -> None:
    """Tell offices their bodies, create the users with their grants, form team eight and prepare its dossier."""
    for offices, number in ((places.inspection, INSPECTION), (places.discipline, COMMISSION)):
        known = {pk: bodies[f"{code}-{number}"].id for code, pk in offices.items() if f"{code}-{number}" in bodies}
        set_bodies(bodies=known, scope=scope)
    homes = _homes(places)
    hashed = make_password(PASSWORD)
    own_bodies = {"jiediao": bodies[UNIVERSITY].id}
    rows = [
        NewUser(
            each.username,
            each.display_name,
            homes[each.username][0],
            own_bodies.get(each.username),
            hashed,
        )
        for each in SIGN_INS
    ]
    users = create_users(rows=rows, scope=scope)
    offices_by_id = Office.objects.in_bulk({office for home in homes.values() for office in home[1]})
    wanted = [
        (users[name], offices_by_id[office], role) for name, (_home, held, role) in homes.items() for office in held
    ]
    grant_many(rows=wanted, since=SINCE, scope=scope)
    _form_team(users, visit, scope)


def _homes(places: Places) -> dict[str, tuple[int, tuple[int, ...], str]]:
    """Username → home office, offices over which it is granted, role. The team's members are granted nothing."""
    inspection, discipline = places.inspection, places.discipline
    city = places.by_level[Level.CITY][0]
    afar = places.by_level[Level.CITY][-1]
    first, second = places.children[city][:2]
    roots = (inspection[ROOT], discipline[ROOT])
    return {
        "zuzhang": (inspection[afar], (), ""),
        "zuyuan": (inspection[afar], (), ""),
        "sheng": (inspection[ROOT], roots, "office_head"),
        "shengwenshu": (inspection[ROOT], roots[:1], "clerk"),
        "xiansuo": (discipline[ROOT], roots[1:], "leads_officer"),
        "shi": (inspection[city], (inspection[city], discipline[city]), "office_head"),
        "xian-a": (inspection[first], (inspection[first],), "clerk"),
        "xian-b": (inspection[second], (inspection[second],), "office_head"),
        "jiediao": (discipline[ROOT], roots[1:], "leads_officer"),
        "xitong": (inspection[ROOT], roots, "system_administrator"),
        "quanxian": (inspection[ROOT], roots, "security_administrator"),
        LAST_USER: (inspection[ROOT], roots, "audit_administrator"),
    }


def _form_team(users: Mapping[str, User], visit: Visit, scope: Scope) -> None:
    target = Target.objects.select_related("team__round").get(pk=visit.id)
    for name, role in (("zuzhang", "team_leader"), ("zuyuan", "team_member")):
        assign(team=target.team, user=users[name], role=role, scope=scope, start=TASK[0], end=TASK[1])
    prepare(target=target, scope=scope)

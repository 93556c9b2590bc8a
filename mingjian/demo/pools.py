"""The pools: some of the cadres whose careers say that they are in one, with what they know and what they stay out of.

It draws from a chance of its own, so that nothing else of the province changes with it.
"""

from collections.abc import Sequence
from datetime import date
from random import Random

from mingjian.demo.cadres import Cadre, People
from mingjian.demo.numbers import SEED, Size
from mingjian.demo.places import Places
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.actions import NewResume, record_resumes
from mingjian.rounds.actions import NewPoolMember, declare_recusal, record_members
from mingjian.rounds.models import PoolMember
from mingjian.rounds.pool_kinds import Ground, Pool, Speciality

# Of the cadres in pools, those that are on the register of pools; of those, the ones with a recusal and a résumé.
PLACES, RECUSALS, RESUMES = 600, 12, 30
STATES = ("available", "engaged", "unavailable")
WEIGHTS = (86, 10, 4)
EDUCATION = ("大学本科", "研究生", "大学本科", "省委党校研究生", "大专")
STUDIED = (
    "省外某大学法学专业学习",
    "省内某财经学院会计专业学习",
    "省内某师范学院中文专业学习",
    "省外某工学院水利专业学习",
)


def record(people: People, places: Places, size: Size, scope: Scope) -> None:
    """Take the first cadres of each place into the pools of its inspection office."""
    random = Random(SEED + 1)
    chosen = _spread(people.pool, max(12, round(PLACES * size.scale)))
    ids = record_members(rows=[_place(cadre, places, random) for cadre in chosen], scope=scope)
    _recusals(chosen[:RECUSALS], ids[:RECUSALS], random, scope)
    resumes = [_resume(cadre, places, random) for cadre in chosen[: max(3, round(RESUMES * size.scale))]]
    record_resumes(rows=resumes, scope=scope)


def _spread(pool: Sequence[Cadre], most: int) -> list[Cadre]:
    """As many of every place as of any other, the earliest of each first."""
    by_place: dict[str, list[Cadre]] = {}
    for cadre in pool:
        by_place.setdefault(cadre.posts[-1].body.division, []).append(cadre)
    found: list[Cadre] = []
    row = 0
    while len(found) < min(most, len(pool)):
        found += [cadres[row] for _code, cadres in sorted(by_place.items()) if row < len(cadres)]
        row += 1
    return found[:most]


def _place(cadre: Cadre, places: Places, random: Random) -> NewPoolMember:
    own, pooled = cadre.posts[-2], cadre.posts[-1]
    known = random.sample(Speciality.values, random.randrange(1, 4))
    return NewPoolMember(
        office_id=places.inspection[pooled.body.division],
        person_id=cadre.id,
        pool=Pool.LEADER if "组长" in pooled.title else Pool.TALENT,
        unit=own.body.name,
        org_id=own.body.id,
        post=own.title,
        rank=own.rank,
        political_status="中共党员",
        education=random.choice(EDUCATION),
        specialities=known,
        joined_on=pooled.start,
        state=random.choices(STATES, WEIGHTS)[0],
    )


def _recusals(cadres: Sequence[Cadre], ids: Sequence[int], random: Random, scope: Scope) -> None:
    """The body where somebody serves now is one that they stay out of."""
    members = PoolMember.objects.in_bulk(ids)
    orgs = Organisation.objects.in_bulk([cadre.posts[-2].body.id for cadre in cadres])
    for cadre, pk in zip(cadres, ids, strict=True):
        ground = random.choice((Ground.POST, Ground.BUSINESS, Ground.KINSHIP))
        declare_recusal(
            member=members[pk],
            org=orgs[cadre.posts[-2].body.id],
            ground=ground,
            since=date(2018, 1, 1),
            until=None,
            note="",
            scope=scope,
        )


def _resume(cadre: Cadre, places: Places, random: Random) -> NewResume:
    """A line of study, which is no tenure and stays as text."""
    year = (cadre.born.year or 1970) + 18
    text = f"{year}.09-{year + 4}.07 {random.choice(STUDIED)}"
    return NewResume(cadre.id, places.inspection[cadre.posts[-1].body.division], text, "任免审批表（虚构）")

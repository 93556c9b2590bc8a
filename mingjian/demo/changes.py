"""Bodies that were renamed, merged or moved: each a dated succession, recorded through its action."""

from random import Random

from mingjian.demo.bodies import COMMITTEE, Body
from mingjian.demo.numbers import Size
from mingjian.demo.places import MARK
from mingjian.demo.tables import table
from mingjian.lib.dates import PartialDate
from mingjian.offices.models import Level
from mingjian.offices.scope import Scope
from mingjian.orgs.actions import Merging, Renaming, merge_many, move, rename_many
from mingjian.orgs.kinds import Kind
from mingjian.orgs.models import Organisation

NEW_NAMES: dict[str, str] = table("bodies")["new_names"]
# What goes into what, by the number in the list of departments.
MERGERS = (("13", "12"), ("15", "16"), ("17", "12"))


def change(bodies: list[Body], size: Size, random: Random, scope: Scope) -> None:
    """Rename, merge and move some of the departments of cities and counties; the merged ones get `ended`."""
    ordinary = [each for each in bodies if not each.story and each.level in (Level.CITY, Level.COUNTY)]
    by_code = {each.code: each for each in ordinary}
    merged = _merge(ordinary, by_code, size["merged"] - 1 if size.whole else 1, random, scope)
    _rename([each for each in ordinary if each.code not in merged], size, random, scope)
    _move([each for each in ordinary if each.code not in merged], size, random, scope)


def _merge(ordinary: list[Body], by_code: dict[str, Body], wanted: int, random: Random, scope: Scope) -> set[str]:
    groups = sorted({each.group for each in ordinary})
    rows, touched = [], set()
    for group in random.sample(groups, min(wanted, len(groups))):
        former, successor = random.choice(MERGERS)
        body, into = by_code[f"{group}-{former}"], by_code[f"{group}-{successor}"]
        on = PartialDate(random.randrange(2014, 2018), random.randrange(1, 13))
        body.ended = on.lower
        touched |= {body.code, into.code}
        rows.append(Merging([body.id], into.id, on, "机构改革，职责整合（虚构）"))
    merge_many(rows=rows, scope=scope)
    return touched


def _rename(bodies: list[Body], size: Size, random: Random, scope: Scope) -> None:
    endings = tuple(f"{old}{MARK}" for old in NEW_NAMES)
    fitting = [each for each in bodies if each.name.endswith(endings)]
    rows = []
    for body in random.sample(fitting, min(size["renamed"] - 2 if size.whole else 2, len(fitting))):
        old = next(each for each in NEW_NAMES if body.name.endswith(f"{each}{MARK}"))
        name = body.name.replace(f"{old}{MARK}", f"{NEW_NAMES[old]}{MARK}")
        on = PartialDate(random.randrange(2012, 2018), random.randrange(1, 13))
        rows.append(Renaming(body.id, name, on, "机构名称调整（虚构）"))
        body.name = name
    rename_many(rows=rows, scope=scope)


def _move(bodies: list[Body], size: Size, random: Random, scope: Scope) -> None:
    """A few hospitals come under the health department instead of the committee."""
    hospitals = [each for each in bodies if each.kind == Kind.HOSPITAL]
    by_code = {each.code: each for each in bodies}
    for body in random.sample(hospitals, min(size["moved"], len(hospitals))):
        health = by_code.get(f"{body.group}-14")
        if health is None or body.superior != f"{body.group}-{COMMITTEE}":
            continue
        rows = Organisation.objects.in_bulk([body.id, health.id])
        on = PartialDate(random.randrange(2013, 2018), random.randrange(1, 13))
        move(organisation=rows[body.id], superior=rows[health.id], on=on, basis="隶属关系调整（虚构）", scope=scope)

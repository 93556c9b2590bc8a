"""A small province for the tests of this room: offices in two lines, and bodies to change."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.audit.actor import Actor
from mingjian.lib.dates import PartialDate
from mingjian.offices.actions import DivisionRow, NewOffice, found_offices, load_divisions
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.orgs.actions import NewOrganisation, record_organisations
from mingjian.orgs.models import Organisation

ALL = frozenset(Right)
ON = date(2026, 11, 1)


def system(*paths: str, rights: frozenset[Right] = ALL) -> Scope:
    """A named part of the system that holds rights over these offices."""
    return Scope(actor=Actor.named("tests"), on=ON, held=tuple(Held(path, rights) for path in paths))


def day(written: str) -> PartialDate:
    found = PartialDate.parse(written)
    assert found is not None
    return found


@dataclass
class Ground:
    """Offices by key and a scope over all of them."""

    offices: dict[str, int] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    scope: Scope = field(default_factory=lambda: system("0"))

    def row(self, code: str, superior: str | None = None, since: str = "2000", **more: Any) -> NewOrganisation:
        values: dict[str, Any] = {
            "name": f"单位{code}",
            "kind": "government_department",
            "level": 3,
            "division_code": "530102",
        }
        values |= {"office_ids": [self.offices["county"]], **more}
        return NewOrganisation(code=code, superior_code=superior, since=day(since), **values)

    def record(self, *rows: NewOrganisation) -> dict[str, Organisation]:
        ids = record_organisations(rows=rows, scope=self.scope)
        found = Organisation.objects.in_bulk(ids.values())
        return {code: found[body_id] for code, body_id in ids.items()}


def prepare() -> Ground:
    """Divisions, five offices in two lines of authority, no organisation."""
    load_divisions(
        rows=[
            DivisionRow("53", "云南省", 1, ""),
            DivisionRow("5301", "昆明市", 2, "53"),
            DivisionRow("530102", "五华区", 3, "5301"),
        ],
        scope=system("0"),
    )
    offices = found_offices(
        rows=[
            NewOffice("province", "inspection", 1, "53", None, "省委巡视办"),
            NewOffice("city", "inspection", 2, "5301", "province", "市委巡察办"),
            NewOffice("county", "inspection", 3, "530102", "city", "五华区委巡察办"),
            NewOffice("sibling", "inspection", 3, "530102", "city", "盘龙区委巡察办"),
            NewOffice("discipline", "discipline", 3, "530102", None, "五华区纪委"),
        ],
        scope=system("0"),
    )
    paths = dict(Office.objects.values_list("pk", "path"))
    by_key = {key: paths[pk] for key, pk in offices.items()}
    return Ground(offices, by_key, system(by_key["province"], by_key["discipline"]))

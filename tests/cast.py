"""The cast of tests: offices of several lines, and users who hold this and that there."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from mingjian.accounts.models import Grant, Task, User
from mingjian.offices.copying import next_ids
from mingjian.offices.models import Level, Office

TODAY = date(2026, 6, 1)
LONG_AGO = date(2020, 1, 1)

_numbers = count(1)


def office(name: str, line: str = "inspection", parent: Office | None = None, **columns: Any) -> Office:
    """An office, existing since 2020 unless told, at the end of its parent's path."""
    [number] = next_ids(Office, 1)  # the path ends in it
    return Office.objects.create(
        pk=number,
        line=line,
        level=Level.COUNTY,
        parent=parent,
        name=f"{name}{number}",
        path=f"{parent.path}.{number}" if parent else str(number),
        **{"existed": (LONG_AGO, None), **columns},
    )


@dataclass(frozen=True, slots=True)
class Offices:
    """One line from province to township, a sibling county in it, and a county office of another line."""

    province: Office
    city: Office
    county: Office
    township: Office
    sibling: Office
    other_line: Office

    @classmethod
    def found(cls) -> "Offices":
        """Found them all."""
        province = office("省委巡视办")
        city = office("市委巡察办", parent=province)
        county = office("县委巡察办", parent=city)
        return cls(
            province=province,
            city=city,
            county=county,
            township=office("镇巡察站", parent=county),
            sibling=office("邻县巡察办", parent=city),
            other_line=office("县纪委", line="discipline"),
        )


def user(home: Office, **columns: Any) -> User:
    """A user of an office who holds nothing."""
    number = next(_numbers)
    return User.objects.create(
        username=f"user{number}",
        display_name=f"示例用户{number}",
        office=home,
        password="!",
        created_at=timezone.now(),
        **columns,
    )


def give(
    holder: User, where: Office, role: str, *, since: date = LONG_AGO, until: date | None = None, revoked: bool = False
) -> Grant:
    """A role over an office, as its row stands in the table."""
    return Grant.objects.create(
        user=holder,
        office=where,
        role=role,
        valid=(since, until),
        granted_at=timezone.now(),
        revoked_at=timezone.now() if revoked else None,
    )


def task(
    holder: User,
    target_id: int,
    org_ids: list[int],
    *,
    role: str = "team_member",
    since: date = LONG_AGO,
    until: date | None = None,
    ended: bool = False,
) -> Task:
    """A task on a target, as its row stands in the table."""
    return Task.objects.create(
        user=holder,
        target_id=target_id,
        org_ids=org_ids,
        role=role,
        valid=(since, until),
        ended_at=timezone.now() if ended else None,
    )

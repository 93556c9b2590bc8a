"""A post as an object: who held it, before and after whom, and when nobody or two did.

A post is a body and a title as `post_key` compares them. What is said of its chair is said of the holders in scope.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.audit.record import record
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Tenure
from mingjian.people.posts import post_key
from mingjian.people.questions.served import Served, served_of

MOST = 300
# Days that an end known to the day, the month or the year leaves open.
OPEN = {"day": 0, "month": 31, "year": 366, "": 0}


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody on record from `since` until before `until` (None: to this day)."""

    since: date
    until: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Holder:
    """One who held the post; `vacant` is the gap before, `together` names who held it at the same time, and for how
    many days beyond what the dates leave open."""

    served: Served
    vacant: Gap | None
    together: tuple[tuple[Served, int], ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its holders, the first first. `vacant` is the gap since the last; `titles` are the ways it is
    written; `is_chief` where one of its holders was at the head."""

    key: str
    titles: tuple[str, ...]
    is_chief: bool
    holders: list[Holder]
    vacant: Gap | None


def posts_of(organisation: Organisation, scope: Scope) -> list[tuple[str, str, bool, int]]:
    """Key, a title, chief or not, and number of tenures of each post in scope; chief posts first. One query."""
    rows = Tenure.objects.visible_to(scope).filter(org=organisation).values_list("post", "is_chief", "rank")
    found: dict[str, tuple[str, bool, int, int]] = {}
    for title, is_chief, rank in rows.order_by("pk"):
        key = post_key(title)
        first, chief, highest, count = found.get(key, (title, False, 99, 0))
        found[key] = (first, chief or is_chief, min(highest, rank or 99), count + 1)
    ordered = sorted(found.items(), key=lambda each: (not each[1][1], each[1][2], each[1][0]))
    return [(key, title, chief, count) for key, (title, chief, _rank, count) in ordered if key]


def post_at(organisation: Organisation, key: str, scope: Scope) -> Post | None:
    """The post of that key with at most 300 tenures; None when no tenure in scope has it. Four queries."""
    rows = Tenure.objects.visible_to(scope).filter(org=organisation)
    titles = sorted(
        title for title in rows.order_by().values_list("post", flat=True).distinct() if post_key(title) == key
    )
    if not titles:
        return None
    tenures = list(rows.filter(post__in=titles).select_related("person", "org").order_by("during", "pk")[:MOST])
    served = served_of(tenures, scope)
    if not served:
        return None
    record("person.list", actor=scope.actor, kind="person", ids=sorted({each.person_id for each in served}))
    slack = {row.pk: OPEN[row.start_precision] + OPEN[row.end_precision] for row in tenures}
    last = max((each.until or date.max for each in served), default=date.max)
    ended = organisation.existed.upper
    still = last <= scope.on and (ended is None or last < ended)
    return Post(
        key=key,
        titles=tuple(titles),
        is_chief=any(each.is_chief for each in served),
        holders=_in_order(served, slack, scope.on),
        vacant=Gap(last, ended, ((ended or scope.on) - last).days) if still else None,
    )


def _in_order(served: Sequence[Served], slack: dict[int, int], today: date) -> list[Holder]:
    found: list[Holder] = []
    held_until: date | None = None
    ordered = sorted(served, key=lambda each: (each.since or date.min, each.until or date.max, each.id))
    for each in ordered:
        gap = None
        if held_until is not None and each.since is not None and held_until < each.since:
            gap = Gap(held_until, each.since, (each.since - held_until).days)
        together = tuple(
            (other, days)
            for other in ordered
            if other.person_id != each.person_id and (days := _shared(each, other, slack, today)) > 0
        )
        found.append(Holder(each, gap, together))
        held_until = max(held_until or date.min, each.until or date.max)
    return found


def _shared(one: Served, other: Served, slack: dict[int, int], today: date) -> int:
    """Days that both held the post for certain, whatever their dates leave open; 0 when perhaps none."""
    if one.since is None or other.since is None:
        return 0
    end = min(one.until or today + timedelta(days=1), other.until or today + timedelta(days=1))
    days = (end - max(one.since, other.since)).days
    return days if days > max(slack[one.id], slack[other.id]) else 0

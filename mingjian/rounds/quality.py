"""What a round's or a target's row must not be like."""

from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from mingjian.offices.rights import Right
from mingjian.quality.registry import Asking, Rows, Rule, register
from mingjian.rounds.models import Member, Round, Target

LEADER = "team_leader"


def _without_targets(rows: Rows, asking: Asking) -> Rows:
    """A round that has begun and enters nobody."""
    entered = Target.objects.filter(team__round=OuterRef("pk"))
    return rows.filter(~Exists(entered), during__startswith__lte=asking.on)


def _twice(rows: Rows, asking: Asking) -> Rows:
    others = asking.seen(Target).filter(org=OuterRef("org"), team__round=OuterRef("team__round"))
    return rows.filter(Exists(others.exclude(pk=OuterRef("pk"))))


def _without_leader(rows: Rows, asking: Asking) -> Rows:
    """Being on site without an authorised leader 一次一授权."""
    leaders = Member.objects.filter(team=OuterRef("team"), role=LEADER)
    return rows.filter(~Exists(leaders), on_site__contains=asking.on)


def _outside_round(rows: Rows, _asking: Asking) -> Rows:
    return rows.exclude(team__round__during__contains=F("on_site"))


def _inspected_later(rows: Rows, _asking: Asking) -> Rows:
    """The time looked at ends after the stay has ended."""
    return rows.filter(inspected__endswith__gt=F("on_site__endswith"))


def _title(row: Any) -> str:
    return f"{row.org.name}（{row.team.round.name}{row.team.name}）"


def _of_target(code: str, **more: Any) -> Rule:
    return Rule(
        code=code,
        model=Target,
        row_url="target",
        title=_title,
        related=("org", "team__round"),
        mends=Right.PLAN_ROUNDS,
        **more,
    )


register(
    Rule(
        code="round-empty",
        model=Round,
        words=_("Round without any inspected organisation"),
        why=_("Coverage of the term is counted by the bodies entered."),
        gravity=1,
        faulty=_without_targets,
        title=lambda row: str(row.name),
        row_url="round",
        mends=Right.PLAN_ROUNDS,
    ),
    _of_target(
        "target-twice",
        words=_("Organisation inspected twice in one round"),
        why=_("Its findings are divided, and coverage counts it twice."),
        gravity=3,
        faulty=_twice,
    ),
    _of_target(
        "target-leader",
        words=_("Team on site without a leader"),
        why=_("A leader is authorised for each task; without one nobody answers for the team."),
        gravity=2,
        faulty=_without_leader,
    ),
    _of_target(
        "target-outside-round",
        words=_("Stay outside the days of its round"),
        why=_("One of the two dates is wrong."),
        gravity=2,
        faulty=_outside_round,
    ),
    _of_target(
        "target-inspected-later",
        words=_("Inspected time that ends after the stay"),
        why=_("Findings without a period of their own are compared with careers by this time."),
        gravity=2,
        faulty=_inspected_later,
    ),
)

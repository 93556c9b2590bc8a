"""What an organisation's row must not be like."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from mingjian.offices.models import Level
from mingjian.orgs.kinds import Kind
from mingjian.orgs.models import Organisation
from mingjian.quality.registry import Asking, Rows, Rule, register


def _without_superior(rows: Rows, asking: Asking) -> Rows:
    """The committee of a division is the head of its place's tree; everything else stands under somebody."""
    below = rows.filter(superior=None, level__gt=Level.PROVINCE, existed__contains=asking.on)
    return below.exclude(kind=Kind.PARTY_COMMITTEE)


def _without_division(rows: Rows, asking: Asking) -> Rows:
    return rows.filter(division=None, existed__contains=asking.on)


def _namesakes(rows: Rows, asking: Asking) -> Rows:
    """Two bodies of one name under one superior, both existing."""
    others = asking.seen(Organisation).filter(
        name=OuterRef("name"), superior=OuterRef("superior"), existed__contains=asking.on
    )
    return rows.filter(Exists(others.exclude(pk=OuterRef("pk"))), existed__contains=asking.on)


def _title(row: Any) -> str:
    return f"{row.name}（{row.code}）"


def _rule(code: str, **more: Any) -> Rule:
    place = {"row_url": "organisation", "mend_url": "organisation-revise", "title": _title}
    return Rule(code=code, model=Organisation, **{**place, **more})


register(
    _rule(
        "organisation-superior",
        words=_("Organisation without a superior"),
        why=_("It stands in no tree: figures of the bodies above it leave it out."),
        gravity=3,
        faulty=_without_superior,
        mend_url="",
    ),
    _rule(
        "organisation-division",
        words=_("Organisation without a division"),
        why=_("Figures by place leave it out."),
        gravity=2,
        faulty=_without_division,
    ),
    _rule(
        "organisation-twice",
        words=_("Two organisations of one name under one superior"),
        why=_("What belongs to one body is divided between two."),
        gravity=3,
        faulty=_namesakes,
        mend_url="",
    ),
)

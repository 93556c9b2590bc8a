"""What the page of a hand-over shows, and what its form asks for."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts import holdings
from mingjian.accounts.actions.leaving import Plan
from mingjian.accounts.models import User
from mingjian.accounts.querysets import colleagues_of
from mingjian.offices.scope import Scope
from mingjian.ui.components import Fact
from mingjian.ui.tables import Cell, Column, Row, Table

MOST_COLLEAGUES = 300


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of work: its table with ticks, how many the reader may not see."""

    code: str
    words: Any
    table: Table
    hidden: int


def context(user: User, scope: Scope) -> dict[str, Any]:
    """Open and closed work by kind, with colleagues to choose from."""
    counted = holdings.work(user)
    sections = [
        _section(holding, user, scope, sum(counted[holding.code]))
        for holding in holdings.every()
        if sum(counted[holding.code])
    ]
    return {
        "title": _("Hand-over of %(name)s") % {"name": user.display_name},
        "kicker": _("Hand-over"),
        "facts": [
            Fact(_("Office"), user.office.name),
            Fact(_("Open"), sum(still for still, _over in counted.values()), tone=_tone(counted)),
            Fact(_("Closed"), sum(over for _still, over in counted.values())),
        ],
        "sections": sections,
        "can_move": any(section.table.rows for section in sections),
        "colleagues": colleagues_of(user)[:MOST_COLLEAGUES],
        "form_action": reverse("hand-over", args=[user.pk]),
    }


def _tone(counted: dict[str, tuple[int, int]]) -> str:
    return "due" if any(still for still, _over in counted.values()) else "done"


def _section(holding: holdings.Holding, user: User, scope: Scope, count: int) -> Section:
    items = holding.items(user, scope)
    columns = [Column("title", holding.words, wide=True), Column("state", _("State")), Column("note", _("Note"))]
    rows = [
        Row(
            f"{holding.code}:{item.id}",
            [
                Cell(item.title, url=item.url),
                Cell(_("Open"), state="active") if item.is_open else Cell(_("Closed"), state="closed"),
                item.note,
            ],
        )
        for item in items
    ]
    table = Table(holding.words, columns, rows, selectable=True, id=f"work-{holding.code}")
    return Section(holding.code, holding.words, table, count - len(items))


def read_plan(user: User, scope: Scope, sent: QueryDict) -> tuple[Plan, list[Any]]:
    """What goes to whom, as the form was sent; ids and colleagues that the page did not offer are left out."""
    offered = {str(each.pk): each for each in colleagues_of(user)[:MOST_COLLEAGUES]}
    ticked: dict[str, set[str]] = {}
    for each in sent.getlist("selected"):
        code, _colon, number = each.partition(":")
        ticked.setdefault(code, set()).add(number)
    plan: dict[str, list[tuple[list[int], User]]] = {}
    without: list[Any] = []
    for holding in holdings.every():
        wanted, every_one = ticked.get(holding.code, set()), bool(sent.get(f"all_{holding.code}"))
        ids = [item.id for item in holding.items(user, scope) if every_one or str(item.id) in wanted]
        to = offered.get(sent.get(f"to_{holding.code}", ""))
        if ids and to is None:
            without.append(holding.words)
        elif ids and to is not None:
            plan[holding.code] = [(ids, to)]
    return plan, without

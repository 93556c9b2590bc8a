"""What the pages about users show: the list with its filters, and the facts of one user."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts import holdings
from mingjian.accounts.models import Grant, Task, User
from mingjian.accounts.querysets import matching
from mingjian.offices.scope import Scope
from mingjian.ui.components import Action, Empty, Fact, Filter, FilterBar, Option, Pager
from mingjian.ui.tables import Cell, Column, Row, Table

PAGE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filters say; `after` is the sign-in name at which the page before ended."""

    words: str
    state: str
    after: str

    @classmethod
    def read(cls, request: HttpRequest) -> Self:
        state = request.GET.get("state", "")
        return cls(
            request.GET.get("user", "").strip(),
            state if state in ("open", "closed") else "",
            request.GET.get("after", ""),
        )


def filter_bar(path: str, asked: Asked) -> FilterBar:
    """Name and whether the account is open."""
    states = [
        Option("open", _("open"), asked.state == "open"),
        Option("closed", _("account closed"), asked.state == "closed"),
    ]
    return FilterBar(
        path,
        [
            Filter("text", "user", _("User"), asked.words, placeholder=_("name or sign-in name")),
            Filter("select", "state", _("Account"), asked.state, options=states),
        ],
        clear_url=path if asked.words or asked.state else "",
    )


def listing(request: HttpRequest, rows: QuerySet[User], asked: Asked, leads_to: str) -> dict[str, Any]:
    """The table of users by sign-in name, a hundred at a time, and its pager. Each row leads to URL `leads_to`."""
    found = matching(rows, asked.words)
    if asked.state:
        found = found.filter(is_active=asked.state == "open")
    shown = list(found.filter(username__gt=asked.after).order_by("username")[: PAGE + 1])
    columns = [
        Column("user", _("Name")),
        Column("username", _("Sign-in name")),
        Column("office", _("Office")),
        Column("state", _("Account")),
        Column("since", _("Since")),
    ]
    cells = [
        Row(
            str(user.pk),
            [user.display_name, user.username, user.office.name, state_cell(user), user.created_at.date()],
            url=reverse(leads_to, args=[user.pk]),
        )
        for user in shown[:PAGE]
    ]
    return {
        "table": Table(_("Users"), columns, cells, empty=Empty(_("No user"), _("No user of that name here."))),
        "pager": _pager(request, shown),
    }


def _pager(request: HttpRequest, shown: list[User]) -> Pager:
    def address(after: str) -> str:
        query = request.GET.copy()
        query.pop("after", None)
        if after:
            query["after"] = after
        return f"{request.path}?{query.urlencode()}"

    return Pager(
        first_url=address("") if request.GET.get("after") else "",
        next_url=address(shown[PAGE - 1].username) if len(shown) > PAGE else "",
    )


def state_cell(user: User) -> Cell:
    """Whether the account is open."""
    return Cell(_("open"), state="active") if user.is_active else Cell(_("account closed"), state="closed")


def context(user: User, scope: Scope) -> dict[str, Any]:
    """One user for the system administrator: figures, no matter."""
    grants = Grant.objects.filter(user=user, revoked_at=None)
    facts = [
        Fact(_("Sign-in name"), user.username),
        Fact(_("Office"), user.office.name),
        Fact(_("Account"), _("open") if user.is_active else _("account closed")),
        Fact(_("Created"), user.created_at.date()),
        Fact(_("Rights held"), grants.count(), note=_away(user, grants)),
        Fact(_("Tasks"), Task.objects.filter(user=user, ended_at=None, valid__contains=scope.on).count()),
    ]
    return {
        "title": user.display_name,
        "kicker": _("Users"),
        "kicker_url": reverse("user-list"),
        "actions": _actions(user),
        "facts": facts,
        "tables": [_work(user)],
    }


def _away(user: User, grants: QuerySet[Grant]) -> str:
    away = grants.exclude(office_id=user.office_id).count()
    return _("of them %(count)d over other offices") % {"count": away} if away else ""


def _actions(user: User) -> list[Action]:
    if not user.is_active:
        return [Action(_("Open an account again"), reverse("user-reopen", args=[user.pk]), "rotate-ccw")]
    return [
        Action(_("Rename a user"), reverse("user-rename", args=[user.pk]), "pencil"),
        Action(_("Move to another office"), reverse("user-move", args=[user.pk]), "arrow-right-left"),
        Action(_("Close an account"), reverse("user-end", args=[user.pk]), "user-x", "danger"),
    ]


def _work(user: User) -> Table:
    columns = [
        Column("kind", _("In this user's name")),
        Column("open", _("Open"), numeric=True),
        Column("closed", _("Closed"), numeric=True),
    ]
    rows = [
        Row(code, [holdings.HOLDINGS[code].words, Cell(still, tone="due" if still else ""), over])
        for code, (still, over) in holdings.work(user).items()
    ]
    hint = _("Nothing stands in this user's name.")
    note = _("While work is open the account cannot be closed: the head of office hands it over.")
    empty = Empty(_("No work"), hint)
    return Table(_("Work to hand over"), columns, rows, footer_text=note, empty=empty, id="work")

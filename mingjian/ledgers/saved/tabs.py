"""The tabs above a ledger: all rows, then the saved views; and what may be done with the one in front."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.ledgers.addresses import COLUMNS, ONCE, VIEW, address
from mingjian.ledgers.columns import Column
from mingjian.ledgers.models import SavedView
from mingjian.ledgers.registry import Ledger
from mingjian.ledgers.saved.querysets import tabs_of
from mingjian.ui.components import Tab

ALL = "all"


@dataclass(frozen=True, slots=True)
class Views:
    """The tabs, the view in front (or None), whether it is the reader's own, what the page shows now as a query."""

    ledger: str
    tabs: Sequence[Tab]
    current: SavedView | None
    is_own: bool
    is_changed: bool
    query: str
    opening: str = ""


def views_of(query: QueryDict, ledger: Ledger, columns: Sequence[Column], user: User) -> Views:
    """What the page shows of saved views. `opening` is the address to open with, when nothing was asked for."""
    kept = tabs_of(user, ledger.code)
    wanted = query.get(VIEW, "")
    current = next((each for each in kept if str(each.pk) == wanted), None)
    now = address(query, without=[VIEW], **{COLUMNS: [column.key for column in columns]})[1:]
    path = reverse(ledger.list_url)
    first = next((each for each in kept if each.opens), None)
    tabs = [Tab(_("All"), f"{path}?{VIEW}={ALL}", current is None)]
    tabs += [Tab(_label(each, user), _url(path, each), each is current) for each in kept]
    return Views(
        ledger=ledger.code,
        tabs=tabs,
        current=current,
        is_own=current is not None and current.user_id == user.pk,
        is_changed=current is not None and _sorted(current.query) != _sorted(now),
        query=now,
        opening=_url(path, first) if first is not None and not query else "",
    )


def clean(text: str) -> str:
    """A query as it is kept: without the view and without what turns pages."""
    pairs = parse_qsl(text, keep_blank_values=False)
    return urlencode([(name, value) for name, value in pairs if name not in (*ONCE, VIEW)])


def _url(path: str, view: Any) -> str:
    return f"{path}?{VIEW}={view.pk}&{view.query}"


def _label(view: SavedView, user: User) -> str:
    return view.name if view.user_id == user.pk else _("%(name)s (shared)") % {"name": view.name}


def _sorted(text: str) -> list[tuple[str, str]]:
    """Which parameters: their order counts only among the columns."""
    pairs = parse_qsl(text)
    return [*sorted(pair for pair in pairs if pair[0] != COLUMNS), *(pair for pair in pairs if pair[0] == COLUMNS)]

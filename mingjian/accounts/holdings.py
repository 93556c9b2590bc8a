"""What a user holds by name, so that nothing is left behind when they leave. Each room registers what it gives out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from mingjian.accounts.models import User
from mingjian.offices.scope import Scope


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work as it reads in the list. `is_open`: somebody has still to do something about it."""

    id: int
    title: str
    is_open: bool
    url: str = ""
    note: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of work that is in somebody's name.

    `count(user)` gives open and closed pieces, whoever may see them. `items(user, scope)` gives those that the scope
    sees, open ones first. `move(ids, user, to, scope, reason)` gives those pieces to a colleague and records it; it
    raises a Refusal, and with it everything of the hand-over is undone, when the colleague may not have one of them.
    """

    code: str
    words: str | Promise
    count: Callable[[User], tuple[int, int]]
    items: Callable[[User, Scope], Sequence[Item]]
    move: Callable[[Sequence[int], User, User, Scope, str], None]
    order: int = 50


HOLDINGS: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Called from a room's AppConfig.ready. The same code replaces itself."""
    HOLDINGS[holding.code] = holding


def every() -> list[Holding]:
    """All kinds in their order."""
    return sorted(HOLDINGS.values(), key=lambda holding: (holding.order, holding.code))


def open_work(user: User) -> dict[str, int]:
    """Open pieces by kind, without the kinds of which there are none."""
    counted = {holding.code: holding.count(user)[0] for holding in every()}
    return {code: count for code, count in counted.items() if count}


def work(user: User) -> dict[str, tuple[int, int]]:
    """Open and closed pieces by kind."""
    return {holding.code: holding.count(user) for holding in every()}

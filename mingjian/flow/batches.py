"""States of many rows at once: the moves of a batch, written as a set."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.audit.actor import Actor
from mingjian.flow.models import Move
from mingjian.flow.states import TABLES, StateTable, Transition
from mingjian.lib.errors import WrongState


def way(table: StateTable, before: str, after: str, *, reasoned: bool = False) -> list[Transition] | None:
    """The fewest moves from one state to another; None when there is no such way.

    Moves that ask for a reason are taken only where one is given (`reasoned`).
    """
    ahead: deque[tuple[str, list[Transition]]] = deque([(before, [])])
    seen = {before}
    while ahead:
        state, taken = ahead.popleft()
        if state == after:
            return taken
        for transition in table.moves_from(state):
            if (reasoned or not transition.asks_reason) and transition.target not in seen:
                seen.add(transition.target)
                ahead.append((transition.target, [*taken, transition]))
    return None


def move_along(model: type[models.Model], states: Mapping[int, str], *, actor: Actor, reason: str = "") -> int:
    """Bring rows (id → state wanted) there through the moves of their table, inside the calling action.

    The caller has locked the rows and checked the rights; each step leaves its row of history. Returns how many rows
    moved. Raises WrongState when a row cannot come there without a reason and none is given.
    """
    any_model: Any = model
    table = TABLES[any_model.gate.kind]
    moves: list[Move] = []
    by_target: dict[tuple[str, str], list[int]] = {}
    stored = any_model.objects.filter(pk__in=list(states)).values_list("pk", "state")
    for row_id, before in stored:
        taken = way(table, before, states[row_id], reasoned=bool(reason.strip()))
        if taken is None:
            raise WrongState(_("This state is reached by a step that asks for a reason; take it on the row's page."))
        if taken:
            moves += _history(table.kind, row_id, before, taken, actor, reason)
            by_target.setdefault((before, states[row_id]), []).append(row_id)
    _write(any_model, by_target, moves)
    return sum(len(ids) for ids in by_target.values())


def put_back(model: type[models.Model], states: Mapping[int, str], *, actor: Actor) -> int:
    """Give rows the states they had before a batch that is being undone; the history shows it as `undo`."""
    any_model: Any = model
    kind: str = any_model.gate.kind
    moves: list[Move] = []
    by_target: dict[tuple[str, str], list[int]] = {}
    for row_id, now in any_model.objects.filter(pk__in=list(states)).values_list("pk", "state"):
        if now != states[row_id]:
            moves.append(_move(kind, row_id, "undo", now, states[row_id], actor))
            by_target.setdefault((now, states[row_id]), []).append(row_id)
    _write(any_model, by_target, moves)
    return len(moves)


def _history(kind: str, row_id: int, before: str, taken: list[Transition], actor: Actor, reason: str) -> list[Move]:
    steps = []
    for transition in taken:
        steps.append(_move(kind, row_id, transition.verb, before, transition.target, actor, reason))
        before = transition.target
    return steps


def _move(kind: str, row_id: int, verb: str, before: str, after: str, actor: Actor, reason: str = "") -> Move:
    return Move(
        kind=kind,
        row_id=row_id,
        verb=verb,
        from_state=before,
        to_state=after,
        actor_id=actor.user_id,
        system=actor.system,
        at=timezone.now(),
        reason=reason,
    )


def _write(any_model: Any, by_target: Mapping[tuple[str, str], list[int]], moves: list[Move]) -> None:
    for (before, after), ids in by_target.items():
        any_model.objects.filter(pk__in=ids, state=before).update(state=after)
    Move.objects.bulk_create(moves, batch_size=5000)

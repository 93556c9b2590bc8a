"""The line through a row as the page's component shows it, and the row's own moves."""

from mingjian.flow.models import Move
from mingjian.flow.states import TABLES, Words
from mingjian.line.edges import Step
from mingjian.line.thread import thread
from mingjian.offices.scope import Scope
from mingjian.ui.components import Knot


def knots(kind: str, row_id: int, scope: Scope) -> list[Knot]:
    """The visible steps of the matter, oldest first; none when it is alone."""
    found = thread(Step(kind, row_id), scope).knots
    if len(found) < 2:
        return []
    return [
        Knot(
            title=each.card.title,
            verb=each.how,
            date=each.card.on,
            office=each.card.office,
            source=each.card.source,
            url="" if each.current else each.card.url,
            verified=each.card.verified,
            current=each.current,
            icon=each.card.icon,
        )
        for each in found
    ]


def moves_of(kind: str, row_id: int) -> list[tuple[Move, Words, Words]]:
    """The moves of a row that the caller found through the gate, the latest first, with the words of both states."""
    states = TABLES[kind].states
    moves = Move.objects.filter(kind=kind, row_id=row_id).order_by("-at", "-pk")
    return [(move, states[move.from_state].words, states[move.to_state].words) for move in moves]

"""State tables as data: which states a kind has, and which moves lead from one to another."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from mingjian.offices.rights import Right

Words = str | Promise


@dataclass(frozen=True, slots=True)
class State:
    """`tone` is how it shows (neutral, due, overdue, done); `closed` ends the work on the row."""

    code: str
    words: Words
    tone: str = "neutral"
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """A move: its verb (also the audit verb's deed), where it may start, where it ends, the right it takes."""

    verb: str
    words: Words
    sources: frozenset[str]
    target: str
    right: Right
    asks_reason: bool = False


class StateTable:
    """All states and moves of one kind. The first state is where a row begins."""

    def __init__(self, kind: str, states: Iterable[State], transitions: Iterable[Transition]) -> None:
        self.kind = kind
        self.states = {state.code: state for state in states}
        self.transitions = {move.verb: move for move in transitions}
        self.initial = next(iter(self.states))
        for move in self.transitions.values():
            unknown = (move.sources | {move.target}) - self.states.keys()
            if unknown:
                raise ValueError(f"{kind}.{move.verb} names unknown states: {sorted(unknown)}")
        TABLES[kind] = self

    @property
    def choices(self) -> list[tuple[str, Words]]:
        return [(state.code, state.words) for state in self.states.values()]

    def open_states(self) -> frozenset[str]:
        return frozenset(code for code, state in self.states.items() if not state.closed)

    def moves_from(self, state: str) -> list[Transition]:
        """The moves that may start from `state`, in the table's order."""
        return [move for move in self.transitions.values() if state in move.sources]


TABLES: dict[str, StateTable] = {}

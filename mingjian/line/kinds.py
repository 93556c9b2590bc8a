"""What rooms tell the line about their kinds: how a step reads (card) and who may see it (guard)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from mingjian.offices.scope import Scope

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Card:
    """How one step reads. `verified` is None where the question does not arise; False marks an allegation."""

    title: str
    url: str
    on: date | None
    words: Words
    source: str = ""
    office: str = ""
    verified: bool | None = None
    icon: str = "circle"


Cards = Callable[[Iterable[int], Scope], Mapping[int, Card]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`cards(ids, scope)` returns a card for each id the scope may see and for no other: it is the guard too."""

    code: str
    words: Words
    cards: Cards


KINDS: dict[str, Kind] = {}
VERBS: dict[str, Words] = {}


def register_kind(code: str, words: Words, cards: Cards) -> None:
    """Called from a room's AppConfig.ready."""
    KINDS[code] = Kind(code, words, cards)


def register_verb(code: str, words: Words) -> None:
    """The words of an edge's verb, for example "led to"."""
    VERBS[code] = words

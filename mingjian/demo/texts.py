"""What findings, leads and outcomes say: sentences by class, put together of varied parts, as such papers read."""

from dataclasses import dataclass
from random import Random
from typing import Any

from mingjian.demo.tables import table

_TABLE = table("texts")
BASES: list[str] = _TABLE["bases"]
EVIDENCE: list[str] = _TABLE["evidence"]
SUGGESTIONS: list[str] = _TABLE["suggestions"]
CLOSINGS: list[str] = _TABLE["closings"]
CONSEQUENCES: list[str] = _TABLE["consequences"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What findings of one sub-class say: the openings, the ways it shows, its discipline and its areas."""

    subclass: str
    discipline: str
    areas: list[str]
    money: bool
    weight: int
    openings: list[str]
    shown: list[str]


@dataclass(frozen=True, slots=True)
class Act:
    """What a lead alleges."""

    problem: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of one of the four forms; `kind` is one of OutcomeKind."""

    form: int
    kind: str
    measure: str
    weight: int


KINDS = [Kind(**row) for row in _TABLE["kinds"]]
ACTS = [Act(**row) for row in _TABLE["acts"]]
MEASURES = [Measure(**row) for row in _TABLE["measures"]]


class Words:
    """Fills the sentences. One draw per part, so that the same seed writes the same papers."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def fill(self, template: str, amount: str, year: int) -> str:
        """Put parts into the braces of a sentence; `amount` is in ten thousand yuan."""
        pick = self.random.choice
        few = self.random.randrange(1, 7)
        parts: dict[str, Any] = {name: pick(_TABLE[f"{name}s"]) for name in ("leader", "office", "project", "fund")}
        parts |= {"money": amount, "year": year, "next": year + 1, "m": few}
        parts |= {"n": few + self.random.randrange(2, 30), "m2": self.random.randrange(1, few + 1)}
        return template.format(**parts)

    def amount(self) -> int:
        """Yuan, most of them small."""
        return int(10 ** self.random.uniform(3.7, 6.6)) // 10 * 10


def in_ten_thousands(yuan: int) -> str:
    """356000 → 35.6."""
    return f"{yuan / 10_000:.2f}".rstrip("0").rstrip(".")

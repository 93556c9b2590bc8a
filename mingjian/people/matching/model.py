"""The weights and thresholds as values (`weights.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison. `m`: how often it is seen of one person; `u`: of two."""

    name: str
    when: str
    m: float
    u: float
    by_rarity: bool = False
    by_hand: bool = False

    @property
    def weight(self) -> float:
        """Bits for one person, or against (negative)."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One way in which two mentions are compared. Code 0 is unknown, then the levels from 1."""

    name: str
    known: str
    levels: Sequence[Level]

    @property
    def names(self) -> list[str]:
        """What each code says."""
        return [UNKNOWN, *(level.name for level in self.levels)]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """All that is weighed, and where the lines are drawn. Two are the same only when they are one object."""

    persons: int
    of_table: float
    least: float
    comparisons: Sequence[Comparison]
    upper: float
    lower: float
    names: Sequence[str]
    strong: Sequence[Sequence[str]]
    rare: int
    against: Sequence[str]
    apart: Sequence[str]
    blocks: Mapping[str, int]

    @property
    def prior(self) -> float:
        """Bits before anything is compared."""
        return -log2(self.persons - 1)


def read_model(data: Mapping[str, Any]) -> Model:
    """The model of a table in the form of `weights.toml`."""
    decide = data["decide"]
    return Model(
        persons=data["persons"],
        of_table=data["rarity"]["of_table"],
        least=data["rarity"]["least"],
        comparisons=tuple(_comparison(each) for each in data["comparison"]),
        upper=decide["upper"],
        lower=decide["lower"],
        names=tuple(decide["names"]),
        strong=tuple(tuple(each) for each in decide["strong"]),
        rare=decide["rare"],
        against=tuple(decide["against"]),
        apart=tuple(decide["apart"]),
        blocks=dict(data["blocks"]),
    )


def _comparison(data: Mapping[str, Any]) -> Comparison:
    levels = tuple(
        Level(each["name"], each["when"], each["m"], each["u"], each.get("by_rarity", False), each.get("set", False))
        for each in data["level"]
    )
    return Comparison(data["name"], data.get("known", "true"), levels)


@cache
def shipped() -> Model:
    """The model that comes with the product."""
    text = (files("mingjian.people.matching") / "weights.toml").read_text(encoding="utf-8")
    return read_model(tomllib.loads(text))

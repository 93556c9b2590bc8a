"""The one object that a bench prints, and how its figures are made."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import ceil
from time import perf_counter
from typing import Any


def machine() -> str:
    """The kind of machine in a few words, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `baseline` is what it is compared with, measured in the same run; `ratio` is value to baseline."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one bench measured, on which machine, with how much data."""

    bench: str
    scale: Mapping[str, float]
    figures: Sequence[Figure]
    machine: str = field(default_factory=machine)

    def as_json(self) -> dict[str, Any]:
        """The object as `mingjian bench NAME --json` prints it."""
        figures = [asdict(figure) for figure in self.figures]
        return {"bench": self.bench, "machine": self.machine, "scale": dict(self.scale), "figures": figures}


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def milliseconds(work: Callable[[], object]) -> float:
    """How long the work took."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000

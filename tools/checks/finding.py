"""What a check reports, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One place that breaks a rule. ``path`` is relative to the tree; ``line`` 0 means all of it."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what}" if place else self.what


@dataclass(frozen=True)
class Check:
    """A rule: its short name, the right way to do it (shown with every failure), and what finds breaches."""

    name: str
    right_way: str
    find: Callable[[Path], Iterable[Finding]]

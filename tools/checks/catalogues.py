"""The zh-Hans catalogues are complete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.catalogue import check
from tools.catalogue_files import catalogue_path
from tools.checks.finding import Check, Finding
from tools.checks.source import PACKAGE
from tools.extract import rooms


def find(root: Path) -> Iterator[Finding]:
    """Every problem of every room's catalogue."""
    for problem in check(root, rooms(root / PACKAGE)):
        path = catalogue_path(Path(PACKAGE) / problem.room)
        yield Finding(path.as_posix(), 0, f"{problem.source!r} {problem.what}")


CHECK = Check("catalogues", "Run `python -m tools.catalogue update ROOM`, then write the official Chinese term.", find)

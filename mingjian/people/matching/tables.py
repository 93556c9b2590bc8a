"""The tables that come with this package, each read once."""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_DATA = files("mingjian.people.matching") / "data"


@cache
def toml(name: str) -> dict[str, Any]:
    """A table in TOML."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """The rows of a table of two columns, without its heading."""
    with (_DATA / name).open(encoding="utf-8") as lines:
        rows = csv.reader(lines)
        next(rows)
        return tuple((first, second) for first, second in rows)

"""The patterns of `patterns.toml`, by their names."""

import re
import tomllib
from pathlib import Path

_DATA: dict[str, str] = tomllib.loads((Path(__file__).parent / "patterns.toml").read_text(encoding="utf-8"))


def words(name: str) -> str:
    """A pattern as text, to be a part of another."""
    return "".join(_DATA[name].split())


def pattern(name: str) -> re.Pattern[str]:
    """A pattern, compiled."""
    return re.compile(words(name))

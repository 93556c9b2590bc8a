"""The tables of words in `data/`, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """The table of `data/NAME.toml`; nobody changes what it returns."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))

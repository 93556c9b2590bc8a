"""Every room introduces itself and is on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.source import PACKAGE

MAP = "docs/where-does-this-go.md"


def find(root: Path) -> Iterator[Finding]:
    """Rooms without a README.md, or missing in the map of rooms."""
    plan = (root / MAP).read_text(encoding="utf-8") if (root / MAP).exists() else ""
    for folder in sorted((root / PACKAGE).iterdir()):
        if not (folder / "__init__.py").exists():
            continue
        name = f"{PACKAGE}/{folder.name}"
        if not (folder / "README.md").exists():
            yield Finding(name, 0, "has no README.md")
        if f"`{name}`" not in plan:
            yield Finding(name, 0, f"is not on the map, {MAP}")


CHECK = Check(
    "rooms", "Ten lines in the room's README.md: its nouns, its states, who may do what; a row on the map.", find
)

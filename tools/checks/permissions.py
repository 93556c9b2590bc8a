"""Every URL says who may open it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingjian.offices.rights import Right
from tools.checks.finding import Check, Finding
from tools.checks.project import set_up
from tools.permission_table import PLACE, Row, read, urls


def find(root: Path) -> Iterator[Finding]:
    """URLs without a row in the permission table, rows without a URL, and incomplete rows."""
    set_up()
    try:
        table = read(root / PLACE) if (root / PLACE).exists() else {}
    except ValueError as error:
        yield Finding(PLACE, 0, str(error))
        return
    yield from compare(table, dict(urls()), {str(right) for right in Right})


def compare(table: dict[str, Row], routes: dict[str, str], rights: set[str]) -> Iterator[Finding]:
    """Set the table against the resolver's routes (by key) and the rights that exist."""
    for name, route in sorted(routes.items()):
        if name not in table:
            yield Finding(PLACE, 0, f'["{name}"] is missing: who may open /{route}?')
        elif "<" in route and table[name].right and table[name].out_of_scope is None:
            yield Finding(PLACE, 0, f'["{name}"] is about one row but does not say out_of_scope')
    for name, row in sorted(table.items()):
        if name not in routes:
            yield Finding(PLACE, 0, f'["{name}"] has no URL')
        if row.right and row.right not in rights:
            yield Finding(PLACE, 0, f'["{name}"] names the right {row.right!r}, which does not exist')


CHECK = Check(
    "permissions",
    f"Give each URL its row in {PLACE}; tools/permission_table.py says what a row holds.",
    find,
)

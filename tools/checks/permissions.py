"""Every URL says who may open it, in the table and on its view, and both say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mingjian.offices.rights import Right
from tools.checks.finding import Check, Finding
from tools.checks.project import set_up
from tools.permission_table import PLACE, Row, Url, read, urls


def find(root: Path) -> Iterator[Finding]:
    """URLs without a row, rows without a URL, incomplete rows, views that declare something else."""
    set_up()
    try:
        table = read(root / PLACE) if (root / PLACE).exists() else {}
    except ValueError as error:
        yield Finding(PLACE, 0, str(error))
        return
    yield from compare(table, list(urls()), {str(right) for right in Right})


def compare(table: Mapping[str, Row], known: list[Url], rights: set[str]) -> Iterator[Finding]:
    """Set the table against the project's URLs and the rights that exist."""
    for url in known:
        row = table.get(url.name)
        if row is None:
            yield Finding(PLACE, 0, f'["{url.name}"] is missing: who may open /{url.route}?')
            continue
        if "<" in url.route and row.right and row.out_of_scope is None:
            yield Finding(PLACE, 0, f'["{url.name}"] is about one row but does not say out_of_scope')
        yield from _declared(row, url)
    for name, row in sorted(table.items()):
        if name not in {url.name for url in known}:
            yield Finding(PLACE, 0, f'["{name}"] has no URL')
        if row.right and row.right not in rights:
            yield Finding(PLACE, 0, f'["{name}"] names the right {row.right!r}, which does not exist')


def _declared(row: Row, url: Url) -> Iterator[Finding]:
    """What a view of ours declares to the wall, against its row."""
    if not url.view.startswith("mingjian."):
        return
    if not url.declared:
        yield Finding(PLACE, 0, f'["{row.name}"]: {url.view} declares nobody, so the wall keeps it closed')
    elif row.right != url.right:
        yield Finding(PLACE, 0, f'["{row.name}"] says {row.right!r}, but {url.view} asks for {url.right!r}')
    elif url.public != (row.anonymous == "allowed"):
        yield Finding(PLACE, 0, f'["{row.name}"] and {url.view} differ on whether it is open to everybody')


CHECK = Check(
    "permissions",
    f"Declare the view (@needs, @signed_in, @public) and give its URL a row in {PLACE}; "
    "`python -m tools.permission_table` proposes the rows that are missing.",
    find,
)

"""Addresses of a ledger's page: the present one with some parameters taken out and others set."""

from collections.abc import Sequence

from django.http import QueryDict

COLUMNS = "columns"
SORT = "sort"
VIEW = "view"
# What turns a page; a changed filter or order begins anew.
TURNS = ("after", "before", "last")
# What is asked of one page only.
ONCE = (*TURNS, "sums")


def address(query: QueryDict, *, without: Sequence[str] = (), **given: str | Sequence[str]) -> str:
    """`?…` with the parameters `without` left out and `given` ones set; several values are sent one by one."""
    changed = query.copy()
    for name in (*ONCE, *without):
        changed.pop(name, None)
    for name, value in given.items():
        changed.setlist(name, [value] if isinstance(value, str) else list(value))
    return f"?{changed.urlencode()}" if changed else "?"


def carried(query: QueryDict, without: Sequence[str]) -> list[tuple[str, str]]:
    """Every parameter with its values, for the hidden fields of a form."""
    return [(name, value) for name, values in query.lists() if name not in (*ONCE, *without) for value in values]

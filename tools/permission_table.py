"""The permission table: for every URL who may open it, and what everybody else gets.

It is data (``tests/permissions.toml``), one table per URL, read by ``make check`` (every URL has its row) and
by the test that asks every URL as each member of the cast. The key is the URL's name with its namespaces
(``findings:detail``), or its route where it has none::

    ["findings:detail"]
    right = "read_findings"    # a Right; "" for whatever any signed-in user may open
    anonymous = "redirect"     # allowed | redirect | 404 | 401 (the API, which has no page to send to)
    without_right = 403        # a colleague within reach who lacks the right; left out where right = ""
    out_of_scope = 404         # a row of another office; left out for pages which are not about one row
    in_scope = 200
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tools.checks.project import set_up

PLACE = "tests/permissions.toml"
ANONYMOUS = ("allowed", "redirect", "404", "401")
STATUSES = {200, 204, 302, 303, 400, 401, 403, 404, 405}


@dataclass(frozen=True)
class Row:
    """One URL's row; ``out_of_scope`` and ``without_right`` are None where the question does not arise."""

    name: str
    right: str
    anonymous: str
    in_scope: int
    without_right: int | None = None
    out_of_scope: int | None = None


def read(path: Path) -> dict[str, Row]:
    """The table at ``path`` by URL; raises ValueError, naming the row, for one that is not understood."""
    with path.open("rb") as source:
        return {name: _row(name, values) for name, values in tomllib.load(source).items()}


def _row(name: str, values: dict[str, Any]) -> Row:
    """One row, its values proved."""
    try:
        row = Row(name, **values)
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from error
    if row.anonymous not in ANONYMOUS:
        raise ValueError(f"{name}: anonymous is {row.anonymous!r}; allowed are {', '.join(ANONYMOUS)}.")
    given = {row.in_scope, row.without_right, row.out_of_scope} - {None}
    if not given <= STATUSES:
        raise ValueError(f"{name}: a status is none of {sorted(STATUSES)}.")
    if row.right and row.without_right is None:
        raise ValueError(f"{name}: says which right it takes, but not what one without it gets (without_right).")
    return row


@dataclass(frozen=True)
class Url:
    """One URL of the project and what its view declares to the wall (``mingjian.accounts.wall``)."""

    name: str
    route: str
    view: str
    declared: bool = False
    public: bool = False
    right: str = ""


def urls(resolver: URLResolver | None = None, prefix: str = "", spaces: str = "") -> Iterator[Url]:
    """Every URL of the project."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from urls(pattern, route, inner)
        elif isinstance(pattern, URLPattern):
            yield _url(pattern, f"{spaces}{pattern.name}" if pattern.name else route, route)


def _url(pattern: URLPattern, name: str, route: str) -> Url:
    needs = getattr(pattern.callback, "needs", None)
    view = f"{pattern.callback.__module__}.{getattr(pattern.callback, '__qualname__', '')}"
    if needs is None:
        return Url(name, route, view)
    return Url(name, route, view, declared=True, public=needs.public, right=str(needs.right or ""))


def proposal(url: Url) -> str:
    """A row for a URL, by what its view declares: a start to be looked at, not a decision."""
    lines = [f'["{url.name}"]', f'right = "{url.right}"']
    lines.append(f'anonymous = "{"allowed" if url.public else "redirect"}"')
    if url.right:
        lines.append("without_right = 403")
    if "<" in url.route:
        lines.append("out_of_scope = 404")
    return "\n".join([*lines, "in_scope = 200", ""])


def main() -> None:
    """Print a row for every URL that has none."""
    set_up()
    path = Path(__file__).resolve().parent.parent / PLACE
    table = read(path) if path.exists() else {}
    print("\n".join(proposal(url) for url in urls() if url.name not in table))


if __name__ == "__main__":
    main()

"""A column's value as the page and the exported sheet show it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import Column, Type
from mingjian.ui.tables import Cell

LaidOver = Callable[[Sequence[int]], Mapping[int, Mapping[str, Any]]] | None

SHORT = 90
EXACT = {"year": 4, "month": 7}


def fetch_values(
    rows: QuerySet[Any], ids: Sequence[int], columns: Sequence[Column], laid_over: LaidOver = None
) -> dict[int, list[Any]]:
    """Id → the value of each column. One query for the rows and one for each column that lives elsewhere.

    `laid_over` gives, for the ids, values by the column's key that take the place of those stored.
    """
    paths = list(dict.fromkeys(path for column in columns for path in (column.value, column.precision) if path))
    found = {row[0]: row for row in rows.filter(pk__among=list(ids)).values_list("pk", *paths)}
    at = {path: position for position, path in enumerate(paths, start=1)}
    # The id stands in for what is gathered, and is never shown.
    values_of = itemgetter(0, 0, *(0 if column.gather else at[column.value] for column in columns))
    gathered = [(place, column.gather(ids)) for place, column in enumerate(columns) if column.gather]
    exact = [(place, at[column.precision]) for place, column in enumerate(columns) if column.precision]
    values: dict[int, list[Any]] = {}
    for row_id in ids:
        if (row := found.get(row_id)) is not None:
            shown = list(values_of(row)[2:])
            for place, fetched in gathered:
                shown[place] = fetched.get(row_id)
            for place, precision in exact:
                shown[place] = _as_known(shown[place], row[precision])
            values[row_id] = shown
    if laid_over is not None:
        keys = {column.key: place for place, column in enumerate(columns)}
        for row_id, given in laid_over(ids).items():
            for key, value in given.items():
                if key in keys and row_id in values:
                    values[row_id][keys[key]] = value
    return values


def _as_known(value: Any, precision: Any) -> Any:
    """A date as exactly as it is known: 2018, 2018-05, or the day."""
    return value if value is None or precision not in EXACT else value.isoformat()[: EXACT[precision]]


def plain(column: Column, value: Any) -> Any:
    """What a sheet's cell holds; reading it again gives the same value."""
    return plain_of(column)(value)


def plain_of(column: Column) -> Callable[[Any], Any]:
    """`plain` of one column, decided once for many rows."""
    match column.type:
        case Type.CHOICE:
            return _Words(column).__getitem__
        case Type.YES_NO:
            yes, no = _("yes"), _("no")
            return lambda value: None if value is None else yes if value else no
        case kind if kind in WRITERS:
            write = WRITERS[kind]
            return lambda value: None if value is None else write(value)
        case _:
            return as_it_is


class _Words(dict[Any, Any]):
    """The words of a choice's values, each translated once."""

    def __init__(self, column: Column) -> None:
        super().__init__({None: None, "": None})
        self.column = column

    def __missing__(self, value: Any) -> Any:
        self[value] = words = str(self.column.choices.get(value, value))
        return words


def as_it_is(value: Any) -> Any:
    """A value that a sheet's cell holds as the row does."""
    return value


def shown(column: Column, value: Any) -> Any:
    """What the page's cell holds: long text cut, choices with their tone."""
    text = plain(column, value)
    if column.tones is not None and value not in (None, ""):
        form = column.verified(value) if column.verified is not None else None
        return Cell(text, state=column.tones(value) or "neutral", verified=form)
    if column.type is Type.LINES and value:
        return _cut("；".join(value))
    return _cut(text) if isinstance(text, str) and column.type is not Type.CHOICE else text


def _cut(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def period_text(value: Any) -> str:
    """A stored range as its first and last day."""
    lower = value.lower.isoformat() if value.lower else ""
    upper = (value.upper - timedelta(days=1)).isoformat() if value.upper else ""
    return f"{lower}至{upper}" if upper else f"{lower}至今"


def _lines_text(value: Sequence[str]) -> str:
    return "\n".join(f"{at}. {text}" for at, text in enumerate(value, start=1))


def _persons_text(value: Sequence[tuple[str, str]]) -> str:
    return "；".join(f"{name}（{post}）" if post else name for name, post in value)


WRITERS: dict[Type, Callable[[Any], str]] = {
    Type.PERIOD: period_text,
    Type.LIST: "、".join,
    Type.LINES: _lines_text,
    Type.PERSONS: _persons_text,
}

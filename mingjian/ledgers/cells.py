"""A column's value as the page and the exported sheet show it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import Column, Type
from mingjian.ui.tables import Cell

SHORT = 90
EXACT = {"year": 4, "month": 7}

Values = tuple[Any, ...]


def fetch_values(rows: QuerySet[Any], ids: Sequence[int], columns: Sequence[Column]) -> dict[int, list[Any]]:
    """Id → the value of each column. One query for the rows and one for each column that lives elsewhere."""
    paths = list(dict.fromkeys(path for column in columns for path in (column.value, column.precision) if path))
    found = {values[0]: values for values in rows.filter(pk__in=ids).values_list("pk", *paths)}
    at = {path: position for position, path in enumerate(paths, start=1)}
    gathered = {column.key: column.gather(ids) for column in columns if column.gather}
    return {
        row_id: [_value(column, found[row_id], at, gathered, row_id) for column in columns]
        for row_id in ids
        if row_id in found
    }


def _value(
    column: Column, row: Values, at: Mapping[str, int], gathered: Mapping[str, Mapping[int, Any]], row_id: int
) -> Any:
    if column.key in gathered:
        return gathered[column.key].get(row_id)
    value = row[at[column.value]]
    if column.precision and value is not None and (length := EXACT.get(row[at[column.precision]])):
        return value.isoformat()[:length]
    return value


def plain(column: Column, value: Any) -> Any:
    """What a sheet's cell holds; reading it again gives the same value."""
    return plain_of(column)(value)


def plain_of(column: Column) -> Callable[[Any], Any]:
    """`plain` of one column, decided once for many rows."""
    match column.type:
        case Type.CHOICE:
            words = {value: str(text) for value, text in column.choices.items()}
            return lambda value: words.get(value, value) if value not in (None, "") else None
        case Type.YES_NO:
            yes, no = _("yes"), _("no")
            return lambda value: None if value is None else yes if value else no
        case kind if kind in WRITERS:
            write = WRITERS[kind]
            return lambda value: None if value is None else write(value)
        case _:
            return lambda value: value


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

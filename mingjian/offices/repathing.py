"""When an office moves, the paths stored in every row it holds move along, in one statement per table."""

from collections.abc import Callable

from django.db import connection, models
from psycopg import sql

from mingjian.offices.gate import SCOPED, Gate

Repathed = Callable[[str, str], None]

_listeners: list[Repathed] = []

ONE = """
UPDATE {table} SET {column} = CASE WHEN {column} = %(old)s::ltree THEN %(new)s::ltree
    ELSE %(new)s::ltree || subpath({column}, nlevel(%(old)s::ltree)) END
WHERE {column} <@ %(old)s::ltree
"""
MANY = """
UPDATE {table} SET {column} = ARRAY(
    SELECT CASE WHEN p = %(old)s::ltree THEN %(new)s::ltree
        WHEN p <@ %(old)s::ltree THEN %(new)s::ltree || subpath(p, nlevel(%(old)s::ltree)) ELSE p END
    FROM unnest({column}) WITH ORDINALITY AS each(p, at) ORDER BY at)
WHERE {column} <@ %(old)s::ltree
"""


def register(listener: Repathed) -> None:
    """A room with paths outside gated models, such as the search index, is told `(old path, new path)` in the move."""
    _listeners.append(listener)


def repath(old: str, new: str) -> None:
    """Everything at `old` or below it stands at `new` from now on: offices, and the rows of every gated kind."""
    _update(ONE, "offices_office", "path", old, new)
    for model in SCOPED.values():
        gate: Gate = model.gate  # type: ignore[attr-defined]  # every gated model declares one
        _update(MANY if gate.reach_many else ONE, _table(model), gate.reach, old, new)
    for listener in _listeners:
        listener(old, new)


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def _update(statement: str, table: str, column: str, old: str, new: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(statement).format(table=sql.Identifier(table), column=sql.Identifier(column)).as_string(),
            {"old": old, "new": new},
        )

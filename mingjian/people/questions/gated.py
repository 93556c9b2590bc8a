"""The gate as a piece of SQL, for questions that join a register with itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from mingjian.offices.scope import Scope

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition on the rows of one table under an alias, and its parameters."""

    sql: str
    params: tuple[Any, ...]


def gate_of(model: Any, scope: Scope, alias: str) -> Clause:
    """What `model.objects.visible_to(scope)` asks of a row, written for `alias`. False where it sees nothing."""
    query = model.objects.visible_to(scope).query
    try:
        sql, params = query.get_compiler(connection=connection).compile(query.where)
    except EmptyResultSet:
        return Clause("false", ())
    return Clause(f"({sql})".replace(f'"{model._meta.db_table}".', f"{alias}."), tuple(params))


def rows_of(statement: str, params: Sequence[Any]) -> list[Row]:
    """All rows that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(params))
        found: list[Row] = cursor.fetchall()
        return found

"""Writing many rows at once: ids taken ahead of the rows, COPY instead of INSERT."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Take `count` fresh ids of the model's own sequence, in one query."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """COPY rows into the model's table inside the caller's transaction; `fields` are names of model fields.

    Values are given as psycopg adapts them: lists for arrays, `Range` for ranges, bytes for bytea. Returns the count.
    """
    columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in fields)  # type: ignore[union-attr]
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def update_rows(model: type[models.Model], types: Mapping[str, str], records: Sequence[Mapping[str, Any]]) -> int:
    """One UPDATE: each record's `id` names its row, its other keys (columns → SQL type in `types`) are set.

    Records hold JSON values only: a list becomes an array, bytes are given as `\\x…`. Returns how many rows there were.
    """
    if not records:
        return 0
    quote = connection.ops.quote_name
    typed = ", ".join(f"{quote(name)} {kind}" for name, kind in types.items())
    changes = ", ".join(f"{quote(name)} = v.{quote(name)}" for name in types)
    # Names come from the models and the calling code, never from people.
    statement = (
        f"UPDATE {quote(model._meta.db_table)} t SET {changes} "  # noqa: S608
        f"FROM jsonb_to_recordset(%s::jsonb) AS v(id bigint, {typed}) WHERE t.id = v.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps([dict(record) for record in records], default=str)])
        return int(cursor.rowcount)

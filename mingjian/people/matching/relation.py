"""A relation of comparable rows: a table with the columns of `README.md`, or a temporary one made here."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from mingjian.people.matching.comparable import Comparable

TYPES = {
    "id": "bigint NOT NULL",
    "name_key": "text NOT NULL",
    "latin": "boolean NOT NULL",
    "readings": "text[] NOT NULL",
    "blanked": "text[] NOT NULL",
    "surname": "text NOT NULL",
    "pattern": "text NOT NULL",
    "frequency": "double precision NOT NULL",
    "id_hash": "bytea",
    "id_checked": "boolean NOT NULL",
    "birth_lower": "date",
    "birth_upper": "date",
    "sex": "text NOT NULL",
    "ethnicity": "text NOT NULL",
    "native_code": "text NOT NULL",
    "native_rest": "text NOT NULL",
    "bodies": "text[] NOT NULL",
    "bodies_above": "text[] NOT NULL",
    "body_place": "text NOT NULL",
    "titles": "text[] NOT NULL",
    "chief": "boolean NOT NULL",
    "since": "date",
    "until": "date",
    "blocks": "text[] NOT NULL",
}
_NAME = re.compile("[a-z_][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view that has the columns of `TYPES`."""

    table: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.table):
            raise ValueError(f"{self.table} is no plain name of a relation.")

    def index(self) -> None:
        """What a single mention needs to be looked up: one index of the keys, and the numbers."""
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE INDEX ON {self.table} USING gin (blocks)")
            cursor.execute(f"CREATE INDEX ON {self.table} (id)")
            cursor.execute(f"ANALYZE {self.table}")


@contextmanager
def temporary(rows: Iterable[Comparable], table: str = "matched_mention") -> Iterator[Relation]:
    """The rows as a temporary relation, within one transaction that leaves nothing behind."""
    relation = Relation(table)
    columns = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {relation.table} ({columns}) ON COMMIT DROP")
        fill(relation, rows)
        cursor.execute(f"ANALYZE {relation.table}")
        yield relation
        cursor.execute(f"DROP TABLE {relation.table}")


def fill(relation: Relation, rows: Iterable[Comparable]) -> int:
    """COPY rows into the relation; how many."""
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {relation.table} ({', '.join(TYPES)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
            count += 1
    return count

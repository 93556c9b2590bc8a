"""Rows that name a person, and go with the mention that named them when persons are joined or parted.

A room whose rows carry a person registers a follower; people knows none of those rooms.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection

MOVED = """
UPDATE {table} t SET person_id = m.person_id
FROM people_mention m
WHERE m.id = ANY(%(mentions)s) AND m.kind = %(kind)s AND t.{row} = m.row_id AND t.person_id = ANY(%(persons)s)
    AND t.person_id <> m.person_id {alike}
RETURNING t.{row}
"""
ALIKE = "AND t.name_as_written = m.name AND t.post_as_written = m.post"
KEPT = """
UPDATE {table} t SET person_id = m.person_id FROM people_mention m
WHERE t.{home} = m.home_id AND m.id = ANY(%(mentions)s) AND t.person_id <> m.person_id
RETURNING t.id
"""
BELONGING = """
UPDATE {table} t SET person_id = m.person_id FROM people_mention m
WHERE t.mention_id = m.id AND m.id = ANY(%(mentions)s) AND t.person_id <> m.person_id
RETURNING t.id
"""

Changed = Callable[[Sequence[int]], None]


@dataclass(frozen=True, slots=True)
class Follower:
    """A table with a `person_id`. Its rows go with their mention: by `kind` and the column `row`, with `alike` also by
    name and post as written where a row names several; or, with `home`, with the person they were made for.
    `changed` is told the rows that now carry another person.
    """

    table: str
    kind: str = ""
    row: str = "id"
    alike: bool = False
    home: str = ""
    changed: Changed | None = None

    def statement(self) -> str:
        if self.home:
            return KEPT.format(table=self.table, home=self.home)
        if self.kind:
            return MOVED.format(table=self.table, row=self.row, alike=ALIKE if self.alike else "")
        return BELONGING.format(table=self.table)


_FOLLOWERS: dict[str, Follower] = {}


def register(follower: Follower) -> None:
    """Called from the AppConfig.ready of the room that has the table; the same table replaces itself."""
    _FOLLOWERS[follower.table] = follower


def kinds() -> list[str]:
    """The kinds of rows that have mentions, in a fixed order."""
    return sorted({follower.kind for follower in _FOLLOWERS.values() if follower.kind} | {"tenure"})


def follow(mentions: Sequence[int], persons: Sequence[int]) -> None:
    """Give the rows of these mentions, which named one of `persons`, the person their mention has now."""
    given = {"mentions": list(mentions), "persons": list(persons)}
    for follower in list(_FOLLOWERS.values()):
        with connection.cursor() as cursor:
            cursor.execute(follower.statement(), {**given, "kind": follower.kind})
            rows = sorted({row[0] for row in cursor.fetchall()})
        if rows and follower.changed is not None:
            follower.changed(rows)

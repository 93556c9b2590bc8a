"""Telling a mention which row it is. Called by the room that writes the row, in its transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.people.models import Judgement, Mention, Person
from mingjian.people.reach import refresh_reach
from mingjian.people.rows import JUDGEMENT_COLUMNS, MENTION_COLUMNS, MentionRow, joined_by_rule
from mingjian.people.search import refresh_persons
from mingjian.people.values import refresh_values

# Rows and mentions of one person, alike in name and post, are told apart by nothing: they are paired in order.
_ATTACH = """
WITH given AS (
    SELECT g.*, row_number() OVER (PARTITION BY {alike} ORDER BY place) AS turn
    FROM jsonb_to_recordset(%(rows)s)
        AS g(place integer, row_id bigint, person_id bigint, name text, post text, office_id bigint)
), free AS (
    SELECT id, person_id, name, post, office_id, row_number() OVER (PARTITION BY {alike} ORDER BY id) AS turn
    FROM people_mention
    WHERE person_id = ANY(%(persons)s) AND kind = '' AND row_id IS NULL
), paired AS (
    SELECT given.place, given.row_id, free.id FROM given JOIN free USING ({alike}, turn)
)
UPDATE people_mention m SET kind = %(kind)s, row_id = paired.row_id FROM paired WHERE m.id = paired.id
RETURNING paired.place
"""
_BY_WORDS, _BY_PERSON = "office_id, person_id, name, post", "office_id, person_id"


@dataclass(frozen=True, slots=True)
class Naming:
    """A row that names a person, with name and post as the row writes them, and the office whose row it is."""

    office_id: int
    row_id: int
    person_id: int
    name: str
    post: str = ""


def attach(kind: str, rows: Sequence[Naming], *, batch_id: int | None = None, by_words: bool = True) -> None:
    """Say which rows of `kind` the fresh mentions of their offices are. A constant number of statements.

    They are found by person, name and post; with `by_words` off, for rows that keep no words, by person. A row whose
    person was chosen from the register has no mention yet: it gets one, joined by that choice.
    """
    if not rows:
        return
    persons = sorted({row.person_id for row in rows})
    given = [
        {
            "place": at,
            "row_id": row.row_id,
            "person_id": row.person_id,
            "name": row.name,
            "post": row.post,
            "office_id": row.office_id,
        }
        for at, row in enumerate(rows)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _ATTACH.format(alike=_BY_WORDS if by_words else _BY_PERSON),
            {"rows": json.dumps(given), "persons": persons, "kind": kind},
        )
        paired = {row[0] for row in cursor.fetchall()}
    chosen = [row for at, row in enumerate(rows) if at not in paired]
    if chosen:
        _choose(kind, chosen, batch_id)


def _choose(kind: str, rows: Sequence[Naming], batch_id: int | None) -> None:
    anchors = anchors_of([row.person_id for row in rows])
    names = dict(Person.objects.filter(pk__among=list(anchors)).values_list("pk", "name"))
    ids, homes = new_ids(Mention, len(rows)), new_ids(Person, len(rows))
    copy_rows(
        Mention,
        MENTION_COLUMNS,
        (
            MentionRow(
                id=pk,
                person_id=row.person_id,
                home_id=home,
                kind=kind,
                row_id=row.row_id,
                name=row.name or names[row.person_id],
                post=row.post,
                basis=Mention.Basis.CHOSEN.value,
                office_id=row.office_id,
                alleged=kind == "lead",
                batch_id=batch_id,
            ).values()
            for pk, home, row in zip(ids, homes, rows, strict=True)
        ),
    )
    copy_rows(
        Judgement,
        JUDGEMENT_COLUMNS,
        (
            joined_by_rule(anchors[row.person_id], pk, Mention.Basis.CHOSEN.value, row.office_id, batch_id)
            for pk, row in zip(ids, rows, strict=True)
        ),
    )


def anchors_of(person_ids: Sequence[int]) -> dict[int, int]:
    """Person → the mention whose own number the person bears. One query."""
    rows = Mention.objects.filter(home_id__among=sorted(set(person_ids)))
    return {home: pk for pk, home in rows.values_list("pk", "home_id")}


def settle(kind: str, row_id: int, rows: Sequence[Naming]) -> list[int]:
    """Bring the mentions of one row in line with whom it names now; the persons for whom that changes something.

    Mentions that say what they said stay as they are; one that no longer holds is kept and says nothing, until the
    row names the same again. Follow it with `spread`.
    """
    wanted = {(row.person_id, row.name, row.post) for row in rows}
    kept: set[tuple[int, str, str]] = set()
    released: dict[bool, list[Mention]] = {True: [], False: []}
    for each in Mention.objects.filter(kind=kind, row_id=row_id).order_by("released", "pk"):
        key = (each.person_id, each.name, each.post)
        holds = key in wanted and key not in kept
        if holds:
            kept.add(key)
        if each.released is holds:
            released[not holds].append(each)
    attach(kind, [row for row in rows if (row.person_id, row.name, row.post) not in kept])
    for state, mentions in released.items():
        Mention.objects.filter(pk__in=[each.pk for each in mentions]).update(released=state)
    return sorted({each.person_id for each in (*released[True], *released[False])})


def spread(person_ids: Sequence[int]) -> None:
    """After mentions were released or taken back: the persons' values, who sees them, how they are found."""
    refresh_values(person_ids)
    refresh_reach(person_ids)
    refresh_persons(person_ids)


def detach(kind: str, row_ids: Sequence[int]) -> list[int]:
    """Forget the mentions of rows that are gone; the persons they named. Follow it with `grouping.regroup`."""
    rows = Mention.objects.filter(kind=kind, row_id__in=list(row_ids))
    persons = sorted(set(rows.values_list("person_id", flat=True)))
    rows.delete()
    return persons

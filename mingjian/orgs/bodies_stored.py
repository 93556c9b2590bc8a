"""Reading bodies out of the tables and writing back what a change made of them, set-based."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext

from mingjian.lib.errors import Invalid
from mingjian.lib.names import pinyin_sort_key
from mingjian.offices.copying import copy_rows
from mingjian.orgs.bodies import Body, Named, Time, Under
from mingjian.orgs.models import Organisation, OrganisationName, Superior

NAME_COLUMNS = ("organisation_id", "name", "kind", "during", "start_precision", "end_precision")
SUPERIOR_COLUMNS = ("organisation_id", "superior_id", "during", "start_precision", "end_precision")

# One change of the tree at a time: the trigger that forbids circles takes the same lock.
LOCK = "SELECT pg_advisory_xact_lock(7402)"
UPDATE = """
UPDATE orgs_organisation o SET name = w.name, sort_key = w.sort_key, superior_id = w.superior, existed = w.existed,
    start_precision = w.start_precision, end_precision = w.end_precision, version = o.version + 1
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::daterange[], %s::text[], %s::text[])
    AS w(id, name, sort_key, superior, existed, start_precision, end_precision) WHERE o.id = w.id
"""
# A path ends with the body's own id, so two rows can never clash while they are being rewritten.
REPATH = """
WITH RECURSIVE nodes AS (
    SELECT id FROM orgs_organisation WHERE id = ANY(%s)
    UNION SELECT o.id FROM orgs_organisation o JOIN nodes n ON o.superior_id = n.id
), placed AS (
    SELECT o.id, coalesce(s.path, ''::ltree) || o.id::text AS path
    FROM nodes JOIN orgs_organisation o USING (id) LEFT JOIN orgs_organisation s ON s.id = o.superior_id
    WHERE o.superior_id IS NULL OR o.superior_id NOT IN (SELECT id FROM nodes)
    UNION ALL SELECT o.id, p.path || o.id::text FROM orgs_organisation o JOIN placed p ON o.superior_id = p.id
)
UPDATE orgs_organisation o SET path = p.path FROM placed p WHERE o.id = p.id AND o.path <> p.path
"""


def lock() -> None:
    """Let one transaction at a time change the tree; the rest of it sees what the one before wrote."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)


def _time(during: Any, start_precision: str, end_precision: str) -> Time:
    return Time(during.lower, during.upper, start_precision, end_precision)


def load(ids: Iterable[int]) -> dict[int, Body]:
    """Bodies by id, with all their names and superiors. Three queries."""
    wanted = list(ids)
    names: dict[int, list[Named]] = {}
    for row in OrganisationName.objects.filter(organisation__in=wanted):
        time = _time(row.during, row.start_precision, row.end_precision)
        names.setdefault(row.organisation_id, []).append(Named(time, row.kind, row.name))
    unders: dict[int, list[Under]] = {}
    for each in Superior.objects.filter(organisation__in=wanted):
        time = _time(each.during, each.start_precision, each.end_precision)
        unders.setdefault(each.organisation_id, []).append(Under(time, each.superior_id))
    return {
        row.pk: Body(
            row.pk,
            _time(row.existed, row.start_precision, row.end_precision),
            tuple(sorted(names.get(row.pk, ()), key=lambda named: (named.time.lower, named.kind, named.name))),
            tuple(sorted(unders.get(row.pk, ()))),
        )
        for row in Organisation.objects.filter(pk__in=wanted).only("existed", "start_precision", "end_precision")
    }


def subordinates(ids: Iterable[int], since: date) -> list[int]:
    """Bodies that stand under one of `ids` on some day from `since` on."""
    rows = Superior.objects.filter(superior__in=list(ids), during__overlap=(since, None))
    return list(rows.values_list("organisation_id", flat=True).distinct())


def store(before: Mapping[int, Body], after: Mapping[int, Body]) -> list[int]:
    """Write the bodies that changed, and the paths of everything below those that moved. Returns their ids.

    Raises Invalid when the tree would hold a circle on any day.
    """
    changed = [body for body_id, body in after.items() if before.get(body_id) != body]
    if not changed:
        return []
    named = [body for body in changed if body.id not in before or before[body.id].names != body.names]
    placed = [body for body in changed if body.id not in before or before[body.id].unders != body.unders]
    OrganisationName.objects.filter(organisation__in=[body.id for body in named]).delete()
    Superior.objects.filter(organisation__in=[body.id for body in placed]).delete()
    copy_rows("orgs_organisationname", NAME_COLUMNS, name_rows(named))
    copy_superiors(placed)
    _update(changed)
    repath([body.id for body in changed if body.id not in before or before[body.id].superior != body.superior])
    return [body.id for body in changed]


def name_rows(bodies: Iterable[Body]) -> Iterable[tuple[Any, ...]]:
    for body in bodies:
        for each in body.names:
            time = each.time
            yield (body.id, each.name, each.kind, time.range, time.start_precision, time.end_precision)


def superior_rows(bodies: Iterable[Body]) -> Iterable[tuple[Any, ...]]:
    for body in bodies:
        for each in body.unders:
            time = each.time
            yield (body.id, each.superior, time.range, time.start_precision, time.end_precision)


def copy_superiors(bodies: Sequence[Body]) -> None:
    try:
        copy_rows("orgs_superior", SUPERIOR_COLUMNS, superior_rows(bodies))
    except IntegrityError as error:
        if "orgs_superior_acyclic" in str(error):
            raise Invalid(
                gettext("A body cannot stand below itself, not even for a day."),
                {"superior": gettext("Choose a superior that does not stand below it.")},
            ) from error
        raise


def _update(bodies: Sequence[Body]) -> None:
    values: list[Any] = [
        [body.id for body in bodies],
        [body.name for body in bodies],
        [pinyin_sort_key(body.name, person=False) for body in bodies],
        [body.superior for body in bodies],
        [body.existed.range for body in bodies],
        [body.existed.start_precision for body in bodies],
        [body.existed.end_precision for body in bodies],
    ]
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, values)


def repath(ids: Sequence[int]) -> None:
    """Compute the paths of `ids` and of everything below them from the superiors of now."""
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(REPATH, [list(ids)])

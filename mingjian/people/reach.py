"""Who may see a person: the offices and bodies of the tenures, and of the rows that name the person.

Tenures are held by the offices of their body, and follow it when others become answerable.
"""

from collections.abc import Sequence

from django.db import connection

from mingjian.offices.models import Office

_REFRESH = """
WITH wanted AS (SELECT unnest(%(ids)s::bigint[]) AS id),
orgs AS (
    SELECT person_id, org_id FROM people_tenure WHERE person_id = ANY(%(ids)s)
    UNION
    SELECT person_id, org_id FROM people_mention
    WHERE person_id = ANY(%(ids)s) AND org_id IS NOT NULL AND NOT alleged AND NOT released
),
offices AS (
    SELECT person_id, unnest(office_ids) AS office_id FROM people_tenure WHERE person_id = ANY(%(ids)s)
    UNION
    SELECT person_id, office_id FROM people_mention
    WHERE person_id = ANY(%(ids)s) AND office_id IS NOT NULL AND NOT released
),
of_orgs AS (SELECT person_id, array_agg(org_id ORDER BY org_id) AS org_ids FROM orgs GROUP BY person_id),
of_offices AS (
    SELECT s.person_id, array_agg(o.id ORDER BY o.path) AS office_ids, array_agg(o.path ORDER BY o.path) AS paths
    FROM offices s JOIN offices_office o ON o.id = s.office_id GROUP BY s.person_id
)
UPDATE people_person p
SET org_ids = coalesce(a.org_ids, '{}'), office_ids = coalesce(b.office_ids, '{}'),
    office_paths = coalesce(b.paths, '{}')
FROM wanted w LEFT JOIN of_orgs a ON a.person_id = w.id LEFT JOIN of_offices b ON b.person_id = w.id
WHERE p.id = w.id
"""

_FOLLOW = """
UPDATE people_tenure t SET office_ids = o.office_ids, office_paths = o.office_paths
FROM orgs_organisation o
WHERE t.org_id = o.id AND o.id = ANY(%(ids)s)
    AND (t.office_ids, t.office_paths) IS DISTINCT FROM (o.office_ids, o.office_paths)
RETURNING t.person_id
"""


def follow_offices(org_ids: Sequence[int]) -> list[int]:
    """Give the tenures at these bodies the offices that are answerable now; the persons whose reach changes."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, {"ids": list(org_ids)})
        return sorted({row[0] for row in cursor.fetchall()})


def refresh_reach(person_ids: Sequence[int]) -> None:
    """Gather `org_ids`, `office_ids` and `office_paths` of these persons anew. One statement."""
    if person_ids:
        with connection.cursor() as cursor:
            cursor.execute(_REFRESH, {"ids": sorted(set(person_ids))})


def paths_of(office_ids: Sequence[int]) -> dict[int, str]:
    """Office id → path, for the offices that exist. One query, none for no office."""
    wanted = sorted(set(office_ids))
    if not wanted:
        return {}
    return {pk: str(path) for pk, path in Office.objects.filter(pk__in=wanted).values_list("pk", "path")}

"""The tree of organisations as of any date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import NameKind
from mingjian.orgs.models import Organisation, OrganisationName, Superior
from mingjian.orgs.succession import lineage, successors

ABOVE = """
WITH RECURSIVE up(id) AS (
    SELECT unnest(%(ids)s::bigint[])
    UNION SELECT s.superior_id FROM up JOIN orgs_superior s ON s.organisation_id = up.id AND s.during @> %(on)s::date
) SELECT id FROM up
"""
BELOW = """
WITH RECURSIVE down(id) AS (
    SELECT unnest(%(ids)s::bigint[])
    UNION SELECT s.organisation_id FROM down
    JOIN orgs_superior s ON s.superior_id = down.id AND s.during @> %(on)s::date
) SELECT id FROM down
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A body on the day asked for. `name` is the one it bore then; `superior_id` is None at a root of what is seen."""

    id: int
    name: str
    kind: str
    level: int
    superior_id: int | None
    depth: int

    @property
    def indent(self) -> range:
        """One step for each body above it."""
        return range(self.depth)


def _walked(statement: str, ids: Iterable[int], on: date) -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ids": list(ids), "on": on})
        return frozenset(row[0] for row in cursor.fetchall())


def bodies_above(ids: Iterable[int], on: date) -> frozenset[int]:
    """The bodies that stand above `ids` on a day, they themselves included, with predecessors and successors of `ids`.

    Whoever works in a body keeps being its own staff after a merger: what accuses a predecessor or the successor
    is kept from them too.
    """
    wanted = list(ids)
    akin = set(wanted)
    for kin in (lineage(wanted, on), successors(wanted, on)):
        akin.update(*kin.values())
    return _walked(ABOVE, akin, on)


def units_below(org_id: int, on: date) -> frozenset[int]:
    """All units that stood below a body on a day, at any depth; without the body itself."""
    return _walked(BELOW, [org_id], on) - {org_id}


def as_of(on: date, scope: Scope, root: int | None = None, most: int | None = None) -> list[Node]:
    """The tree of a day as the actor sees it, each superior before its subordinates, siblings by name.

    A body whose superior is out of scope stands as a root. With `root`, that body and what stood below it. With
    `most`, not more nodes than that. Three queries, four with a root.
    """
    rows = Organisation.objects.visible_to(scope).existing(on)
    if root is not None:
        rows = rows.filter(pk__in=_walked(BELOW, [root], on))
    seen = {row.pk: row for row in rows.only("kind", "level", "name", "sort_key").order_by("sort_key", "pk")}
    names = OrganisationName.objects.filter(kind=NameKind.OFFICIAL, during__contains=on)
    above = Superior.objects.filter(during__contains=on)
    if root is not None:
        names, above = names.filter(organisation__in=seen), above.filter(organisation__in=seen)
    named = dict(names.values_list("organisation_id", "name"))
    superiors = dict(above.values_list("organisation_id", "superior_id"))
    children: dict[int | None, list[int]] = {}
    for body_id in seen:
        superior = superiors.get(body_id)
        children.setdefault(superior if superior in seen and body_id != root else None, []).append(body_id)
    nodes: list[Node] = []
    waiting: list[tuple[int, int | None, int]] = [(each, None, 0) for each in reversed(children.get(None, []))]
    while waiting and (most is None or len(nodes) < most):
        body_id, superior, depth = waiting.pop()
        row = seen[body_id]
        nodes.append(Node(body_id, named.get(body_id, row.name), row.kind, row.level, superior, depth))
        waiting.extend((each, body_id, depth + 1) for each in reversed(children.get(body_id, [])))
    return nodes

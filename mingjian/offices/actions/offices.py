"""Founding offices, moving them, and what they let others see."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.copying import copy_rows, next_ids
from mingjian.offices.models import Line, Office
from mingjian.offices.repathing import repath
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope

COLUMNS = ("id", "line", "level", "division_id", "parent_id", "path", "name", "body_id", "sight_depth", "existed")
SET_BODIES = """
UPDATE offices_office o SET body_id = w.body FROM unnest(%s::bigint[], %s::bigint[]) AS w(office, body)
WHERE o.id = w.office
"""
LOCK = "LOCK TABLE offices_office IN SHARE ROW EXCLUSIVE MODE"


@dataclass(frozen=True, slots=True)
class NewOffice:
    """An office to found. Its parent is another row of the batch (`parent_key`) or an existing office (`parent_id`).

    With neither it is the root of its line's tree. `body_id` is the organisation whose staff sit here.
    """

    key: str
    line: str
    level: int
    division_code: str | None
    parent_key: str | None
    name: str
    body_id: int | None = None
    sight_depth: int = Depth.SUMMARY
    since: date = date(1949, 10, 1)
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Parent:
    id: int
    path: str
    line: str


def _existing(rows: Sequence[NewOffice], scope: Scope) -> dict[int, _Parent]:
    """The existing parents, each within the actor's reach. A root is founded by the installation alone."""
    wanted = {row.parent_id for row in rows if row.parent_id is not None}
    offices = {
        office.pk: _Parent(office.pk, office.path, office.line) for office in Office.objects.filter(pk__in=wanted)
    }
    if missing := wanted - offices.keys():
        raise Invalid(gettext("There is no office with the number %(id)s.") % {"id": min(missing)})
    for parent in offices.values():
        scope.require(Right.MANAGE_OFFICES, parent.path)
    roots = any(row.parent_key is None and row.parent_id is None for row in rows)
    if not scope.has(Right.MANAGE_OFFICES) or (roots and not scope.actor.system):
        raise NotAllowed(gettext("Only the installation itself founds the first office of a line."))
    return offices


def _parent(row: NewOffice, founded: Mapping[str, _Parent], existing: Mapping[int, _Parent]) -> _Parent | None:
    if row.line not in Line.values:
        raise Invalid(gettext("%(line)s is no line of authority.") % {"line": row.line})
    parent = existing[row.parent_id] if row.parent_id is not None else None
    if row.parent_key is not None:
        parent = founded.get(row.parent_key)
        if parent is None:
            raise Invalid(gettext("%(name)s comes before its superior office in the list.") % {"name": row.name})
    if parent is not None and parent.line != row.line:
        raise Invalid(gettext("%(name)s stands in another line than its superior office.") % {"name": row.name})
    return parent


@action("office.found", _("Offices founded"))
def found_offices(*, rows: Sequence[NewOffice], scope: Scope) -> dict[str, int]:
    """Found offices, parents before their children; returns their ids by key.

    The actor manages offices over each existing parent. Raises NotAllowed beyond that, Invalid for an unknown
    parent, a parent in another line, or a name that the line already has.
    """
    existing = _existing(rows, scope)
    founded: dict[str, _Parent] = {}
    values = []
    for row, office_id in zip(rows, next_ids(Office, len(rows)), strict=True):
        if row.key in founded:
            raise Invalid(gettext("%(name)s stands twice in the list.") % {"name": row.name})
        parent = _parent(row, founded, existing)
        path = f"{parent.path}.{office_id}" if parent else str(office_id)
        founded[row.key] = _Parent(office_id, path, row.line)
        place = (row.division_code, parent.id if parent else None, path, row.name, row.body_id, int(row.sight_depth))
        values.append((office_id, row.line, int(row.level), *place, f"[{row.since},)"))
    _check_names(rows)
    copy_rows(Office._meta.db_table, COLUMNS, values)
    record("office.found", actor=scope.actor, kind="office", ids=[office.id for office in founded.values()])
    return {key: office.id for key, office in founded.items()}


def _check_names(rows: Sequence[NewOffice]) -> None:
    wanted = Counter((row.line, row.name) for row in rows)
    stored = Office.objects.filter(name__in=[row.name for row in rows]).values_list("line", "name")
    wanted.update(pair for pair in stored if pair in wanted)
    if twice := [name for (_line, name), count in wanted.items() if count > 1]:
        raise Invalid(gettext("This line already has an office named %(name)s.") % {"name": min(twice)})


@action("office.sight_depth", _("Depth of sight set"))
def set_sight_depth(*, office: Office, depth: Depth, scope: Scope) -> Office:
    """Say how deep teams of other offices see this office's rows through a dossier; it works at their next request."""
    scope.require(Right.MANAGE_OFFICES, office.path)
    Office.objects.filter(pk=office.pk).update(sight_depth=depth)
    office.sight_depth = depth
    record("office.sight_depth", actor=scope.actor, kind="office", ids=[office.pk], detail={"depth": int(depth)})
    return office


@action("office.bodies", _("Bodies of offices set"))
def set_bodies(*, bodies: Mapping[int, int], scope: Scope) -> int:
    """Say which organisation's staff sit in each office ({office id: organisation id}); exclusion follows from it."""
    for path in Office.objects.filter(pk__in=bodies).values_list("path", flat=True):
        scope.require(Right.MANAGE_OFFICES, path)
    with connection.cursor() as cursor:
        cursor.execute(SET_BODIES, [list(bodies), list(bodies.values())])
        changed: int = cursor.rowcount
    record("office.bodies", actor=scope.actor, kind="office", ids=list(bodies))
    return changed


@action("office.move", _("Office moved under another"))
def move_office(*, office: Office, parent: Office, scope: Scope) -> Office:
    """Put an office and all below it under another office of its line; every row they hold moves along.

    The actor manages offices at both places. Raises Invalid for a parent in another line or below the office.
    """
    scope.require(Right.MANAGE_OFFICES, office.path)
    scope.require(Right.MANAGE_OFFICES, parent.path)
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    office.refresh_from_db()
    parent.refresh_from_db()
    if parent.line != office.line:
        raise Invalid(gettext("%(name)s stands in another line than its superior office.") % {"name": office.name})
    if parent.path == office.path or parent.path.startswith(f"{office.path}."):
        raise Invalid(gettext("%(name)s cannot stand below itself.") % {"name": office.name})
    old, new = office.path, f"{parent.path}.{office.pk}"
    Office.objects.filter(pk=office.pk).update(parent=parent)
    repath(old, new)
    office.parent, office.path = parent, new
    record("office.move", actor=scope.actor, kind="office", ids=[office.pk, parent.pk])
    return office

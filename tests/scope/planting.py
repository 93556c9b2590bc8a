"""Planting a drawn world: its rows in the database, and the scope that is built from them."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils import timezone

from mingjian.accounts.models import Exclusion, Sight, User
from mingjian.accounts.scopes import build
from mingjian.offices.gate import SharedRow
from mingjian.offices.models import Office
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Succession, Superior
from tests.cast import give, office, task, user
from tests.scope.forest import FIRST, RowDrawn, World
from tests.scope.rows import Place, make, post


@dataclass(frozen=True, slots=True)
class Planted:
    """The row of each place in the world's lists, and what its user sees on its day."""

    offices: list[Office]
    rows: list[models.Model]
    scope: Scope


def plant(world: World) -> Planted:
    """Write the world's rows."""
    offices = _offices(world)
    rows: list[models.Model] = []
    for drawn in world.rows:
        rows.append(_row(world, drawn, offices, rows))
    _bodies(world, offices, rows)
    holder = _user(world, offices, rows)
    return Planted(offices, rows, build(holder, FIRST + timedelta(world.day)))


def _offices(world: World) -> list[Office]:
    found: list[Office] = []
    for drawn in world.offices:
        parent = None if drawn.parent is None else found[drawn.parent]
        columns = {"sight_depth": drawn.depth, "existed": drawn.existed.stored()}
        found.append(office("示例机关", drawn.line, parent, **columns))
    return found


def _row(world: World, drawn: RowDrawn, offices: list[Office], rows: list[models.Model]) -> models.Model:
    first_person, first_target = world.bodies, world.bodies + world.persons
    place = Place(
        offices[drawn.offices[0]],
        org=None if drawn.body is None else rows[drawn.body],  # type: ignore[arg-type]  # bodies come first
        target=None if drawn.target is None else rows[first_target + drawn.target],  # type: ignore[arg-type]  # then these
        about_orgs=[rows[body].pk for body in drawn.about_bodies],
        about_persons=[rows[first_person + person].pk for person in drawn.about_persons],
    )
    row = make(drawn.kind, place)
    if isinstance(row, SharedRow):
        row.office_ids = [offices[each].pk for each in drawn.offices]
        row.office_paths = [offices[each].path for each in drawn.offices]
        row.save(update_fields=["office_ids", "office_paths"])
    return row


def _bodies(world: World, offices: list[Office], rows: list[models.Model]) -> None:
    for each, drawn in zip(offices, world.offices, strict=True):
        if drawn.body is not None:
            Office.objects.filter(pk=each.pk).update(body_id=rows[drawn.body].pk)
            each.body_id = rows[drawn.body].pk
    for body, (superior, during) in world.above.items():
        pair = {"organisation_id": rows[body].pk, "superior_id": rows[superior].pk}
        Superior.objects.create(**pair, during=during.stored())
    for person, body, during in world.posts:
        post(rows[world.bodies + person], rows[body], during=during.stored())  # type: ignore[arg-type]  # by their place
    for earlier, later, day in world.merged:
        on = FIRST + timedelta(day)
        Succession.objects.create(
            kind="merge",
            on=(on, on + timedelta(1)),
            from_ids=[rows[earlier].pk],
            to_ids=[rows[later].pk],
            at=timezone.now(),
        )


def _user(world: World, offices: list[Office], rows: list[models.Model]) -> User:
    first_person, first_target = world.bodies, world.bodies + world.persons
    body_id = None if world.user_body is None else rows[world.user_body].pk
    holder = user(offices[world.home], body_id=body_id, is_active=world.active)
    for grant in world.grants:
        since, until = grant.valid.stored()
        give(holder, offices[grant.office], grant.role, since=since, until=until, revoked=grant.revoked)
    for each in world.tasks:
        since, until = each.valid.stored()
        bodies = [rows[body].pk for body in each.bodies]
        target_id = rows[first_target + each.target].pk
        task(holder, target_id, bodies, role=each.role, since=since, until=until, ended=each.ended)
    for sight in world.sights:
        Sight.objects.create(
            target_id=rows[first_target + sight.target].pk,
            kind=world.rows[sight.row].kind,
            row_id=rows[sight.row].pk,
            holder=offices[sight.holder],
            valid=sight.valid.stored(),
        )
    for kind, subject, during in world.conflicts:
        column = "org_id" if kind == "body" else "person_id"
        row_id = rows[subject if kind == "body" else first_person + subject].pk
        Exclusion.objects.create(user=holder, basis="conflict", valid=during.stored(), **{column: row_id})
    return holder

"""Applying dated changes to bodies, one after the other in memory, and writing all of them at once.

A succession keeps in `before`, for each body it touched, the aspects it changed (`names`, `unders`, `existed`) as they
were before and after, and which bodies it created. Its undo puts an aspect back only while it still is as it was after.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from mingjian.lib.dates import PartialDate
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.orgs import search
from mingjian.orgs.bodies import Body, Named, Time, Under
from mingjian.orgs.bodies_stored import load, lock, store, subordinates
from mingjian.orgs.following import bodies_changed
from mingjian.orgs.kinds import SuccessionKind
from mingjian.orgs.models import Succession

ASPECTS = ("existed", "names", "unders")


def _written(value: Any) -> Any:
    """An aspect as JSON."""
    match value:
        case Time():
            upper = value.upper.isoformat() if value.upper else None
            return [value.lower.isoformat(), upper, value.start_precision, value.end_precision]
        case Named():
            return [_written(value.time), value.kind, value.name]
        case Under():
            return [_written(value.time), value.superior]
        case _:
            return [_written(each) for each in value]


def _read_time(written: Sequence[Any]) -> Time:
    lower, upper, start_precision, end_precision = written
    until = date.fromisoformat(upper) if upper else None
    return Time(date.fromisoformat(lower), until, start_precision, end_precision)


def _read(aspect: str, written: Any) -> Any:
    if aspect == "existed":
        return _read_time(written)
    if aspect == "names":
        return tuple(Named(_read_time(time), kind, name) for time, kind, name in written)
    return tuple(Under(_read_time(time), superior) for time, superior in written)


def aspect_of(body: Body, aspect: str) -> Any:
    """An aspect of a body, comparable with what a succession kept of it."""
    return _written(getattr(body, aspect))


def with_aspect(body: Body, aspect: str, written: Any) -> Body:
    """The body with an aspect put back as it was kept."""
    return replace(body, **{aspect: _read(aspect, written)})


@dataclass(frozen=True, slots=True)
class _Noted:
    kind: SuccessionKind
    on: PartialDate
    from_ids: tuple[int, ...]
    to_ids: tuple[int, ...]
    basis: str
    before: dict[str, Any]


class Changes:
    """Bodies under change inside one transaction. `since`: subordinates from that day on are read along."""

    def __init__(self, ids: Iterable[int], since: date | None = None) -> None:
        lock()
        wanted = set(ids)
        if since is not None:
            wanted |= set(subordinates(wanted, since))
        self.stored = load(wanted)
        self.bodies = dict(self.stored)
        self.noted: list[_Noted] = []
        self._started: dict[int, Body] = dict(self.bodies)

    def body(self, body_id: int) -> Body:
        """The body as the changes so far have left it."""
        if body_id not in self.bodies:
            self.know(load([body_id]))
        return self.bodies[body_id]

    def know(self, bodies: Mapping[int, Body]) -> None:
        """Take in bodies as the tables hold them, also those that were recorded a moment ago."""
        for body_id, body in bodies.items():
            self.stored.setdefault(body_id, body)
            self.bodies.setdefault(body_id, body)
            self._started.setdefault(body_id, body)

    def put(self, body: Body) -> None:
        self.body(body.id)
        self.bodies[body.id] = body

    def under(self, superior: int) -> list[Body]:
        """The bodies known here that stand under `superior` at some time."""
        return [body for body in self.bodies.values() if any(each.superior == superior for each in body.unders)]

    def note(
        self,
        kind: SuccessionKind,
        on: PartialDate,
        from_ids: Iterable[int],
        to_ids: Iterable[int],
        basis: str,
        created: Iterable[int] = (),
    ) -> None:
        """Everything put since the last note is one succession."""
        touched: dict[str, dict[str, list[Any]]] = {}
        for body_id, body in self.bodies.items():
            started = self._started[body_id]
            if body != started:
                touched[str(body_id)] = {
                    aspect: [aspect_of(started, aspect), aspect_of(body, aspect)]
                    for aspect in ASPECTS
                    if getattr(started, aspect) != getattr(body, aspect)
                }
                self._started[body_id] = body
        before = {"bodies": touched, "created": list(created)}
        self.noted.append(_Noted(kind, on, tuple(from_ids), tuple(to_ids), basis, before))

    def write(self, scope: Scope) -> list[Succession]:
        """Write bodies, search documents and successions; returns the successions in the order they were noted."""
        changed = store(self.stored, self.bodies)
        search.refresh(changed)
        bodies_changed(changed)
        publish("organisation", changed)
        now = timezone.now()
        return Succession.objects.bulk_create(
            [
                Succession(
                    kind=noted.kind,
                    on=DateRange(noted.on.lower, noted.on.upper),
                    from_ids=list(noted.from_ids),
                    to_ids=list(noted.to_ids),
                    basis=noted.basis,
                    before=noted.before,
                    actor_id=scope.actor.user_id,
                    at=now,
                )
                for noted in self.noted
            ],
            batch_size=2000,
        )

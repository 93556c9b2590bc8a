"""A body with all its times as a plain value, and what each dated change makes of it. No queries here.

Times are half-open: `lower` belongs to them, `upper` does not, and None is open.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid
from mingjian.orgs.kinds import NameKind


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """`[lower, upper)` and how exactly both ends are known."""

    lower: date
    upper: date | None = None
    start_precision: str = "day"
    end_precision: str = "day"

    @classmethod
    def between(cls, since: PartialDate, until: PartialDate | None = None) -> "Time":
        """From the first day that may be meant to the last one."""
        upper, precision = (until.upper, until.precision) if until else (None, "day")
        return cls(since.lower, upper, since.precision, precision)

    def holds(self, day: date) -> bool:
        return self.lower <= day and (self.upper is None or day < self.upper)

    def until(self, on: PartialDate) -> "Time":
        """The part of it before `on`."""
        return replace(self, upper=on.lower, end_precision=on.precision)

    def since(self, on: PartialDate) -> "Time":
        """The part of it from `on`."""
        return replace(self, lower=on.lower, start_precision=on.precision)

    def within(self, other: "Time") -> "Time | None":
        """What both have in common."""
        start = self if self.lower >= other.lower else other
        open_end = self.upper is None or (other.upper is not None and other.upper < self.upper)
        end = other if open_end else self
        if end.upper is not None and end.upper <= start.lower:
            return None
        return Time(start.lower, end.upper, start.start_precision, end.end_precision)

    def covers(self, other: "Time") -> bool:
        ends = self.upper is None or (other.upper is not None and other.upper <= self.upper)
        return self.lower <= other.lower and ends

    @property
    def range(self) -> str:
        """As PostgreSQL writes a daterange."""
        return f"[{self.lower},{self.upper or ''})"


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name and when it was borne."""

    time: Time
    kind: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Under:
    """A superior and when it was one."""

    time: Time
    superior: int


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation through all its time. `names` and `unders` are sorted by their times."""

    id: int
    existed: Time
    names: tuple[Named, ...]
    unders: tuple[Under, ...] = ()

    @property
    def name(self) -> str:
        """The official name of now; of a body that has ended, the last one."""
        return [each.name for each in self.names if each.kind == NameKind.OFFICIAL][-1]

    @property
    def superior(self) -> int | None:
        """The superior of now; a body that has ended stands under nobody."""
        if self.existed.upper is not None or not self.unders or self.unders[-1].time.upper is not None:
            return None
        return self.unders[-1].superior

    def official(self, day: date) -> Named:
        """The official name on a day of its existence."""
        return next(each for each in self.names if each.kind == NameKind.OFFICIAL and each.time.holds(day))

    def under(self, day: date) -> Under | None:
        return next((each for each in self.unders if each.time.holds(day)), None)


def require_alive(body: Body, on: PartialDate) -> None:
    """Refuse a change on a day when the body did not exist, or on its very first day."""
    if not body.existed.holds(on.lower) or body.existed.lower == on.lower:
        raise Invalid(
            gettext("%(name)s did not exist before %(on)s or had ended by then.") % {"name": body.name, "on": on},
            {"on": gettext("Choose a day on which it existed already.")},
        )


def renamed(body: Body, name: str, on: PartialDate) -> Body:
    """It bears `name` from `on` until the next change of name that is known already."""
    require_alive(body, on)
    old = body.official(on.lower)
    if old.time.lower == on.lower:
        raise Invalid(
            gettext("%(body)s took the name %(name)s on that very day.") % {"body": body.name, "name": old.name},
            {"on": gettext("Choose another day, or undo that change first.")},
        )
    if old.name == name:
        raise Invalid(
            gettext("%(name)s is its name at that time already.") % {"name": name}, {"name": gettext("Change it.")}
        )
    others = [each for each in body.names if each != old]
    return replace(
        body, names=_sorted([*others, replace(old, time=old.time.until(on)), Named(old.time.since(on), old.kind, name)])
    )


def moved(body: Body, superior: Body, on: PartialDate) -> Body:
    """It stands under `superior` from `on` until the next move that is known already."""
    require_alive(body, on)
    if superior.id == body.id:
        raise Invalid(
            gettext("A body cannot stand below itself, not even for a day."), {"superior": gettext("Choose another.")}
        )
    old = body.under(on.lower)
    if old is not None and old.superior == superior.id:
        raise Invalid(gettext("%(name)s stands under this superior already.") % {"name": body.name})
    if old is not None and old.time.lower == on.lower:
        raise Invalid(gettext("%(name)s was placed under another superior on that very day.") % {"name": body.name})
    later = next((each.time for each in body.unders if each.time.lower > on.lower), None)
    rest = old.time if old else body.existed
    time = rest.since(on)
    if old is None and later is not None:
        time = replace(time, upper=later.lower, end_precision=later.start_precision)
    if not superior.existed.covers(time):
        raise Invalid(gettext("%(name)s did not exist during all of that time.") % {"name": superior.name})
    kept = [each for each in body.unders if each != old]
    if old is not None:
        kept.append(replace(old, time=old.time.until(on)))
    return replace(body, unders=tuple(sorted([*kept, Under(time, superior.id)])))


def handed_over(body: Body, former: int, superior: Body, on: PartialDate) -> Body:
    """Where it stands under `former` from `on` on, it stands under `superior`: `former` ends."""
    unders: list[Under] = []
    for each in body.unders:
        if each.superior != former or (each.time.upper is not None and each.time.upper <= on.lower):
            unders.append(each)
            continue
        before, after = each.time.lower < on.lower, each.time.since(on) if each.time.lower < on.lower else each.time
        if before:
            unders.append(replace(each, time=each.time.until(on)))
        if superior.id == body.id:
            continue
        if not superior.existed.covers(after):
            raise Invalid(gettext("%(name)s did not exist during all of that time.") % {"name": superior.name})
        unders.append(Under(after, superior.id))
    return replace(body, unders=tuple(sorted(unders)))


def ended(body: Body, on: PartialDate) -> Body:
    """It exists no longer from `on` on. Refused when something about it is known for a later time."""
    require_alive(body, on)
    times = [*(each.time for each in body.names), *(each.time for each in body.unders)]
    if any(time.lower >= on.lower for time in times) or body.existed.upper is not None:
        raise Invalid(
            gettext("Later changes of %(name)s are recorded; it cannot have ended on %(on)s.")
            % {"name": body.name, "on": on},
            {"on": gettext("Choose a later day, or undo those changes first.")},
        )
    return replace(
        body,
        existed=body.existed.until(on),
        names=_sorted([_closed(each, on) for each in body.names]),
        unders=tuple(
            sorted(
                each if each.time.upper is not None else replace(each, time=each.time.until(on)) for each in body.unders
            )
        ),
    )


def _closed(named: Named, on: PartialDate) -> Named:
    open_then = named.time.upper is None or named.time.upper > on.lower
    return replace(named, time=named.time.until(on)) if open_then else named


def _sorted(names: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(names, key=lambda each: (each.time.lower, each.kind, each.name)))

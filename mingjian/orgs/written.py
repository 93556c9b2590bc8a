"""Times and changes as people read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from mingjian.lib.dates import PartialDate
from mingjian.orgs.models import Organisation, Succession


def on_words(lower: date | None, precision: str) -> str:
    """A day as exactly as it is known, in the page's language; empty when it is open."""
    if lower is None:
        return ""
    month = None if precision == "year" else lower.month
    known = PartialDate(lower.year, month, lower.day if precision == "day" else None)
    return known.zh if (get_language() or "").startswith("zh") else str(known)


def when(succession: Succession) -> str:
    """The date of a succession in words."""
    on = PartialDate.from_range(succession.on.lower, succession.on.upper)
    return on_words(on.lower, on.precision)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a change alters: of which body, what, from what, to what."""

    body: str
    what: str
    before: str
    after: str


def describe(succession: Succession) -> list[Line]:
    """What a succession altered, body by body. One query."""
    touched: Mapping[str, Mapping[str, Sequence[Any]]] = succession.before["bodies"]
    ids = {int(body_id) for body_id in touched} | set(succession.before["created"])
    for aspects in touched.values():
        for written in aspects.get("unders", ()):
            ids |= {superior for _time, superior in written}
    names = dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))
    lines = [
        Line(names.get(each, ""), gettext("founded"), "", when(succession)) for each in succession.before["created"]
    ]
    for body_id, aspects in touched.items():
        name = names.get(int(body_id), "")
        if "names" in aspects:
            lines.append(Line(name, gettext("official name"), *_names(aspects["names"], succession)))
        if "unders" in aspects and "existed" not in aspects:
            lines.append(Line(name, gettext("superior"), *_superiors(aspects["unders"], succession, names)))
        if "existed" in aspects:
            lines.append(Line(name, gettext("ends"), "", when(succession)))
    return [line for line in lines if line.before != line.after]


def _at(written: Sequence[Any], day: date) -> Any:
    wanted = day.isoformat()
    for time, *rest in written:
        if time[0] <= wanted and (time[1] is None or wanted < time[1]) and rest[0] not in ("short", "alias"):
            return rest[-1]
    return None


def _names(pair: Sequence[Any], succession: Succession) -> tuple[str, str]:
    before, after = (_at(written, succession.on.lower) or "" for written in pair)
    return before, after


def _superiors(pair: Sequence[Any], succession: Succession, names: Mapping[int, str]) -> tuple[str, str]:
    before, after = (names.get(_at(written, succession.on.lower), "") for written in pair)
    return before, after

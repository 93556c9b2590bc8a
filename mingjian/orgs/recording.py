"""Turning new organisations into rows: ids, offices, places and superiors, all set-based."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid
from mingjian.lib.names import pinyin_sort_key
from mingjian.offices.copying import copy_rows, next_ids
from mingjian.offices.models import Division, Level, Office
from mingjian.orgs.bodies import Body, Named, Time, Under
from mingjian.orgs.bodies_stored import NAME_COLUMNS, copy_superiors, load, name_rows, repath
from mingjian.orgs.kinds import Kind, NameKind
from mingjian.orgs.may import require_past
from mingjian.orgs.models import Organisation

COLUMNS = (
    *("id", "office_ids", "office_paths", "code", "name", "sort_key", "kind", "level", "division_id", "superior_id"),
    *("path", "seat", "existed", "start_precision", "end_precision", "version", "batch_id"),
)


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation to record. `code` is unique; `superior_code` names a row of the batch or an existing one.

    `since` and `until` are the first and last date of its existence as far as known. `office_ids` are the offices
    answerable for it, the inspection line's first. `names` are further names, borne all the time.
    """

    code: str
    name: str
    kind: str
    level: int
    division_code: str | None
    superior_code: str | None
    since: PartialDate
    office_ids: Sequence[int]
    seat: str = ""
    names: Sequence[tuple[str, str]] = ()
    until: PartialDate | None = None


def check(rows: Sequence[NewOrganisation]) -> None:
    """Raise Invalid for a row that does not hold by itself or whose code is taken."""
    codes: set[str] = set()
    for row in rows:
        if not row.code.strip() or not row.name.strip():
            raise Invalid(gettext("An organisation needs a code and a name."), {"name": gettext("Fill this in.")})
        if row.code in codes:
            raise Invalid(gettext("The code %(code)s stands twice in the list.") % {"code": row.code})
        if row.kind not in Kind.values or row.level not in Level.values or not row.office_ids:
            raise Invalid(gettext("%(name)s lacks its kind, its level or the office answerable.") % {"name": row.name})
        require_past(row.since)
        if row.until is not None:
            require_past(row.until)
            if row.until.upper <= row.since.lower:
                raise Invalid(gettext("%(name)s would end before it began.") % {"name": row.name})
        codes.add(row.code)
    taken = Organisation.objects.filter(code__in=codes).values_list("code", flat=True).first()
    if taken is not None:
        raise Invalid(
            gettext("The code %(code)s is taken by another organisation.") % {"code": taken},
            {"code": gettext("Taken.")},
        )


def offices_of(rows: Sequence[NewOrganisation]) -> dict[int, str]:
    """Paths of the offices named, by id; Invalid when one does not exist."""
    wanted = {office_id for row in rows for office_id in row.office_ids}
    paths = dict(Office.objects.filter(pk__in=wanted).values_list("pk", "path"))
    if missing := wanted - paths.keys():
        raise Invalid(gettext("There is no office with the number %(id)s.") % {"id": min(missing)})
    return paths


def _check_divisions(rows: Sequence[NewOrganisation]) -> None:
    wanted = {row.division_code for row in rows if row.division_code}
    known = set(Division.objects.filter(code__in=wanted).values_list("code", flat=True))
    if missing := wanted - known:
        raise Invalid(gettext("There is no division with the code %(codes)s.") % {"codes": min(missing)})


def _superiors(rows: Sequence[NewOrganisation], new: Mapping[str, int]) -> tuple[dict[str, int], dict[int, Body]]:
    """Ids of the superiors by code, and the bodies of those that exist already."""
    outside = {row.superior_code for row in rows if row.superior_code} - new.keys()
    known = dict(Organisation.objects.filter(code__in=outside).values_list("code", "pk"))
    if missing := outside - known.keys():
        raise Invalid(
            gettext("There is no organisation with the code %(code)s to be the superior.") % {"code": min(missing)},
            {"superior_code": gettext("Give the code of an organisation.")},
        )
    return {**known, **new}, load(known.values())


def _bodies(rows: Sequence[NewOrganisation], new: Mapping[str, int]) -> list[Body]:
    ids, known = _superiors(rows, new)
    times = {new[row.code]: Time.between(row.since, row.until) for row in rows}
    times.update({body.id: body.existed for body in known.values()})
    bodies = []
    for row in rows:
        body_id, existed = new[row.code], times[new[row.code]]
        names = [Named(existed, NameKind.OFFICIAL, row.name.strip())]
        names += [Named(existed, kind, name) for name, kind in row.names if kind != NameKind.OFFICIAL]
        unders: tuple[Under, ...] = ()
        if row.superior_code:
            superior = ids[row.superior_code]
            shared = existed.within(times[superior])
            unders = (Under(shared, superior),) if shared and superior != body_id else ()
        names.sort(key=lambda each: (each.time.lower, each.kind, each.name))
        bodies.append(Body(body_id, existed, tuple(names), unders))
    return bodies


def write(rows: Sequence[NewOrganisation], paths: Mapping[int, str], batch_id: int | None) -> dict[str, int]:
    """Write checked rows by COPY with their names, superiors and paths; returns their ids by code."""
    _check_divisions(rows)
    new = dict(zip((row.code for row in rows), next_ids(Organisation, len(rows)), strict=True))
    bodies = _bodies(rows, new)
    copy_rows("orgs_organisation", COLUMNS, _organisation_rows(rows, bodies, paths, batch_id))
    copy_rows("orgs_organisationname", NAME_COLUMNS, name_rows(bodies))
    copy_superiors(bodies)
    repath([body.id for body in bodies if body.superior is not None])
    return new


def _organisation_rows(
    rows: Sequence[NewOrganisation], bodies: Sequence[Body], paths: Mapping[int, str], batch_id: int | None
) -> Iterable[tuple[Any, ...]]:
    for row, body in zip(rows, bodies, strict=True):
        offices = list(dict.fromkeys(row.office_ids))
        existed = body.existed
        yield (
            body.id,
            offices,
            [paths[office] for office in offices],
            row.code,
            body.name,
            pinyin_sort_key(body.name, person=False),
            row.kind,
            int(row.level),
            row.division_code or None,
            body.superior,
            str(body.id),
            row.seat,
            existed.range,
            existed.start_precision,
            existed.end_precision,
            1,
            batch_id,
        )

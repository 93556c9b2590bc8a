"""任职 in: one row per post held; what the engine of ledgers and the form of one tenure call to resolve and write."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from mingjian.ledgers.intake import Change, Draft, Existing, Intake, Taken, Values
from mingjian.lib.dates import PartialDate, Period
from mingjian.lib.names import name_key
from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.orgs.naming import Bodies
from mingjian.people.actions import NewTenure, record_tenures, revise_tenure, withdraw_persons, withdraw_tenures
from mingjian.people.identity import covers, partial
from mingjian.people.joining import AsWritten, meet
from mingjian.people.mentioning import Naming, attach
from mingjian.people.models import Tenure

DAY = timedelta(days=1)
# What says who held the post; a sheet of tenures never changes it.
WHO = ("person", "born", "id_number", "sex")
PLAIN = ("post", "rank", "is_chief", "source")


def resolve(drafts: Sequence[Draft], _office_id: int, scope: Scope) -> None:
    """Bodies by any name they bore when the post began; a time written as one period becomes a start and an end."""
    bodies = Bodies([draft.values["org"] for draft in drafts if "org" in draft.values], scope)
    for draft in drafts:
        _settle_time(draft)
        values = draft.values
        if "org" in values:
            start = values.get("start") or values.get("end")
            on = known(start).lower if start else scope.on
            org_id, reason = bodies.of(values.pop("org"), on)
            if org_id is None:
                draft.reject("org", reason)
            else:
                values["org_id"] = org_id


def _settle_time(draft: Draft) -> None:
    values = draft.values
    period = values.pop("during", None)
    if period and not values.get("start"):
        start, end = _bounds(period)
        if start:
            values["start"] = start
        if end:
            values["end"] = end
    if not values.get("start") and not values.get("end"):
        draft.reject("start", _("A tenure needs a start or an end."))
        return
    try:
        Period(*(known(values[key]) if values.get(key) else None for key in ("start", "end")))
    except ValueError:
        draft.reject("end", _("The tenure ends before it starts."))


def _bounds(period: Sequence[str | None]) -> tuple[str, str]:
    """First and last day of a half-open pair; what begins and ends with months is known to the month."""
    lower, upper = (date.fromisoformat(bound) if bound else None for bound in period)
    last = upper - DAY if upper else None
    to_month = all(bound is None or bound.day == 1 for bound in (lower, upper))
    length = 7 if to_month else 10
    return (lower.isoformat()[:length] if lower else "", last.isoformat()[:length] if last else "")


def known(text: str) -> PartialDate:
    """A date of the drafts: ISO, as far as it is known."""
    return PartialDate(*map(int, text.split("-")))


def same_row(values: Values) -> Any:
    """Who, where, which post, from when."""
    who = (name_key(values["person"]), values.get("born"), values.get("id_number"))
    return (*who, values["org_id"], normalise(values["post"]), values.get("start"), values.get("end"))


def find(drafts: Sequence[Draft], _office_id: int, scope: Scope) -> Mapping[int, Existing]:
    """The stored tenure of that name at that body in that post from that day. One query."""
    rows = Tenure.objects.visible_to(scope).filter(
        org__in={draft.values["org_id"] for draft in drafts},
        person__name_key__in={name_key(draft.values["person"]) for draft in drafts},
    )
    stored: dict[tuple[Any, ...], list[Tenure]] = {}
    for row in rows.select_related("person"):
        stored.setdefault((row.person.name_key, row.org_id, normalise(row.post)), []).append(row)
    found: dict[int, Existing] = {}
    for position, draft in enumerate(drafts):
        values = draft.values
        key = (name_key(values["person"]), values["org_id"], normalise(values["post"]))
        fitting = [row for row in stored.get(key, ()) if _may_be(row, values)]
        if len(fitting) == 1:
            found[position] = Existing(fitting[0].pk, fitting[0].version, _stored(fitting[0], values))
    return found


def _may_be(row: Tenure, values: Values) -> bool:
    """The same beginning, as far as both are known, and no birth that contradicts."""
    start = known(values["start"]) if values.get("start") else None
    if start is not None and row.start is not None and not covers(start, row.start):
        return False
    born = known(values["born"]) if values.get("born") else None
    stored = partial(row.person.born.lower, row.person.born.upper) if row.person.born else None
    return born is None or stored is None or covers(born, stored)


def _stored(row: Tenure, written: Values) -> Values:
    values: Values = {key: written[key] for key in WHO if key in written}
    values |= {key: getattr(row, key) for key in PLAIN} | {"org_id": row.org_id}
    # The same post in other letters is the same post.
    values["post"] = written["post"]
    return values | {"start": str(row.start) if row.start else None, "end": str(row.end) if row.end else None}


def check(_draft: Draft, _existing: Existing) -> None:
    """A sheet may change everything it carries of a tenure but who and where, by which it is recognised."""


def take(new: Sequence[Values], changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int) -> Taken:
    """Join or record the persons, record the new tenures, revise the others; in the caller's transaction."""
    return Taken(record_rows(new, office_id, scope, batch_id), _revise(changed, scope))


def record_rows(new: Sequence[Values], office_id: int, scope: Scope, batch_id: int | None) -> list[int]:
    """New rows of a sheet, or of the form, as tenures of persons joined by evidence."""
    if not new:
        return []
    met = meet([_written(values) for values in new], office_id=office_id, scope=scope, batch_id=batch_id)
    rows = [
        NewTenure(
            each.person_id,
            values["org_id"],
            values["post"],
            *_ends(values),
            **_plain(values),
            mention_id=each.mention_id,
        )
        for each, values in zip(met, new, strict=True)
    ]
    ids = record_tenures(rows=rows, scope=scope, batch_id=batch_id)
    named = [
        Naming(office_id, pk, each.person_id, values["person"], values["post"])
        for pk, each, values in zip(ids, met, new, strict=True)
    ]
    attach("tenure", named, batch_id=batch_id)
    return ids


def _written(values: Values) -> AsWritten:
    return AsWritten(
        values["person"],
        post=values["post"],
        org_id=values["org_id"],
        born=known(values["born"]) if values.get("born") else None,
        id_number=values.get("id_number") or "",
        sex=values.get("sex") or "",
    )


def _ends(values: Values) -> tuple[PartialDate | None, PartialDate | None]:
    start, end = (known(values[key]) if values.get(key) else None for key in ("start", "end"))
    return start, end


def _plain(values: Values) -> dict[str, Any]:
    return {
        "rank": values.get("rank"),
        "is_chief": bool(values.get("is_chief")),
        "source": values.get("source") or "",
    }


def typed(values: Values) -> dict[str, Any]:
    """Changed values as `revise_tenure` takes them."""
    found = {key: values[key] for key in PLAIN if key in values}
    if "source" in found:
        found["source"] = found["source"] or ""
    if "is_chief" in found:
        found["is_chief"] = bool(found["is_chief"])
    return found | {key: known(values[key]) if values[key] else None for key in ("start", "end") if key in values}


def _revise(changed: Sequence[Change], scope: Scope) -> list[int]:
    stored = Tenure.objects.visible_to(scope).in_bulk([change.id for change in changed])
    for change in changed:
        revise_tenure(tenure=stored[change.id], values=typed(change.values), version=change.version, scope=scope)
    return [change.version + 1 for change in changed]


def take_back(_ids: Sequence[int], scope: Scope, batch_id: int) -> None:
    """The undo of new rows; with them go the persons that only this batch brought."""
    withdraw_tenures(batch_id=batch_id, scope=scope)
    withdraw_persons(batch_id=batch_id, scope=scope)


def restore(changed: Sequence[Change], scope: Scope, _batch_id: int) -> None:
    """The undo of changes."""
    _revise(changed, scope)


INTAKE = Intake(
    resolve=resolve,
    find=find,
    check=check,
    take=take,
    withdraw=take_back,
    restore=restore,
    same_row=same_row,
)

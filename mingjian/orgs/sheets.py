"""单位名册 in: one row per body. A new name or superior of a body on record is a dated change, never an overwriting."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from mingjian.ledgers.intake import Change, Draft, Existing, Intake, Taken, Values
from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import WrongState
from mingjian.lib.text import normalise
from mingjian.offices.models import Division
from mingjian.offices.scope import Scope
from mingjian.orgs.actions import NewOrganisation, move, record_organisations, rename, revise, undo, withdraw
from mingjian.orgs.kinds import NameKind, SuccessionKind
from mingjian.orgs.models import Organisation, Succession
from mingjian.orgs.naming import Bodies

CORRECTED = ("kind", "level", "division_id", "seat")
CHANGED = ("name", "superior_id")
# What dates and explains a change; nothing of the body itself.
HELPERS = ("changed_on", "basis")


def resolve(drafts: Sequence[Draft], _office_id: int, scope: Scope) -> None:
    """Divisions by code, name or retired name; superiors by any name, or by the code of a row of the same sheet."""
    divisions = _Divisions(draft.values["division"] for draft in drafts if "division" in draft.values)
    written = {draft.values["superior"] for draft in drafts if "superior" in draft.values}
    here = {str(draft.values["code"]): draft for draft in drafts if "code" in draft.values}
    bodies = Bodies(written - here.keys(), scope)
    for draft in drafts:
        values = draft.values
        if "division" in values:
            values["division_id"] = divisions.of(values.pop("division"), draft)
        if (superior := values.pop("superior", None)) is None:
            continue
        if superior in here:
            values["superior_code"] = superior
            continue
        org_id, reason = bodies.of(superior, scope.on)
        if org_id is None:
            draft.reject("superior", reason)
        else:
            values["superior_id"] = org_id


class _Divisions:
    """The divisions that some texts mean. One query."""

    def __init__(self, written: Iterable[str]) -> None:
        wanted = set(written)
        named = Q(code__in=wanted) | Q(name__in=wanted) | Q(former_names__name__in=wanted)
        self._found: dict[str, set[str]] = {}
        for code, name, former in Division.objects.filter(named).values_list("code", "name", "former_names__name"):
            for text in {code, name, former} & wanted:
                self._found.setdefault(text, set()).add(code)

    def of(self, text: str, draft: Draft) -> str | None:
        codes = {text} if text in self._found.get(text, ()) else self._found.get(text, set())
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            several = "、".join(sorted(codes)[:5])
            sentence = _("Several divisions are called “%(text)s”: %(several)s. Write the code instead.")
            draft.reject("division", sentence % {"text": text, "several": several})
        else:
            draft.reject("division", _("There is no division called “%(text)s”.") % {"text": text})
        return None


def same_row(values: Values) -> Any:
    """The code, else the name."""
    return values.get("code") or normalise(values["name"])


def find(drafts: Sequence[Draft], _office_id: int, scope: Scope) -> Mapping[int, Existing]:
    """Visible bodies by code; those without one by any name they bear now or bore. A new body needs a code."""
    codes = [draft.values["code"] for draft in drafts if "code" in draft.values]
    rows = Organisation.objects.visible_to(scope).filter(code__in=codes)
    by_code = {row.code: row for row in rows}
    bodies = Bodies([draft.values["name"] for draft in drafts if "code" not in draft.values], scope)
    found: dict[int, Existing] = {}
    by_name: dict[int, int] = {}
    for at, draft in enumerate(drafts):
        if "code" in draft.values:
            if row := by_code.get(draft.values["code"]):
                found[at] = Existing(row.pk, row.version, _stored(row, draft.values))
            continue
        org_id, _reason = bodies.of(draft.values["name"], scope.on)
        if org_id is None:
            draft.reject("code", _("A new organisation needs a code; one on record is found by its name."))
        else:
            by_name[at] = org_id
    known = Organisation.objects.visible_to(scope).in_bulk(list(by_name.values()))
    for at, org_id in by_name.items():
        row = known[org_id]
        found[at] = Existing(row.pk, row.version, _stored(row, drafts[at].values, by_name=True))
    for at, draft in enumerate(drafts):
        if at not in found:
            _refuse_incomplete(draft)
    return found


def _refuse_incomplete(draft: Draft) -> None:
    for key in ("kind", "level", "since"):
        if key not in draft.values:
            draft.reject(key, _("A new organisation needs this."))


def _stored(row: Organisation, written: Values, *, by_name: bool = False) -> Values:
    values: Values = {key: getattr(row, key) for key in CORRECTED}
    values |= {"code": row.code, "name": written["name"] if by_name else row.name, "superior_id": row.superior_id}
    # A body's beginning and its short names are not told again by a sheet; what dates a change is no change.
    values |= {key: written[key] for key in ("since", "short", "superior_code", *HELPERS) if key in written}
    return values


def check(draft: Draft, existing: Existing) -> None:
    """A new name or superior needs the day it takes effect."""
    wanted = [key for key in CHANGED if key in draft.values]
    for key in wanted:
        if not existing.values.get("changed_on"):
            column = "name" if key == "name" else "superior"
            draft.reject(column, _("On record this differs; give the day from which the change takes effect."))
    if wanted:
        draft.values |= {key: existing.values[key] for key in HELPERS if existing.values.get(key)}


def take(new: Sequence[Values], changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int) -> Taken:
    """Record the new bodies, superiors among them in any order; correct and change the others."""
    superiors = {values["superior_id"] for values in new if values.get("superior_id")}
    codes = dict(Organisation.objects.filter(pk__in=superiors).values_list("pk", "code"))
    rows = [_new(values, codes, office_id) for values in new]
    ids = record_organisations(rows=rows, scope=scope, batch_id=batch_id) if rows else {}
    return Taken([ids[row.code] for row in rows], [_apply(change, scope) for change in changed])


def _new(values: Values, codes: Mapping[int, str], office_id: int) -> NewOrganisation:
    superior = values.get("superior_code") or codes.get(values.get("superior_id") or 0)
    return NewOrganisation(
        code=values["code"],
        name=values["name"],
        kind=values["kind"],
        level=values["level"],
        division_code=values.get("division_id"),
        superior_code=superior,
        since=_day(values["since"]),
        office_ids=[office_id],
        seat=values.get("seat") or "",
        names=[(short, NameKind.SHORT.value) for short in values.get("short") or ()],
    )


def _day(text: str) -> PartialDate:
    return PartialDate(*map(int, text.split("-")))


def _apply(change: Change, scope: Scope) -> int:
    """Corrections first, then the dated changes; the version after them."""
    row = Organisation.objects.visible_to(scope).get(pk=change.id)
    values, version = change.values, change.version
    if corrected := {key: values[key] for key in CORRECTED if key in values}:
        revise(organisation=row, values=corrected, version=version, scope=scope)
        version += 1
    if any(key in values for key in CHANGED):
        on, basis = _day(values["changed_on"]), values.get("basis") or ""
        if "name" in values:
            rename(organisation=row, name=values["name"], on=on, basis=basis, scope=scope, version=version)
            version += 1
        if "superior_id" in values:
            above = Organisation.objects.visible_to(scope).get(pk=values["superior_id"])
            move(organisation=row, superior=above, on=on, basis=basis, scope=scope, version=version)
            version += 1
    return version


def take_back(ids: Sequence[int], scope: Scope, batch_id: int) -> None:
    """The undo of new bodies."""
    if ids:
        withdraw(ids=ids, scope=scope, batch_id=batch_id)


def restore(changed: Sequence[Change], scope: Scope, _batch_id: int) -> None:
    """The undo of changes: dated changes are undone as such, corrections put back."""
    for change in changed:
        row = Organisation.objects.visible_to(scope).get(pk=change.id)
        for key, kind in (("superior_id", SuccessionKind.MOVE), ("name", SuccessionKind.RENAME)):
            if key in change.values:
                undo(succession=_latest(row, kind), scope=scope, reason=_("Undo of an import."))
        if corrected := {key: change.values[key] for key in CORRECTED if key in change.values}:
            row.refresh_from_db()
            corrected["seat"] = corrected.get("seat") or "" if "seat" in corrected else row.seat
            revise(organisation=row, values=corrected, version=row.version, scope=scope)


def _latest(row: Organisation, kind: SuccessionKind) -> Succession:
    found = Succession.objects.filter(kind=kind, from_ids=[row.pk], undone_at=None).order_by("-pk").first()
    if found is None:
        raise WrongState(_("The change of %(name)s was undone already.") % {"name": row.name})
    return found


INTAKE = Intake(
    resolve=resolve,
    find=find,
    check=check,
    take=take,
    withdraw=take_back,
    restore=restore,
    same_row=same_row,
)

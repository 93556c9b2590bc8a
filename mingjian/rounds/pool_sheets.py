"""人才库名册 in: a row per cadre; what the engine of ledgers and the form of one member call to resolve and write."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mingjian.ledgers.intake import Change, Draft, Existing, Intake, Taken, Values
from mingjian.ledgers.reading.cells import choice_key
from mingjian.lib.dates import PartialDate
from mingjian.lib.names import name_key
from mingjian.offices.scope import Scope
from mingjian.orgs.naming import Bodies
from mingjian.people.identity import covers, partial
from mingjian.people.joining import AsWritten
from mingjian.rounds.actions.pool import record_members, revise_members, withdraw_members
from mingjian.rounds.models import PoolMember
from mingjian.rounds.pool_kinds import Pool, Speciality
from mingjian.rounds.pool_rows import NewPoolMember

# What says who the person is: nothing of the place in the pool, and never overwritten by a sheet of the pool.
WHO = ("person", "sex", "born", "id_number")
TEXTS = ("unit", "post", "political_status", "education", "awards", "note")
ALSO_WRITTEN = {
    "纪检": "discipline",
    "纪检监察": "discipline",
    "组织": "organisation",
    "组织人事": "organisation",
    "党建": "organisation",
    "财务": "finance",
    "财会": "finance",
    "财政": "finance",
    "宣传": "publicity",
    "法律": "law",
    "政法": "law",
    "信访": "petitions",
    "工程": "projects",
    "工程建设": "projects",
    "教育": "education",
    "卫生": "education",
    "国企": "enterprises",
    "国资": "enterprises",
    "信息化": "information",
    "计算机": "information",
    "巡察": "inspection",
    "巡视": "inspection",
    "审计": "audit",
}


def specialities_of(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The codes of specialities as written, each once; and the words that are none."""
    spellings: dict[str, str] = {choice_key(written): code for written, code in ALSO_WRITTEN.items()}
    for language in (settings.LANGUAGE_CODE, "en"):
        with translation.override(language):
            spellings |= {choice_key(str(label)): str(code) for code, label in Speciality.choices}
    found = [spellings.get(choice_key(word), "") for word in words]
    unknown = [word for word, code in zip(words, found, strict=True) if not code]
    return list(dict.fromkeys(code for code in found if code)), unknown


def resolve(drafts: Sequence[Draft], _office_id: int, scope: Scope) -> None:
    """Specialities by their words; the unit as a body when one is called so, else it stays as written."""
    bodies = Bodies([draft.values["unit"] for draft in drafts if "unit" in draft.values], scope)
    for draft in drafts:
        values = draft.values
        values.setdefault("pool", Pool.TALENT.value)
        values.setdefault("joined_on", scope.on.isoformat())
        if "unit" in values:
            org_id, _reason = bodies.of(values["unit"], scope.on)
            values["org_id"] = org_id
        if "specialities" in values:
            codes, unknown = specialities_of(values["specialities"])
            values["specialities"] = codes
            if unknown:
                allowed = "、".join(str(label) for _code, label in Speciality.choices)
                sentence = _("“%(words)s” is no speciality of the pools: %(allowed)s.")
                draft.reject("specialities", sentence % {"words": "、".join(unknown)[:60], "allowed": allowed})
        if values["joined_on"] > scope.on.isoformat():
            draft.reject("joined_on", _("This day lies in the future."))


def same_row(values: Values) -> Any:
    """One person is once in a pool; in a sheet, name and birth tell persons apart."""
    return values["pool"], name_key(values["person"]), values.get("born"), values.get("id_number")


def find(drafts: Sequence[Draft], office_id: int, scope: Scope) -> Mapping[int, Existing]:
    """The place in the office's pool of the same name, and of a birth that does not contradict. One query."""
    keys = {name_key(draft.values["person"]) for draft in drafts}
    rows = PoolMember.objects.visible_to(scope).filter(office=office_id, person__name_key__in=keys)
    by_name: dict[tuple[str, str], list[PoolMember]] = {}
    for row in rows.exclude(state="left").select_related("person"):
        by_name.setdefault((row.pool, row.person.name_key), []).append(row)
    found: dict[int, Existing] = {}
    for position, draft in enumerate(drafts):
        here = by_name.get((draft.values["pool"], name_key(draft.values["person"])), [])
        fitting = [row for row in here if _may_be(row, draft.values)]
        if len(fitting) > 1:
            draft.reject("person", _("Several persons of this name are in the pool; give the month of birth."))
        elif fitting:
            found[position] = Existing(fitting[0].pk, fitting[0].version, _stored(fitting[0], draft.values))
    return found


def _may_be(row: PoolMember, values: Values) -> bool:
    born = PartialDate.parse(values["born"]) if values.get("born") else None
    known = partial(row.person.born.lower, row.person.born.upper) if row.person.born else None
    return born is None or known is None or covers(born, known)


def _stored(row: PoolMember, written: Values) -> Values:
    values: Values = {key: written[key] for key in WHO if key in written}
    values |= {key: getattr(row, key) for key in (*TEXTS, "pool", "rank", "org_id")}
    return values | {"specialities": list(row.specialities), "joined_on": row.joined_on.isoformat()}


def check(_draft: Draft, _existing: Existing) -> None:
    """A sheet may change everything it carries of a place."""


def take(new: Sequence[Values], changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int) -> Taken:
    """Record the new places with their persons, revise the others; in the caller's transaction."""
    rows = [new_member(values, office_id) for values in new]
    ids = record_members(rows=rows, scope=scope, batch_id=batch_id) if rows else []
    return Taken(ids, _revise(changed, scope))


def new_member(values: Values, office_id: int) -> NewPoolMember:
    """A row of a sheet or a form as the action takes it. The post is evidence of who the person is."""
    joined = date.fromisoformat(values["joined_on"])
    post = values.get("post") or ""
    written = AsWritten(
        values["person"],
        post=post,
        org_id=values.get("org_id") if post else None,
        born=PartialDate.parse(values["born"]) if values.get("born") else None,
        id_number=values.get("id_number") or "",
        sex=values.get("sex") or "",
        on=joined,
    )
    return NewPoolMember(
        office_id=office_id, written=written, pool=values["pool"], **{**typed(values), "joined_on": joined}
    )


def typed(values: Values) -> dict[str, Any]:
    """The values of a place as the actions take them; None is what an empty column holds."""
    found: dict[str, Any] = {key: values[key] or "" for key in TEXTS if key in values}
    found |= {key: values[key] for key in ("rank", "org_id") if key in values}
    if "specialities" in values:
        found["specialities"] = values["specialities"] or []
    if values.get("joined_on"):
        found["joined_on"] = date.fromisoformat(values["joined_on"])
    return found


def _revise(changed: Sequence[Change], scope: Scope) -> list[int]:
    stored = PoolMember.objects.visible_to(scope).in_bulk([change.id for change in changed])
    rows = [(stored[change.id], typed(change.values), change.version) for change in changed]
    return revise_members(rows=rows, scope=scope) if rows else []


def take_back(ids: Sequence[int], scope: Scope, batch_id: int) -> None:
    """The undo of new rows; with them go the persons that only this batch brought."""
    withdraw_members(ids=ids, scope=scope, batch_id=batch_id)


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

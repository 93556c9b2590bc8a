"""干部名册 in: a row per person, with the post of now and the résumé, whose lines become tenures where read."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingjian.ledgers.intake import Change, Draft, Existing, Intake, Taken, Values
from mingjian.lib.dates import PartialDate
from mingjian.lib.names import name_key
from mingjian.offices.scope import Scope
from mingjian.orgs.naming import Bodies
from mingjian.people.actions import (
    NewResume,
    record_resumes,
    revise_person,
    withdraw_persons,
    withdraw_resumes,
    withdraw_tenures,
)
from mingjian.people.candidates import load
from mingjian.people.identity import read_identity
from mingjian.people.joining import AsWritten, meet
from mingjian.people.models import Person
from mingjian.people.posts import post_key
from mingjian.people.resumes_known import lines_on_record
from mingjian.people.seen import as_seen
from mingjian.people.tenure_sheets import known
from mingjian.people.values import ENTRY

# What a sheet may fill in or change of a person on record.
OWN = ("sex", "ethnicity", "native_place", "managed_by")
# What only recognises the person, or says more than the person's own row holds.
BESIDE = ("name", "id_number", "org_id", "unit", "post", "source")


def resolve(drafts: Sequence[Draft], _office_id: int, scope: Scope) -> None:
    """The unit as a body, where one is called so: with the post it is the evidence of who a person is."""
    bodies = Bodies([draft.values["unit"] for draft in drafts if "unit" in draft.values], scope)
    for draft in drafts:
        if "unit" in draft.values:
            draft.values["org_id"] = bodies.of(draft.values["unit"], scope.on)[0]


def same_row(values: Values) -> Any:
    """Rows of one name are one person only with an equal number, or an equal birth and post."""
    if values.get("id_number"):
        return values["id_number"]
    return name_key(values["name"]), values.get("born"), values.get("unit"), values.get("post")


def find(drafts: Sequence[Draft], _office_id: int, scope: Scope) -> Mapping[int, Existing]:
    """The visible person that the evidence of a row means: equal number, or name, birth month and post."""
    identities = {at: read_identity(draft.values.get("id_number") or "") for at, draft in enumerate(drafts)}
    register = load(
        {name_key(draft.values["name"]) for draft in drafts}, {each.hash for each in identities.values() if each}
    )
    meant: dict[int, int] = {}
    for at, draft in enumerate(drafts):
        values = draft.values
        born = known(values["born"]) if values.get("born") else None
        sex, identity = values.get("sex") or "", identities[at]
        post = post_key(values.get("post") or "")
        candidate = register.by_identity(identity, born, sex) or register.by_post(
            name_key(values["name"]), born, sex, identity, post, values.get("org_id")
        )
        if candidate is not None:
            meant[at] = candidate.person_id
    visible = list(Person.objects.visible_to(scope).filter(pk__in=list(meant.values())))
    seen = {person.pk: person for person in as_seen(visible, scope)}
    return {
        at: Existing(pk, seen[pk].version, _stored(seen[pk], drafts[at].values))
        for at, pk in meant.items()
        if pk in seen
    }


def _stored(row: Person, written: Values) -> Values:
    values: Values = {key: written[key] for key in BESIDE if key in written}
    values |= {key: getattr(row, key) for key in OWN}
    if written.get("born"):
        # What is known as exactly, or more exactly, is no change.
        born = known(written["born"])
        same = row.born is not None and born.lower <= row.born.lower and row.born.upper <= born.upper
        values["born"] = written["born"] if same else None
    if written.get("resume") and lines_on_record(row.pk, written["resume"]):
        values["resume"] = written["resume"]
    return values


def check(_draft: Draft, _existing: Existing) -> None:
    """A sheet may change what it carries of a person; a name never."""


def take(new: Sequence[Values], changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int) -> Taken:
    """Join or record the new ones and read their résumés; revise the others; in the caller's transaction."""
    return Taken(record_rows(new, office_id, scope, batch_id), _revise(changed, office_id, scope, batch_id))


def record_rows(new: Sequence[Values], office_id: int, scope: Scope, batch_id: int | None) -> list[int]:
    """New rows as persons, joined by evidence; what the register did not know of them is filled in."""
    if not new:
        return []
    written = [_written(values) for values in new]
    met = meet(written, office_id=office_id, scope=scope, batch_id=batch_id, kind=ENTRY)
    resumes = [
        NewResume(each.person_id, office_id, values["resume"], values.get("source") or "", each.mention_id)
        for each, values in zip(met, new, strict=True)
        if values.get("resume")
    ]
    if resumes:
        record_resumes(rows=resumes, scope=scope, batch_id=batch_id)
    return [each.person_id for each in met]


def _written(values: Values) -> AsWritten:
    return AsWritten(
        values["name"],
        post=values.get("post") or "",
        org_id=values.get("org_id"),
        born=known(values["born"]) if values.get("born") else None,
        id_number=values.get("id_number") or "",
        sex=values.get("sex") or "",
        ethnicity=values.get("ethnicity") or "",
        native_place=values.get("native_place") or "",
        managed_by=values.get("managed_by") or "",
    )


def _revise(changed: Sequence[Change], office_id: int, scope: Scope, batch_id: int | None) -> list[int]:
    stored = Person.objects.visible_to(scope).in_bulk([change.id for change in changed])
    versions = []
    for change in changed:
        values = typed(change.values)
        if values:
            revise_person(person=stored[change.id], values=values, version=change.version, scope=scope)
        versions.append(change.version + (1 if values else 0))
    resumes = [
        NewResume(change.id, office_id, change.values["resume"]) for change in changed if change.values.get("resume")
    ]
    if resumes:
        record_resumes(rows=resumes, scope=scope, batch_id=batch_id)
    return versions


def typed(values: Values) -> dict[str, Any]:
    """Changed values as `revise_person` takes them."""
    found: dict[str, Any] = {key: values[key] or "" for key in OWN if key in values}
    if "born" in values:
        found["born"] = PartialDate.parse(values["born"]) if values["born"] else None
    return found


def take_back(_ids: Sequence[int], scope: Scope, batch_id: int) -> None:
    """The undo of new rows: their tenures and lines first, then the persons that only this batch brought."""
    withdraw_tenures(batch_id=batch_id, scope=scope)
    withdraw_resumes(batch_id=batch_id, scope=scope)
    withdraw_persons(batch_id=batch_id, scope=scope)


def restore(changed: Sequence[Change], scope: Scope, batch_id: int) -> None:
    """The undo of changes; what their résumés brought is withdrawn."""
    stored = Person.objects.visible_to(scope).in_bulk([change.id for change in changed])
    for change in changed:
        if values := typed(change.values):
            revise_person(person=stored[change.id], values=values, version=change.version, scope=scope)
    withdraw_tenures(batch_id=batch_id, scope=scope)
    withdraw_resumes(batch_id=batch_id, scope=scope)


INTAKE = Intake(
    resolve=resolve,
    find=find,
    check=check,
    take=take,
    withdraw=take_back,
    restore=restore,
    same_row=same_row,
)

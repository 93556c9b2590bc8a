"""Writes of persons: recording, revising, releasing, withdrawing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.history import Changed, keep
from mingjian.ledgers.bulk import new_ids
from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid, Stale
from mingjian.lib.names import name_key, pinyin_sort_key
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.entries import Entry, write_entries, write_revision
from mingjian.people.grouping import regroup
from mingjian.people.identity import Identity, identity_of
from mingjian.people.may import require_any, require_some
from mingjian.people.mentioning import spread
from mingjian.people.models import ManagedBy, Mention, Person, ResumeLine, Sex, Tenure
from mingjian.people.reach import paths_of
from mingjian.people.rows import NewPerson
from mingjian.people.search import refresh_persons

REVISABLE = frozenset({"name", "sex", "born", "ethnicity", "native_place", "managed_by", "id_number"})


@action("person.record", gettext_lazy("Persons recorded"))
def record_persons(*, rows: Sequence[NewPerson], scope: Scope, batch_id: int | None = None) -> dict[str, int]:
    """Record persons as a set; key → id. Takes EDIT_REGISTER over each office named.

    A row whose identity number is on record, or repeats within the batch, is that person: its id is returned and
    nothing is overwritten. Rows without a number are always new persons, whatever their names. Raises Invalid with a
    sentence for each wrong row; then nothing is written.
    """
    paths = _editable(rows, scope)
    identities = _checked(rows)
    known = _known({found.hash for found in identities.values()})
    ids: dict[str, int] = {}
    entries: list[Entry] = []
    for row, person_id in zip(rows, new_ids(Person, len(rows)), strict=True):
        found = identities.get(row.key)
        ids[row.key] = known.setdefault(found.hash, person_id) if found else person_id
        entries.append(Entry(row, ids[row.key], found, is_new=ids[row.key] == person_id))
    write_entries(entries, paths, batch_id)
    fresh = [entry.person_id for entry in entries if entry.is_new]
    record("person.record", actor=scope.actor, kind="person", ids=fresh)
    publish("person", fresh)
    return ids


def _editable(rows: Iterable[NewPerson], scope: Scope) -> dict[int, str]:
    """Paths of the offices named by the rows, over each of which the scope holds EDIT_REGISTER."""
    wanted = {office for row in rows for office in row.office_ids}
    paths = paths_of(sorted(wanted))
    if wanted - paths.keys():
        raise Invalid(_("An office named for a person does not exist."))
    for path in paths.values():
        scope.require(Right.EDIT_REGISTER, path)
    if not paths:
        require_some(scope, Right.EDIT_REGISTER)
    return paths


def _checked(rows: Sequence[NewPerson]) -> dict[str, Identity]:
    """The identities of the rows that carry a number, by key; every wrong row has its sentence in the refusal."""
    wrong: dict[str, str] = {}
    found: dict[str, Identity] = {}
    seen: set[str] = set()
    for row in rows:
        if row.key in seen:
            wrong[row.key] = _("This key names two rows.")
        seen.add(row.key)
        try:
            _check_values(row.name, str(row.sex), str(row.managed_by))
            identity = identity_of(row.id_number, row.born, str(row.sex))
        except Invalid as refusal:
            wrong[row.key] = refusal.message
            continue
        if identity:
            found[row.key] = identity
    if wrong:
        raise Invalid(_("Some persons cannot be recorded as written."), wrong)
    return found


def _check_values(name: str, sex: str, managed_by: str) -> None:
    if not name_key(name):
        raise Invalid(_("A person needs a name."))
    if sex and sex not in Sex.values:
        raise Invalid(_("The sex is neither male nor female."))
    if managed_by and managed_by not in ManagedBy.values:
        raise Invalid(_("It is not known whose committee would manage this cadre."))


def _known(hashes: Iterable[bytes]) -> dict[bytes, int]:
    wanted = list(hashes)
    if not wanted:
        return {}
    return {bytes(key): pk for key, pk in Person.objects.filter(id_hash__in=wanted).values_list("id_hash", "pk") if key}


@action("person.revise", gettext_lazy("Person revised"))
def revise_person(*, person: Person, values: Mapping[str, Any], version: int, scope: Scope) -> Person:
    """Change fields of a person: name, sex, born (PartialDate), ethnicity, native_place, managed_by, id_number.

    Takes EDIT_REGISTER over one of the offices that keep the person. Raises Stale when somebody saved first, Invalid
    when the identity number belongs to another person or contradicts birth or sex.
    """
    require_any(person.office_paths, scope)
    unknown = values.keys() - REVISABLE
    if unknown:
        raise ValueError(f"These fields of a person cannot be revised: {sorted(unknown)}")
    changed = _changed(person, values)
    before = {name: getattr(person, name) for name in changed}
    updated = Person.objects.filter(pk=person.pk, version=version).update(version=F("version") + 1)
    if not updated:
        current = Person.objects.values_list("version", flat=True).get(pk=person.pk)
        raise Stale(_("Somebody else saved this person first; compare the two and save again."), current)
    write_revision(person, changed, _office_of(person, scope))
    keep("person", [_kept(person.pk, version + 1, before, changed)], actor=scope.actor)
    person.refresh_from_db()
    refresh_persons([person.pk])
    record("person.revise", actor=scope.actor, kind="person", ids=[person.pk], detail={"fields": sorted(values.keys())})
    publish("person", [person.pk])
    return person


def _office_of(person: Person, scope: Scope) -> int | None:
    """The office in whose name the entry is made: the first that keeps the person and that the scope edits."""
    for office_id, path in zip(person.office_ids, person.office_paths, strict=True):
        if scope.may(Right.EDIT_REGISTER, str(path)):
            return int(office_id)
    return None


def _kept(pk: int, version: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> Changed:
    """What the history keeps: of an identity number only that it changed, of a name not its keys."""
    kept = {name: value for name, value in after.items() if name not in {"id_hash", "name_key", "sort_key"}}
    former = dict(before)
    if "id_hash" in after and bytes(after["id_hash"]) != bytes(before["id_hash"] or b""):
        kept["id_number"], former["id_number"] = True, None
    return Changed(pk, version, former, kept)


def _changed(person: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    changed = {key: value for key, value in values.items() if key not in {"born", "id_number"}}
    name, sex = str(values.get("name", person.name)), str(values.get("sex", person.sex))
    _check_values(name, sex, str(values.get("managed_by", person.managed_by)))
    if "name" in values:
        changed |= {"name": " ".join(name.split()), "name_key": name_key(name), "sort_key": pinyin_sort_key(name)}
    born: PartialDate | None = values.get("born")
    if "born" in values:
        changed["born"] = DateRange(born.lower, born.upper) if born else None
    identity = identity_of(str(values.get("id_number") or ""), born, sex)
    if identity:
        if Person.objects.filter(id_hash=identity.hash).exclude(pk=person.pk).exists():
            raise Invalid(
                _("Another person on record has this identity number."), {"id_number": _("Already on record.")}
            )
        changed |= {"id_hash": identity.hash, "born": DateRange(identity.born.lower, identity.born.upper)}
    return changed


@action("person.release", gettext_lazy("Persons released from an unfounded allegation"))
def release_persons(*, person_ids: Sequence[int], office_id: int, scope: Scope) -> None:
    """Allegations of an office no longer name these persons: what the office knew of them only by those is let go.

    Called inside the action that closes a lead as unfounded. A person without a post and without any other row is
    afterwards in nobody's register.
    """
    named = Mention.objects.filter(person_id__in=person_ids, office_id=office_id, alleged=True)
    named.update(released=True)
    spread(person_ids)
    record("person.release", actor=scope.actor, kind="person", ids=person_ids)
    publish("person", person_ids)


@action("person.withdraw", gettext_lazy("Recorded persons withdrawn"))
def withdraw_persons(*, batch_id: int, scope: Scope) -> int:
    """Undo of a batch: delete the persons it recorded, unless another row has come to name them; how many.

    Rows of other rooms that name them (findings, leads) are withdrawn first, by their own rooms.
    """
    require_some(scope, Right.EDIT_REGISTER, Right.IMPORT)
    mentions = Mention.objects.filter(batch_id=batch_id)
    touched = sorted(set(mentions.values_list("person_id", flat=True)))
    # A mention to which later tenures or lines belong is no longer this batch's alone.
    held = Tenure.objects.filter(mention__batch_id=batch_id).values("mention_id")
    kept = ResumeLine.objects.filter(mention__batch_id=batch_id).values("mention_id")
    mentions.exclude(pk__in=held).exclude(pk__in=kept).delete()
    doomed = regroup(touched).gone
    record("person.withdraw", actor=scope.actor, kind="person", ids=doomed)
    return len(doomed)

"""Writes of the pools 组长库、人才库: recording, revising, the moves, recusals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.history import Changed, keep
from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.lib.errors import Invalid, Stale
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.actions import withdraw_persons
from mingjian.people.grouping import regroup
from mingjian.people.joining import resolve
from mingjian.people.mentioning import Naming, attach, detach
from mingjian.people.models import Person, Rank
from mingjian.people.reach import paths_of
from mingjian.rounds.models import PoolMember, Recusal
from mingjian.rounds.pool_kinds import Ground, Pool, Speciality
from mingjian.rounds.pool_rows import COLUMNS, REVISABLE, NewPoolMember, record_of
from mingjian.rounds.pool_search import member_documents
from mingjian.rounds.saving import require_reason, save
from mingjian.search import index


@action("pool_member.record", gettext_lazy("Pool members recorded"))
def record_members(*, rows: Sequence[NewPoolMember], scope: Scope, batch_id: int | None = None) -> list[int]:
    """Take cadres into pools as a set; ids in the order given. Takes EDIT_REGISTER over each office.

    Persons as written are joined to the register by evidence or recorded in it. Nobody is twice in one pool of an
    office at a time. Raises Invalid with a sentence for each wrong row (by its position); then nothing is written.
    """
    paths = _editable({row.office_id for row in rows}, scope)
    _check(rows, scope)
    persons = _persons(rows, scope, batch_id)
    _refuse_twice(rows, persons)
    ids = new_ids(PoolMember, len(rows))
    copy_rows(
        PoolMember,
        COLUMNS,
        (
            record_of(pk, row, person, paths[row.office_id], batch_id)
            for pk, row, person in zip(ids, rows, persons, strict=True)
        ),
    )
    named = [Naming(row.office_id, pk, person, "") for pk, row, person in zip(ids, rows, persons, strict=True)]
    attach("pool_member", named, batch_id=batch_id, by_words=False)
    index.add(member_documents(ids))
    record("pool_member.record", actor=scope.actor, kind="pool_member", ids=ids)
    publish("pool_member", ids)
    return ids


def _editable(office_ids: set[int], scope: Scope) -> dict[int, str]:
    paths = paths_of(sorted(office_ids))
    if office_ids - paths.keys():
        raise Invalid(_("An office named for a pool does not exist."))
    for path in paths.values():
        scope.require(Right.EDIT_REGISTER, path)
    return paths


def _check(rows: Sequence[NewPoolMember], scope: Scope) -> None:
    orgs = {row.org_id for row in rows if row.org_id is not None}
    seen = set(Organisation.objects.visible_to(scope).filter(pk__in=orgs).values_list("pk", flat=True))
    known = {row.person_id for row in rows if row.person_id is not None}
    persons = set(Person.objects.visible_to(scope).filter(pk__in=known).values_list("pk", flat=True))
    wrong: dict[str, str] = {}
    for position, row in enumerate(rows):
        if row.person_id is None and row.written is None:
            wrong[str(position)] = _("A place in a pool needs a person.")
        elif row.person_id is not None and row.person_id not in persons:
            wrong[str(position)] = _("This person is not on record within your scope.")
        elif row.org_id is not None and row.org_id not in seen:
            wrong[str(position)] = _("This organisation is not found in your scope.")
        elif sentence := _wrong_values(row.pool, row.rank, row.specialities):
            wrong[str(position)] = sentence
    if wrong:
        raise Invalid(_("Some pool members cannot be recorded as written."), wrong)


def _wrong_values(pool: str, rank: int | None, specialities: Sequence[str]) -> str:
    if pool not in Pool.values:
        return _("The pool is not known.")
    if rank is not None and rank not in Rank.values:
        return _("The rank is not one of the leadership ranks.")
    if set(specialities) - set(Speciality.values):
        return _("One of the specialities is not known.")
    return ""


def _persons(rows: Sequence[NewPoolMember], scope: Scope, batch_id: int | None) -> list[int]:
    """The register row of each member, joining those as written by evidence, office by office."""
    found = {at: row.person_id for at, row in enumerate(rows) if row.person_id is not None}
    for office_id in dict.fromkeys(row.office_id for row in rows):
        fresh = [(at, row.written) for at, row in enumerate(rows) if row.office_id == office_id and at not in found]
        written = [each for _at, each in fresh if each is not None]
        if written:
            ids = resolve(written, office_id=office_id, scope=scope, batch_id=batch_id)
            found |= dict(zip((at for at, _written in fresh), ids, strict=True))
    return [found[at] for at in range(len(rows))]


def _refuse_twice(rows: Sequence[NewPoolMember], persons: Sequence[int]) -> None:
    here = PoolMember.objects.exclude(state="left").filter(person__in=persons)
    stored = set(here.values_list("office_id", "pool", "person_id"))
    wanted = Counter(
        (row.office_id, str(row.pool), person) for row, person in zip(rows, persons, strict=True) if row.state != "left"
    )
    if twice := {key for key, count in wanted.items() if count > 1} | (stored & wanted.keys()):
        name = Person.objects.values_list("name", flat=True).get(pk=min(person for _office, _pool, person in twice))
        sentence = _("%(name)s is in this pool of the office already.") % {"name": name}
        raise Invalid(sentence, {"person": sentence})


@action("pool_member.revise", gettext_lazy("Pool members revised"))
def revise_members(*, rows: Sequence[tuple[PoolMember, Mapping[str, Any], int]], scope: Scope) -> list[int]:
    """Change members: (row, values, version read); new versions in the order given. Person, pool and state stay.

    Takes EDIT_REGISTER over each office. One stale row refuses them all.
    """
    for member, values, _version in rows:
        scope.require(Right.EDIT_REGISTER, str(member.office_path))
        if unknown := values.keys() - set(REVISABLE):
            raise ValueError(f"These values of a pool member cannot be revised: {sorted(unknown)}")
        sentence = _wrong_values(
            member.pool, values.get("rank", member.rank), values.get("specialities", member.specialities)
        )
        if sentence:
            raise Invalid(sentence)
    for member, values, version in rows:
        save(member, "pool_member", values, version, scope)
    ids = [member.pk for member, _values, _version in rows]
    index.replace(member_documents(ids))
    record("pool_member.revise", actor=scope.actor, kind="pool_member", ids=ids)
    publish("pool_member", ids)
    return [version + 1 for _member, _values, version in rows]


@action("pool_member.withdraw", gettext_lazy("Recorded pool members withdrawn"))
def withdraw_members(*, ids: Sequence[int], scope: Scope, batch_id: int | None = None) -> int:
    """Delete members that should never have been recorded, and with `batch_id` the persons that only it brought."""
    rows = PoolMember.objects.visible_to(scope).filter(pk__in=ids)
    found = dict(rows.values_list("pk", "office_path"))
    if len(found) != len(set(ids)):
        raise Invalid(_("Some of these pool members are not within your scope; nothing was withdrawn."))
    for path in set(found.values()):
        scope.require(Right.EDIT_REGISTER, str(path))
    PoolMember.objects.filter(pk__in=list(found)).delete()
    if parted := detach("pool_member", list(found)):
        regroup(parted)
    index.remove("pool_member", found)
    if batch_id is not None:
        withdraw_persons(batch_id=batch_id, scope=scope)
    record("pool_member.withdraw", actor=scope.actor, kind="pool_member", ids=list(found))
    publish("pool_member", list(found))
    return len(found)


@action("recusal.declare", gettext_lazy("Recusal of a pool member declared"))
def declare_recusal(
    *, member: PoolMember, org: Organisation, ground: str, since: date, until: date | None, note: str, scope: Scope
) -> Recusal:
    """回避: the member stays out of a body from `since` until before `until` (open when None), on a ground.

    Whoever is called into a team is refused for that body then, see `recusal.grounds`. The ground is enough: the
    note names no relative.
    """
    scope.require(Right.EDIT_REGISTER, str(member.office_path))
    if ground not in Ground.values:
        raise Invalid(_("Choose the ground of the recusal."), {"ground": _("Choose one.")})
    if until is not None and until <= since:
        raise Invalid(_("The period ends before it starts."), {"until": _("Choose a later day.")})
    row = Recusal.objects.create(
        member=member,
        org=org,
        ground=ground,
        note=note.strip(),
        valid=DateRange(since, until),
        declared_by=scope.actor.user_id,
    )
    after = {"recusal": f"{org.pk}:{ground}"}
    keep("pool_member", [Changed(member.pk, member.version, {}, after)], actor=scope.actor, reason=note)
    record("recusal.declare", actor=scope.actor, kind="pool_member", ids=[member.pk], detail={"org": org.pk})
    return row


@action("recusal.lift", gettext_lazy("Recusal of a pool member lifted"))
def lift_recusal(*, recusal: Recusal, reason: str, scope: Scope) -> Recusal:
    """The ground has fallen away: the recusal ends today and stays on record. Asks for a reason."""
    member = recusal.member
    scope.require(Right.EDIT_REGISTER, str(member.office_path))
    require_reason(reason)
    ended = Recusal.objects.filter(pk=recusal.pk, lifted_by=None).update(
        valid=DateRange(recusal.valid.lower, max(scope.on, recusal.valid.lower)), lifted_by=scope.actor.user_id or 0
    )
    if not ended:
        raise Stale(_("Somebody else lifted this recusal already."), member.version)
    before = {"recusal": f"{recusal.org_id}:{recusal.ground}"}
    change = Changed(member.pk, member.version, before, {"recusal": None})
    keep("pool_member", [change], actor=scope.actor, reason=reason)
    record("recusal.lift", actor=scope.actor, kind="pool_member", ids=[member.pk], words=reason)
    recusal.refresh_from_db()
    return recusal

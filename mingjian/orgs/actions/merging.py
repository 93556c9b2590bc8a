"""Merging bodies into one and splitting one into several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope
from mingjian.orgs import bodies, recording, search
from mingjian.orgs.bodies_stored import load
from mingjian.orgs.changes import Changes
from mingjian.orgs.kinds import SuccessionKind
from mingjian.orgs.may import found, require_edit, require_past, require_version
from mingjian.orgs.models import Organisation, Succession
from mingjian.orgs.recording import NewOrganisation


@dataclass(frozen=True, slots=True)
class Merging:
    """One merger: the bodies that end on `on`, and the one that takes their place."""

    organisation_ids: Sequence[int]
    into_id: int
    on: PartialDate
    basis: str = ""


def _apply(changes: Changes, row: Merging) -> None:
    require_past(row.on)
    ending = list(dict.fromkeys(row.organisation_ids))
    if not ending or row.into_id in ending:
        raise Invalid(gettext("Choose bodies to merge and another one to merge them into."))
    into = changes.body(row.into_id)
    if not into.existed.holds(row.on.lower) or into.existed.upper is not None:
        raise Invalid(gettext("%(name)s does not exist from %(on)s on.") % {"name": into.name, "on": row.on})
    for body_id in ending:
        _hand_over(changes, body_id, row.into_id, row.on, ending)
    for body_id in ending:
        changes.put(bodies.ended(changes.body(body_id), row.on))
    changes.note(SuccessionKind.MERGE, row.on, ending, [row.into_id], row.basis)


def _hand_over(changes: Changes, former: int, successor: int, on: PartialDate, ending: Sequence[int]) -> None:
    """Whatever stands under `former` from `on` on stands under the successor; the successor itself moves up."""
    for body in changes.under(former):
        if body.id in ending:
            continue
        heir = successor
        if body.id == successor:
            above = changes.body(former).under(on.lower)
            while above is not None and above.superior in ending:
                above = changes.body(above.superior).under(on.lower)
            heir = above.superior if above is not None else successor
        changes.put(bodies.handed_over(body, former, changes.body(heir), on))


def _merge(rows: Sequence[Merging], scope: Scope) -> list[Succession]:
    ids = {each for row in rows for each in (*row.organisation_ids, row.into_id)}
    changes = Changes(ids, min((row.on.lower for row in rows), default=None))
    for organisation in found(ids, scope).values():
        require_edit(organisation, scope)
    for row in rows:
        _apply(changes, row)
    return changes.write(scope)


@action("organisation.merge", _("Organisations merged"))
def merge(
    *,
    organisations: Sequence[Organisation],
    into: Organisation | NewOrganisation,
    on: PartialDate,
    basis: str,
    scope: Scope,
) -> Succession:
    """Merge bodies into an existing one, or into one that is founded by the merger.

    The merged bodies end on `on`; what stands under them from then on moves to the successor; their findings and
    people keep the body of their time and are found through the successor's `lineage`. Raises Invalid when a merged
    body has later changes recorded or the successor did not exist, NotAllowed without the right over all of them.
    """
    created: list[int] = []
    if isinstance(into, NewOrganisation):
        created = _found_successors([into], organisations[0], on, scope)
    into_id = into.pk if isinstance(into, Organisation) else created[0]
    ids = [each.pk for each in organisations]
    [succession] = _merge([Merging(ids, into_id, on, basis)], scope)
    _keep_created(succession, created)
    record("organisation.merge", actor=scope.actor, kind="organisation", ids=[*ids, into_id])
    return succession


@action("organisation.merge_many", _("Organisations merged in a batch"))
def merge_many(*, rows: Sequence[Merging], scope: Scope) -> list[Succession]:
    """`merge` for a batch, in the order given: all or none, a constant number of statements, one audit record."""
    successions = _merge(rows, scope)
    ids = [each for row in rows for each in (*row.organisation_ids, row.into_id)]
    record("organisation.merge_many", actor=scope.actor, kind="organisation", ids=ids)
    return successions


@action("organisation.split", _("Organisation split"))
def split(
    *,
    organisation: Organisation,
    into: Sequence[NewOrganisation],
    on: PartialDate,
    basis: str,
    scope: Scope,
    continues: bool = False,
    subordinates: Mapping[int, str] | None = None,
    version: int | None = None,
) -> Succession:
    """Split a body into new ones that exist from `on`; it ends itself unless it `continues` beside them.

    New bodies without a superior take the superior of the split one, those without offices its offices. Its
    subordinates go to the new body whose code `subordinates` names for them ({id: code}); the others go to the
    first new body, or stay where the body continues. Raises Invalid or Stale as `merge` and `rename` do.
    """
    require_past(on)
    if not into:
        raise Invalid(gettext("Name at least one new body."))
    row = found([organisation.pk], scope)[organisation.pk]
    require_edit(row, scope)
    require_version(row, version)
    changes = Changes([organisation.pk], on.lower)
    bodies.require_alive(changes.body(organisation.pk), on)
    created = _found_successors(into, row, on, scope)
    changes.know(load(created))
    by_code = dict(zip((new.code for new in into), created, strict=True))
    _distribute(changes, organisation.pk, by_code, on, continues, subordinates or {})
    if not continues:
        if any(new.superior_code == row.code for new in into):
            raise Invalid(gettext("A new body cannot stand under %(name)s, which ends.") % {"name": row.name})
        changes.put(bodies.ended(changes.body(organisation.pk), on))
    ends = [organisation.pk]
    changes.note(SuccessionKind.SPLIT, on, ends, [*created, *(ends if continues else [])], basis, created)
    [succession] = changes.write(scope)
    record("organisation.split", actor=scope.actor, kind="organisation", ids=[organisation.pk, *created])
    return succession


def _distribute(
    changes: Changes,
    former: int,
    created: Mapping[str, int],
    on: PartialDate,
    continues: bool,
    wanted: Mapping[int, str],
) -> None:
    if unknown := set(wanted.values()) - created.keys():
        raise Invalid(gettext("%(code)s is none of the new bodies.") % {"code": min(unknown)})
    first = next(iter(created.values()))
    for body in changes.under(former):
        if body.id in created.values() or (continues and body.id not in wanted):
            continue
        heir = created[wanted[body.id]] if body.id in wanted else first
        changes.put(bodies.handed_over(body, former, changes.body(heir), on))


def _found_successors(
    rows: Sequence[NewOrganisation], former: Organisation, on: PartialDate, scope: Scope
) -> list[int]:
    """Record the bodies that a merger or a split founds, on its date, in the place of the former one."""
    under = load([former.pk])[former.pk].under(on.lower)
    superior = Organisation.objects.get(pk=under.superior).code if under else None
    whole = [
        replace(
            row,
            since=on,
            until=None,
            superior_code=row.superior_code or superior,
            office_ids=list(row.office_ids) or list(former.office_ids),
        )
        for row in rows
    ]
    recording.check(whole)
    new = recording.write(whole, recording.offices_of(whole), None)
    for row in found(new.values(), scope).values():
        require_edit(row, scope)
    search.add(new.values())
    return list(new.values())


def _keep_created(succession: Succession, created: Sequence[int]) -> None:
    if created:
        succession.before["created"] = list(created)
        succession.save(update_fields=["before"])

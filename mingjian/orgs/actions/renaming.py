"""Renaming: the body stays the same, its official name changes on a date."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope
from mingjian.orgs import bodies
from mingjian.orgs.changes import Changes
from mingjian.orgs.kinds import SuccessionKind
from mingjian.orgs.may import found, require_edit, require_past, require_version
from mingjian.orgs.models import Organisation, Succession


@dataclass(frozen=True, slots=True)
class Renaming:
    """One change of name; `on` is the first day of the new one. Several of one body come in the order of their days."""

    organisation_id: int
    name: str
    on: PartialDate
    basis: str = ""


def _rename(rows: Sequence[Renaming], scope: Scope, version: int | None = None) -> list[Succession]:
    changes = Changes(row.organisation_id for row in rows)
    organisations = found({row.organisation_id for row in rows}, scope)
    for organisation in organisations.values():
        require_edit(organisation, scope)
        require_version(organisation, version)
    for row in rows:
        name = row.name.strip()
        if not name:
            raise Invalid(gettext("Give the new name."), {"name": gettext("Fill this in.")})
        require_past(row.on)
        changes.put(bodies.renamed(changes.body(row.organisation_id), name, row.on))
        changes.note(SuccessionKind.RENAME, row.on, [row.organisation_id], [row.organisation_id], row.basis)
    return changes.write(scope)


@action("organisation.rename", _("Organisation renamed"))
def rename(
    *, organisation: Organisation, name: str, on: PartialDate, basis: str, scope: Scope, version: int | None = None
) -> Succession:
    """Give the body another official name from `on` until the next one that is known; the former names are kept.

    Raises Invalid outside its existence or on the day of another change of name, Stale when `version` is not current.
    """
    [succession] = _rename([Renaming(organisation.pk, name, on, basis)], scope, version)
    record("organisation.rename", actor=scope.actor, kind="organisation", ids=[organisation.pk])
    return succession


@action("organisation.rename_many", _("Organisations renamed"))
def rename_many(*, rows: Sequence[Renaming], scope: Scope) -> list[Succession]:
    """`rename` for a batch: all or none, a constant number of statements, one audit record."""
    successions = _rename(rows, scope)
    record(
        "organisation.rename_many", actor=scope.actor, kind="organisation", ids=[row.organisation_id for row in rows]
    )
    return successions

"""Changing what a finding says: one by hand, or many from a sheet. Nobody's change is overwritten unseen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.findings.models import Finding
from mingjian.findings.revisions import Revision, write
from mingjian.findings.search import stored
from mingjian.flow.batches import put_back
from mingjian.lib.errors import Invalid, Stale
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.search import index


@action("finding.revise", gettext_lazy("Revised findings"))
def revise(*, finding: Finding, values: Mapping[str, Any], version: int, scope: Scope) -> Finding:
    """Set `values` (names of `NewFinding`'s fields; office and state stay) where the stored version is `version`.

    Raises Stale with the version now stored when somebody saved in between; nothing is written then.
    """
    _revise([Revision(finding.pk, version, values)], scope)
    finding.refresh_from_db()
    return finding


@action("finding.revise_many", gettext_lazy("Revised findings from a sheet"))
def revise_many(*, rows: Sequence[Revision], scope: Scope, batch_id: int | None = None) -> list[int]:
    """`revise` for a batch, as a set; returns the new versions in the order given. One stale row refuses them all.

    `state` may be among the values here: the row then goes through the moves of the table that lead there.
    """
    return _revise(rows, scope, verb="finding.revise_many", batch_id=batch_id)


@action("finding.decide_many", gettext_lazy("Struck off or reopened findings from a sheet"))
def decide_many(*, rows: Sequence[Revision], reason: str, scope: Scope, batch_id: int | None = None) -> list[int]:
    """`revise_many` whose states are reached by steps that ask for a reason, which is kept with each of them."""
    if not reason.strip():
        raise Invalid(_("Say why: this step asks for a reason."), {"reason": _("A reason is needed.")})
    return _revise(rows, scope, verb="finding.decide_many", batch_id=batch_id, reason=reason)


def _revise(
    rows: Sequence[Revision],
    scope: Scope,
    verb: str = "finding.revise",
    batch_id: int | None = None,
    reason: str = "",
) -> list[int]:
    stored = (
        Finding.objects.visible_to(scope).filter(pk__in=[row.id for row in rows]).order_by("pk").select_for_update()
    )
    found = {finding.pk: finding for finding in stored}
    for row in rows:
        if row.id not in found:
            raise Invalid(_("The finding was not found, or is not within your scope."))
        if found[row.id].version != row.version:
            message = _("Somebody else saved this finding first; compare the two and save again.")
            raise Stale(message, found[row.id].version)
    try:
        write(rows, found, scope, batch_id, reason)
    except IntegrityError as error:
        if "findings_finding_number" not in str(error):
            raise
        message = _("Another finding of the office has this number.")
        raise Invalid(message, {"number": message}) from error
    ids = [row.id for row in rows]
    record(verb, actor=scope.actor, kind="finding", ids=ids, detail={"fields": _fields_of(rows)}, words=reason)
    publish("finding", ids)
    return [row.version + 1 for row in rows]


def _fields_of(rows: Sequence[Revision]) -> list[str]:
    """Which fields a batch touches: names of columns, never their values."""
    return sorted({name for row in rows for name in row.values})


@action("finding.restore_states", gettext_lazy("Put back the states of an undone import"))
def restore_states(*, states: Mapping[int, str], scope: Scope) -> int:
    """Give findings the states they had before a batch that is being undone; how many differ from them now."""
    rows = dict(Finding.objects.visible_to(scope).filter(pk__in=list(states)).values_list("pk", "office_path"))
    if len(rows) != len(states):
        raise Invalid(_("The finding was not found, or is not within your scope."))
    for path in set(rows.values()):
        scope.require(Right.EDIT_FINDINGS, str(path))
    count = put_back(Finding, states, actor=scope.actor)
    index.replace(stored(states))
    record("finding.restore_states", actor=scope.actor, kind="finding", ids=list(states))
    publish("finding", list(states))
    return count

"""回避: declared conflicts of interest. Who declares one is kept from the matter at the next request."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.exclusions import end
from mingjian.accounts.models import Exclusion, User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConflict:
    """A conflict with a body or a person (one of the two), in force from `since` until before `until`."""

    kind: Exclusion.Kind
    reason: str
    since: date
    until: date | None = None
    org_id: int | None = None
    person_id: int | None = None


@action("conflict.declare", gettext_lazy("Conflict of interest declared"))
def declare_conflict(*, user: User, conflict: NewConflict, scope: Scope) -> Exclusion:
    """Declare a conflict: everybody for themselves; the head of office for their staff.

    Raises NotAllowed for anybody else's, Invalid without a reason, without exactly one subject, or with an end
    before the beginning.
    """
    if scope.actor.user_id != user.pk or scope.actor.for_id is not None:
        scope.require(Right.LEAD_OFFICE, user.office.path)
    if (conflict.org_id is None) == (conflict.person_id is None):
        raise Invalid(_("Name either a person or a body."))
    if not conflict.reason.strip():
        raise Invalid(_("Say what the conflict is."), {"reason": _("A reason is needed.")})
    if conflict.until is not None and conflict.until <= conflict.since:
        raise Invalid(_("The conflict would end before it begins."), {"until": _("Choose a later day.")})
    row = Exclusion.objects.create(
        user=user,
        basis=Exclusion.Basis.CONFLICT,
        kind=conflict.kind,
        org_id=conflict.org_id,
        person_id=conflict.person_id,
        named_id=conflict.person_id,
        valid=(conflict.since, conflict.until),
        reason=conflict.reason.strip(),
        declared_by=scope.actor.user_id,
        declared_at=timezone.now(),
    )
    _record("conflict.declare", row, conflict.reason, scope)
    return row


@action("conflict.withdraw", gettext_lazy("Conflict of interest withdrawn"))
def withdraw_conflict(*, conflict: Exclusion, reason: str, scope: Scope) -> None:
    """Withdraw a declared conflict: by the head of office alone, with a reason, and never one's own."""
    user = conflict.user
    scope.require(Right.LEAD_OFFICE, user.office.path)
    if user.pk in (scope.actor.user_id, scope.actor.for_id):
        raise NotAllowed(_("Nobody withdraws their own conflict; the head of the office above does."))
    if not reason.strip():
        raise Invalid(_("Say why the conflict no longer stands."), {"reason": _("A reason is needed.")})
    row = Exclusion.objects.select_for_update().get(pk=conflict.pk)
    ended = row.valid.upper is not None and row.valid.upper <= today()
    if row.basis != Exclusion.Basis.CONFLICT or row.withdrawn_at is not None or row.valid.isempty or ended:
        raise WrongState(_("This conflict no longer stands."))
    end(row, scope)
    _record("conflict.withdraw", row, reason, scope)


def _record(verb: str, row: Exclusion, reason: str, scope: Scope) -> None:
    about = {"org": row.org_id} if row.org_id is not None else {"person": row.person_id}
    record(
        verb,
        actor=scope.actor,
        kind="user",
        ids=[row.user_id],
        office_path=row.user.office.path,
        detail={"exclusion": row.pk, **about},
        words=reason,
    )

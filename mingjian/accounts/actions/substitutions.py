"""代行职责: a colleague stands in during leave, with what the absent one names of their own rights."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.hands import hold, refuse_administrator
from mingjian.accounts.models import Grant, Substitution, User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.rights import ROLES, Hand, Right
from mingjian.offices.scope import Scope

LONGEST_DAYS = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Who is named, for which days (`until` is the day after the last), over which grants, with which rights."""

    substitute: User
    since: date
    until: date
    grants: Sequence[Grant]
    rights: Collection[Right]
    reason: str


@action("substitution.name", gettext_lazy("Substitute named"))
def name_substitute(*, principal: User, leave: Leave, scope: Scope) -> Substitution:
    """Name a substitute over one's own rights or a part of them.

    Only for oneself; within one line of authority; at most a quarter; never an administrator's rights, nor to an
    administrator; tasks are given to one person by name 一次一授权 and are not lent. What is lent is read again at
    each request, so it never exceeds what the principal holds at that moment.
    """
    if scope.actor.user_id != principal.pk or scope.actor.for_id is not None:
        raise NotAllowed(_("Everybody names their own substitute, and nobody lends what was lent to them."))
    _check(principal, leave)
    _check_rights(principal, leave)
    try:
        with transaction.atomic():
            row = Substitution.objects.create(
                principal=principal,
                substitute=leave.substitute,
                rights=sorted(leave.rights),
                valid=(leave.since, leave.until),
                reason=leave.reason.strip(),
                given_at=timezone.now(),
            )
            row.grants.set(leave.grants)
    except IntegrityError as clash:
        sentence = _("This colleague already stands in for you in that time.")
        raise Invalid(sentence, {"substitute": sentence}) from clash
    _record("substitution.name", row, leave.reason, scope)
    return row


def _check(principal: User, leave: Leave) -> None:
    substitute = leave.substitute
    hold(substitute)
    if substitute.pk == principal.pk or not substitute.is_active:
        sentence = _("Name a colleague who has an account.")
        raise Invalid(sentence, {"substitute": sentence})
    if substitute.office.line != principal.office.line:
        sentence = _("A substitute belongs to the same line of authority.")
        raise Invalid(sentence, {"substitute": sentence})
    if not leave.since < leave.until or (leave.until - leave.since).days > LONGEST_DAYS:
        sentence = _("A substitution lasts from one day to a quarter; name it again for longer.")
        raise Invalid(sentence, {"until": sentence})
    refuse_administrator(substitute, leave.since, leave.until)


def _check_rights(principal: User, leave: Leave) -> None:
    mine = {grant.pk for grant in leave.grants if grant.user_id == principal.pk and grant.revoked_at is None}
    if not leave.grants or mine != {grant.pk for grant in leave.grants}:
        raise Invalid(_("Choose from the rights that you hold."), {"grants": _("Choose from the rights you hold.")})
    if any(ROLES[grant.role].hand != Hand.BUSINESS for grant in leave.grants):
        raise Invalid(_("The rights of an administrator are not lent."))
    held = {right for grant in leave.grants for right in ROLES[grant.role].rights}
    if not leave.rights or not set(leave.rights) <= held:
        raise Invalid(_("Choose from the rights that you hold."), {"rights": _("Choose from the rights you hold.")})


@action("substitution.end", gettext_lazy("Substitution ended"))
def end_substitution(*, substitution: Substitution, scope: Scope) -> None:
    """End it before its last day: by either of the two, or by the head of the principal's office."""
    if scope.actor.user_id not in (substitution.principal_id, substitution.substitute_id):
        scope.require(Right.LEAD_OFFICE, substitution.principal.office.path)
    done = Substitution.objects.filter(pk=substitution.pk, ended_at=None).update(
        ended_at=timezone.now(), ended_by=scope.actor.user_id
    )
    if not done:
        raise WrongState(_("This substitution is over."))
    _record("substitution.end", substitution, "", scope)


def _record(verb: str, row: Substitution, reason: str, scope: Scope) -> None:
    record(
        verb,
        actor=scope.actor,
        kind="user",
        ids=[row.principal_id, row.substitute_id],
        office_path=row.principal.office.path,
        detail={"substitution": row.pk, "rights": row.rights},
        words=reason,
    )

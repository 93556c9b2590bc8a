"""Granting and revoking. Nobody widens their own rights, and nobody grants beyond the reach they manage.

The three administrations and the office's business lie in hands of their own 三员分立: see `hands`.
"""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.hands import hold, refuse_second_hand
from mingjian.accounts.models import Grant, User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.models import Office
from mingjian.offices.rights import ROLES, Right
from mingjian.offices.scope import Scope

Wanted = tuple[User, Office, str]


def _check(user: User, office: Office, role: str, scope: Scope) -> None:
    scope.require(Right.MANAGE_GRANTS, office.path)
    if scope.actor.user_id == user.pk:
        raise NotAllowed(_("Nobody may widen their own rights; ask another security administrator."))
    if role not in ROLES or ROLES[role].by_task:
        raise Invalid(_("This role comes with a task and cannot be granted over an office."), {"role": role})


def _grant_row(user: User, office: Office, role: str, since: date, until: date | None, scope: Scope) -> Grant:
    return Grant(
        user=user,
        office=office,
        role=role,
        valid=(since, until),
        granted_by=scope.actor.user_id,
        granted_at=timezone.now(),
    )


@action("grant.give", gettext_lazy("Right granted"))
def grant(
    *, user: User, office: Office, role: str, since: date, scope: Scope, until: date | None = None, reason: str = ""
) -> Grant:
    """Grant a role over an office and everything below, from `since` until before `until` (open when None).

    Raises NotAllowed beyond the actor's reach or for oneself, Invalid for a task role, an overlapping grant, or a
    role of another hand than the user's.
    """
    _check(user, office, role, scope)
    hold(user)
    if until is not None and until <= since:
        raise Invalid(_("The grant would end before it begins."), {"until": _("Choose a later day.")})
    refuse_second_hand(user, role, since, until)
    row = _grant_row(user, office, role, since, until, scope)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise Invalid(_("The user already holds this role here in that time.")) from clash
    record("grant.give", actor=scope.actor, kind="grant", ids=[row.pk], office_path=office.path, words=reason)
    return row


@action("grant.give_many", gettext_lazy("Rights granted in a batch"))
def grant_many(*, rows: Sequence[Wanted], since: date, scope: Scope) -> list[Grant]:
    """Grant many roles at once, each checked as `grant` checks; all or none."""
    for user, office, role in rows:
        _check(user, office, role, scope)
        refuse_second_hand(user, role, since, None)
    wanted = [_grant_row(user, office, role, since, None, scope) for user, office, role in rows]
    try:
        with transaction.atomic():
            made = Grant.objects.bulk_create(wanted)
    except IntegrityError as clash:
        raise Invalid(_("Two of these rights cannot be held by one user at one time.")) from clash
    record("grant.give_many", actor=scope.actor, kind="grant", ids=[row.pk for row in made])
    return made


@action("grant.revoke", gettext_lazy("Right revoked"))
def revoke(*, grant: Grant, reason: str, scope: Scope) -> None:
    """End a grant at once: at the holder's next request it is gone."""
    scope.require(Right.MANAGE_GRANTS, grant.office.path)
    if not reason.strip():
        raise Invalid(_("Say why the right is revoked."), {"reason": _("A reason is needed.")})
    done = Grant.objects.filter(pk=grant.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=scope.actor.user_id
    )
    if not done:
        raise WrongState(_("This right was already revoked."))
    record("grant.revoke", actor=scope.actor, kind="grant", ids=[grant.pk], office_path=grant.office.path, words=reason)

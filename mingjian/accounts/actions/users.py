"""Creating users, their passwords, and whom they must not read about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.models import Exclusion, User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to create. `password_hash` is an already made hash ("" means no password yet: sign-in is impossible)."""

    username: str
    display_name: str
    office_id: int
    body_id: int | None = None
    password_hash: str = ""


@action("user.create", gettext_lazy("Users created"))
def create_users(*, rows: Sequence[NewUser], scope: Scope) -> dict[str, User]:
    """Create users within the offices where the actor manages users; names are unique. They hold nothing yet.

    Raises NotAllowed outside that reach, Invalid for a name already taken. Returns the users by name.
    """
    offices = Office.objects.in_bulk({row.office_id for row in rows})
    for office in offices.values():
        scope.require(Right.MANAGE_USERS, office.path)
    taken = set(User.objects.filter(username__in=[row.username for row in rows]).values_list("username", flat=True))
    if taken:
        raise Invalid(_("These sign-in names are taken: %(names)s.") % {"names": ", ".join(sorted(taken))})
    now = timezone.now()
    users = User.objects.bulk_create(
        User(
            username=row.username,
            display_name=row.display_name,
            office_id=row.office_id,
            body_id=row.body_id,
            password=row.password_hash or "!",
            created_at=now,
        )
        for row in rows
    )
    record("user.create", actor=scope.actor, kind="user", ids=[user.pk for user in users])
    return {user.username: user for user in users}


@action("user.set_password", gettext_lazy("Password set"))
def set_password(*, user: User, password: str, scope: Scope) -> None:
    """Set a password: one's own, or another's where the actor manages grants. It ends the user's sessions."""
    if scope.actor.user_id != user.pk:
        scope.require(Right.MANAGE_GRANTS, user.office.path)
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise Invalid(" ".join(refused.messages), {"password": " ".join(refused.messages)}) from refused
    user.set_password(password)
    user.save(update_fields=["password"])
    record("user.set_password", actor=scope.actor, kind="user", ids=[user.pk])


@action("user.deactivate", gettext_lazy("User deactivated"))
def deactivate(*, user: User, reason: str, scope: Scope) -> None:
    """Close an account: its sessions end at their next request, what it did stays."""
    scope.require(Right.MANAGE_USERS, user.office.path)
    if not reason.strip():
        raise Invalid(_("Say why the account is closed."), {"reason": _("A reason is needed.")})
    User.objects.filter(pk=user.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
    record("user.deactivate", actor=scope.actor, kind="user", ids=[user.pk], words=reason)


@action("user.declare_exclusion", gettext_lazy("Exclusion declared"))
def declare_exclusion(
    *,
    user: User,
    basis: Exclusion.Basis,
    scope: Scope,
    since: date,
    org_id: int | None = None,
    person_id: int | None = None,
    reason: str = "",
) -> Exclusion:
    """Declare that a user must not read or decide about somebody or some body; anybody may declare it of themselves."""
    if scope.actor.user_id != user.pk:
        scope.require(Right.MANAGE_GRANTS, user.office.path)
    if (org_id is None) == (person_id is None):
        raise Invalid(_("Name either a person or a body."))
    exclusion = Exclusion.objects.create(
        user=user, basis=basis, org_id=org_id, person_id=person_id, valid=(since, None)
    )
    record("user.declare_exclusion", actor=scope.actor, kind="user", ids=[user.pk], words=reason)
    return exclusion

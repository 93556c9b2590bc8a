"""Creating users, their names, their office."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.models import User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed
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
            password_set_at=now if row.password_hash else None,
            created_at=now,
        )
        for row in rows
    )
    record("user.create", actor=scope.actor, kind="user", ids=[user.pk for user in users])
    return {user.username: user for user in users}


@action("user.rename", gettext_lazy("User renamed"))
def rename(*, user: User, username: str, display_name: str, reason: str, scope: Scope) -> User:
    """Give a user another sign-in name, another shown name, or both. What they did stays theirs: it holds numbers."""
    scope.require(Right.MANAGE_USERS, user.office.path)
    if not reason.strip():
        raise Invalid(_("Say why the user is renamed."), {"reason": _("A reason is needed.")})
    if not username.strip() or not display_name.strip():
        raise Invalid(_("Both names are needed."))
    if User.objects.exclude(pk=user.pk).filter(username=username.strip()).exists():
        sentence = _("This sign-in name is taken.")
        raise Invalid(sentence, {"username": sentence})
    user.username, user.display_name = username.strip(), display_name.strip()
    user.save(update_fields=["username", "display_name"])
    record("user.rename", actor=scope.actor, kind="user", ids=[user.pk], office_path=user.office.path, words=reason)
    return user


@action("user.move", gettext_lazy("User moved to another office"))
def move_office(*, user: User, office: Office, reason: str, scope: Scope) -> User:
    """Move a user to another office, both within the actor's reach. Rights stay as granted: the security
    administrator looks at them; own body and its exclusions follow at the next request."""
    scope.require(Right.MANAGE_USERS, user.office.path)
    scope.require(Right.MANAGE_USERS, office.path)
    if scope.actor.user_id == user.pk:
        raise NotAllowed(_("Nobody moves themselves; ask another system administrator."))
    if not reason.strip():
        raise Invalid(_("Say why the user moves."), {"reason": _("A reason is needed.")})
    if office.pk == user.office_id:
        sentence = _("The user belongs to this office already.")
        raise Invalid(sentence, {"office": sentence})
    before = user.office_id
    user.office = office
    user.save(update_fields=["office"])
    record(
        "user.move",
        actor=scope.actor,
        kind="user",
        ids=[user.pk],
        office_path=office.path,
        detail={"from": before, "to": office.pk},
        words=reason,
    )
    return user

"""Accounts at the command line, as the installation itself. A refusal becomes the shell's own error."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import click

from mingjian.accounts import actions
from mingjian.accounts.models import Grant, User
from mingjian.accounts.scopes import of_system
from mingjian.lib.errors import Refusal
from mingjian.offices.clock import today
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope


def _installation() -> Scope:
    """Manages users and grants everywhere, and reads nothing."""
    roots = Office.objects.filter(parent=None).values_list("path", flat=True)
    return of_system("shell", held=[Held(path, frozenset({Right.MANAGE_USERS, Right.MANAGE_GRANTS})) for path in roots])


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except Refusal as refused:
        raise click.ClickException(refused.message) from refused


def _user(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise click.ClickException(f"There is no user named {username}.")
    return user


def _office(number: int) -> Office:
    office: Office | None = Office.objects.filter(pk=number).first()
    if office is None:
        raise click.ClickException(f"There is no office with the number {number}.")
    return office


def add(username: str, display_name: str, office: int, password: str) -> None:
    """Create a user who can sign in."""
    with _in_words():
        row = actions.NewUser(username, display_name, _office(office).pk)
        user = actions.create_users(rows=[row], scope=_installation())[username]
        actions.set_password(user=user, password=password, scope=_installation())


def set_password(username: str, password: str) -> None:
    """Set a password for once."""
    with _in_words():
        actions.set_password(user=_user(username), password=password, scope=_installation())


def give_password(username: str, reason: str) -> str:
    """Make a password for once."""
    with _in_words():
        return actions.give_password(user=_user(username), reason=reason, scope=_installation())


def reset_factor(username: str, reason: str) -> None:
    """Take the second factor away."""
    with _in_words():
        actions.reset_factor(user=_user(username), reason=reason, scope=_installation())


def unlock(username: str, reason: str) -> None:
    """End the waits after failed tries."""
    with _in_words():
        actions.unlock(user=_user(username), reason=reason, scope=_installation())


def end_sessions(username: str, reason: str) -> int:
    """End everything that is signed in with this name."""
    with _in_words():
        return actions.end_sessions(user=_user(username), reason=reason, scope=_installation())


def grant(username: str, role: str, office: int, since: date | None) -> None:
    """Grant a role."""
    with _in_words():
        actions.grant(
            user=_user(username), office=_office(office), role=role, since=since or today(), scope=_installation()
        )


def lines() -> Iterator[str]:
    """Users, their offices and what they hold."""
    for user in User.objects.select_related("office").order_by("username"):
        held = Grant.objects.filter(user=user, revoked_at=None).select_related("office").order_by("pk")
        roles = ", ".join(f"{row.role} at {row.office.name}" for row in held) or "no role"
        yield f"{user.username}  {user.display_name}  {user.office.name} ({user.office_id})  {roles}"

"""Signing in with name and password: waits that store no address, and one answer for every failure."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjian.accounts import waits
from mingjian.accounts.models import User
from mingjian.audit import verbs
from mingjian.audit.actor import Actor
from mingjian.audit.record import record

SIGNED_IN = verbs.register("user.sign_in", _("Signed in"))
SIGNED_OUT = verbs.register("user.sign_out", _("Signed out"))
REFUSED = verbs.register("user.sign_in_refused", _("Sign-in refused"))


def name_key(username: str) -> bytes:
    """Under which failures with this name are counted, whether a user has it or not."""
    return waits.key("sign-in", username.strip().lower())


def address_key(request: HttpRequest) -> bytes:
    """Under which failures from this address are counted today; tomorrow the same address is another row."""
    return waits.key("address", timezone.localdate().isoformat(), request.META.get("REMOTE_ADDR", ""))


def wait_left(request: HttpRequest, username: str) -> timedelta | None:
    """How long this name, or this address, has still to wait before it may try again; None when it may."""
    return waits.left(name_key(username), address_key(request))


@transaction.atomic
def _failed(request: HttpRequest, username: str) -> None:
    waits.failed(name_key(username))
    waits.failed(address_key(request), waits.OF_AN_ADDRESS)
    record(REFUSED, actor=Actor.named("sign-in"), kind="user")


def try_password(request: HttpRequest, username: str, password: str) -> User | None:
    """The user when name and password are right and no wait is running; None otherwise, alike for every cause.

    A name that does not exist costs the same hash as one that does, and waits alike. A password given by the
    administrator is wrong once its time is over.
    """
    if wait_left(request, username) is not None:
        return None
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User) or is_over(user):
        _failed(request, username)
        return None
    with transaction.atomic():
        waits.forget([name_key(username)])
        record(SIGNED_IN, actor=Actor(user_id=user.pk), kind="user", ids=[user.pk])
    return user


def is_over(user: User) -> bool:
    """Whether the user's password was given by somebody else and was not used in its time."""
    return user.password_given_until is not None and user.password_given_until < timezone.now()


def is_own_password(request: HttpRequest, user: User, password: str) -> bool:
    """Whether a signed-in user knows the password; wrong ones make the name wait as at the sign-in page."""
    if wait_left(request, user.username) is not None:
        return False
    right = user.check_password(password)
    if not right:
        _failed(request, user.username)
    return right


def given_hours() -> timedelta:
    """How long a password lets in that somebody else gave."""
    return timedelta(hours=settings.GIVEN_PASSWORD_HOURS)

"""Signing in: rate limits that store no address, and one answer for every way of failing.

Waits grow per account name, so a class of trainees behind one address is not locked out by one of them.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.models import Attempt, User
from mingjian.audit import verbs
from mingjian.audit.actor import Actor
from mingjian.audit.record import record
from mingjian.lib.hashing import keyed_hash

SIGNED_IN = verbs.register("user.sign_in", _("Signed in"))
SIGNED_OUT = verbs.register("user.sign_out", _("Signed out"))
REFUSED = verbs.register("user.sign_in_refused", _("Sign-in refused"))

# After this many failures in a row each further one doubles the wait, up to the longest.
FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=12)


def _key(username: str) -> bytes:
    return keyed_hash(settings.CURSOR_KEY, f"sign-in:{username.strip().lower()}")


def wait_left(username: str) -> timedelta | None:
    """How long this name has still to wait before it may try again; None when it may."""
    attempt = Attempt.objects.filter(name_hash=_key(username)).first()
    if attempt is None or attempt.blocked_until is None:
        return None
    left: timedelta = attempt.blocked_until - timezone.now()
    return left if left > timedelta(0) else None


@transaction.atomic
def _failed(username: str) -> None:
    now = timezone.now()
    key = _key(username)
    Attempt.objects.filter(name_hash=key, last_at__lt=now - FORGOTTEN_AFTER).update(failures=0)
    Attempt.objects.get_or_create(name_hash=key, defaults={"last_at": now})
    Attempt.objects.filter(name_hash=key).update(failures=F("failures") + 1, last_at=now)
    failures = Attempt.objects.select_for_update().get(name_hash=key).failures
    if failures >= FREE_FAILURES:
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - FREE_FAILURES, 10))
        Attempt.objects.filter(name_hash=key).update(blocked_until=now + wait)
    record(REFUSED, actor=Actor.named("sign-in"), kind="user")


def try_password(request: HttpRequest, username: str, password: str) -> User | None:
    """The user when name and password are right and no wait is running; None otherwise, alike for every cause.

    A name that does not exist costs the same hash as one that does, and waits alike.
    """
    if wait_left(username) is not None:
        return None
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        _failed(username)
        return None
    with transaction.atomic():
        Attempt.objects.filter(name_hash=_key(username)).delete()
        record(SIGNED_IN, actor=Actor(user_id=user.pk), kind="user", ids=[user.pk])
    return user

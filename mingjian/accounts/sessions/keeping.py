"""Keeping the list of sign-ins beside the sessions, which live in Django's table; ending one deletes it there."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from mingjian.accounts.models import SignIn, User
from mingjian.accounts.sessions.browsers import browser_of, network_of, system_of
from mingjian.accounts.steps import PASSED
from mingjian.ui.sessions import SEEN, STARTED

# How long an ended sign-in stays in its user's list.
SHOWN_FOR = timedelta(days=90)


def began(request: HttpRequest, user: User) -> None:
    """Note a sign-in by password; its session has its key already."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    SignIn.objects.create(
        user=user,
        session_key=request.session.session_key or "",
        began_at=timezone.now(),
        browser=browser_of(agent),
        system=system_of(agent),
        network=network_of(request),
    )


def passed(request: HttpRequest, by: SignIn.By) -> None:
    """Mark the session as through its second factor, under a new key: one seen before the code is worth nothing."""
    request.session[PASSED] = str(by)
    renewed(request)
    SignIn.objects.filter(session_key=request.session.session_key).update(by=by)


def renewed(request: HttpRequest) -> None:
    """Give the session a new key, in the list too."""
    former = request.session.session_key
    request.session.cycle_key()
    renamed(former, request.session.session_key)


def renamed(former: str | None, key: str | None) -> None:
    """A session has a new key: the list follows."""
    if former and former != key:
        SignIn.objects.filter(session_key=former).update(session_key=key or "")


def end(sign_ins: QuerySet[SignIn], how: SignIn.Ended) -> int:
    """End these sign-ins at their next request; returns how many were ended."""
    rows = list(sign_ins.exclude(session_key="").values_list("pk", "session_key"))
    Session.objects.filter(session_key__in=[key for _pk, key in rows]).delete()
    return SignIn.objects.filter(pk__in=[pk for pk, _key in rows]).update(
        session_key="", ended_at=timezone.now(), ended=how
    )


def last_seen(rows: Iterable[SignIn]) -> dict[str, datetime]:
    """Of the sessions that still live, by key, when each was last at work."""
    keys = [row.session_key for row in rows if row.session_key]
    found: dict[str, datetime] = {}
    for session in Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()):
        seen = _seen(session.get_decoded())
        if seen is not None:
            found[session.session_key] = datetime.fromtimestamp(seen, UTC)
    return found


def _seen(values: dict[str, Any]) -> int | None:
    now = int(time.time())
    started, seen = values.get(STARTED, now), values.get(SEEN, now)
    if now - started > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
        return None
    return int(seen)


def is_stale(session: SessionBase, seconds: int) -> bool:
    """Whether the session began longer ago than that."""
    return int(time.time()) - int(session.get(STARTED, time.time())) > seconds


def tidy() -> int:
    """Forget sign-ins older than the list shows; the record keeps that they were."""
    gone, _by_model = SignIn.objects.filter(began_at__lt=timezone.now() - SHOWN_FOR).delete()
    return gone

"""What each open page may be told of an event: its session still holds, and its Scope of this moment sees the rows."""

import time
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.http import HttpRequest

from mingjian.accounts.models import User
from mingjian.accounts.scopes import of_session
from mingjian.accounts.steps import step_left
from mingjian.offices.gate import SCOPED, visible_ids
from mingjian.ui.sessions import SEEN, STARTED

# kind → ids of rows that changed
Events = Mapping[str, Iterable[int]]


def sift(session_keys: Iterable[str], events: Events) -> dict[str, dict[str, list[int]] | None]:
    """For each session the events it may know of, without the rows it may not see; None when the session has ended.

    Nothing is remembered between calls: each session, user and scope is read anew.
    """
    return {key: _sifted(key, events) for key in session_keys}


def sift_in_thread(session_keys: Iterable[str], events: Events) -> dict[str, dict[str, list[int]] | None]:
    """The same in a thread of its own, which keeps no connection while nothing happens."""
    try:
        return sift(session_keys, events)
    finally:
        connections.close_all()


def _sifted(session_key: str, events: Events) -> dict[str, list[int]] | None:
    session = SessionStore(session_key)
    user = user_of_session(session)
    if user is None:
        return None
    if not events:
        return {}
    scope = of_session(session, user)
    if step_left(user, session, scope) is not None:
        return None
    seen = {kind: visible_ids(kind, ids, scope) for kind, ids in events.items() if kind in SCOPED}
    return {kind: sorted(ids) for kind, ids in seen.items() if ids}


def user_of_session(session: SessionBase) -> User | None:
    """The active user of a session that is within its limits; an open stream does not make it last longer."""
    now = int(time.time())
    started, seen = session.get(STARTED, now), session.get(SEEN, now)
    if now - started > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
        return None
    request = HttpRequest()
    request.session = session
    user = get_user(request)
    return user if isinstance(user, User) and user.is_active else None

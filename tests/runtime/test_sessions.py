"""A session ends after half an hour without a request, and after a working day in any case."""

import time
from typing import Any

import pytest
from django.http import HttpRequest

from mingjian.ui.sessions import SEEN, STARTED, check


class Session(dict[str, Any]):
    """A session without a database."""

    def flush(self) -> None:
        """What ending a session does."""
        self.clear()


def request(started: int, seen: int, **headers: str) -> HttpRequest:
    """A signed-in request; both times are minutes ago."""
    now = int(time.time())
    found = HttpRequest()
    found.META.update({f"HTTP_{name}": value for name, value in headers.items()})
    session = Session(_auth_user_id="1", **{STARTED: now - 60 * started, SEEN: now - 60 * seen})
    found.__dict__["session"] = session
    found.__dict__["_cached_user"] = object()
    check(found)
    return found


@pytest.mark.parametrize(("started", "seen"), [(40, 31), (12 * 60 + 1, 0)])
def test_it_ends_an_idle_and_an_old_session(started: int, seen: int) -> None:
    ended = request(started, seen)
    assert not ended.session.keys()
    assert "_cached_user" not in ended.__dict__


def test_it_notes_that_somebody_is_at_work() -> None:
    assert time.time() - request(100, 29).session[SEEN] < 5


@pytest.mark.parametrize("header", [{"X_BACKGROUND": "1"}, {"ACCEPT": "text/event-stream"}])
def test_a_page_that_refreshes_itself_is_not_somebody_at_work(header: dict[str, str]) -> None:
    assert time.time() - request(100, 29, **header).session[SEEN] > 28 * 60


def test_it_writes_nothing_within_a_minute() -> None:
    before = int(time.time())
    assert request(100, 0).session[SEEN] <= before + 1

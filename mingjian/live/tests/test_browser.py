"""An open page that nobody looks at: it follows what happens, and does not keep its session alive by that."""

import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, Request

from mingjian.ledgers.models import Batch, Progress
from mingjian.live.publish import publish
from mingjian.ui.sessions import SEEN
from tests.cast import Offices, give, user
from tests.harness.desk import Desk
from tests.scope.rows import Place, make

pytestmark = pytest.mark.browser

# Longer than the minute within which being seen is not written again, and well within the limit.
AWAY = 600


def signed_in(page: Page, desk: Desk) -> tuple[Offices, str]:
    """A clerk's page; their session was last seen ten minutes ago."""
    offices = Offices.found()
    clerk = user(offices.county)
    give(clerk, offices.county, "clerk")
    client = Client()
    client.force_login(clerk)
    key = str(client.session.session_key)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": desk.url}])
    return offices, key


def seen(key: str, at: int | None = None) -> int:
    """When the session was last seen; set when told."""
    session = SessionStore(key)
    if at is not None:
        session[SEEN] = at
        session.save()
    return int(session[SEEN])


def asked_by_itself(page: Page, happens: Callable[[], None]) -> Request:
    """The request that the page makes in answer to what happens."""
    with page.expect_response(lambda answer: "hx-request" in answer.request.headers, timeout=20_000) as answered:
        happens()
    assert answered.value.ok
    return answered.value.request


def test_following_events_does_not_keep_a_session(page: Page, live_desk: Desk) -> None:
    with live_desk.database.django():
        offices, key = signed_in(page, live_desk)
        make("finding", Place(offices.county))
        with page.expect_response(lambda answer: "/live" in answer.url):
            page.goto(f"{live_desk.url}/findings/")
        left = seen(key, int(time.time()) - AWAY)
        page.wait_for_timeout(1000)  # the stream listens a moment after it has opened
        row = make("finding", Place(offices.county))
        request = asked_by_itself(page, lambda: publish("finding", [row.pk]))
        assert request.headers["x-background"] == "1"
        assert seen(key) == left
        page.reload()
        assert seen(key) > left


def test_following_progress_does_not_keep_a_session(page: Page, live_desk: Desk) -> None:
    with live_desk.database.django():
        offices, key = signed_in(page, live_desk)
        batch = make("batch", Place(offices.county))
        Batch.objects.filter(pk=batch.pk).update(ledger="findings")
        Progress.objects.create(batch_id=batch.pk, phase="waiting", at=timezone.now())
        page.goto(f"{live_desk.url}/imports/{batch.pk}/")
        left = seen(key, int(time.time()) - AWAY)
        request = asked_by_itself(page, lambda: None)
        assert request.headers["x-background"] == "1"
        assert seen(key) == left


def test_what_somebody_does_is_no_background(page: Page, live_desk: Desk) -> None:
    with live_desk.database.django():
        signed_in(page, live_desk)
        page.goto(f"{live_desk.url}/search")
        request = asked_by_itself(page, lambda: page.locator("#search-box").press_sequentially("示例"))
        assert "x-background" not in request.headers

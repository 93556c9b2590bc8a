"""Open pages: each is told what its session's own scope sees at that moment, and nothing else at all."""

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from http.client import HTTPConnection
from socket import AF_INET, SOCK_STREAM, socket

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone

from mingjian.accounts.models import Grant, User
from mingjian.live import hub as hubs
from mingjian.live.hub import MOST_PAGES_OF_SESSION, REFRESH, Hub
from mingjian.live.publish import CHANNEL, publish
from mingjian.live.sifting import sift
from mingjian.live.stream import OPENED, events
from mingjian.ui.sessions import SEEN
from tests.cast import Offices, give, user
from tests.harness.database import Database
from tests.scope.rows import Place, body


def session_of(holder: User) -> str:
    """A signed-in session's key."""
    client = Client()
    client.force_login(holder)
    key = client.session.session_key
    assert key is not None
    return key


def viewer(offices: Offices) -> User:
    holder = user(offices.county)
    give(holder, offices.county, "viewer")
    return holder


def organisation_of(offices: Offices, *, sibling: bool = False) -> int:
    return int(body(**Place(offices.sibling if sibling else offices.county).shared()).pk)


@pytest.mark.django_db
def test_only_rows_in_scope_are_told_of() -> None:
    offices = Offices.found()
    seen, hidden = organisation_of(offices), organisation_of(offices, sibling=True)
    key = session_of(viewer(offices))
    assert sift([key], {"organisation": [seen, hidden, 10**9]}) == {key: {"organisation": [seen]}}
    assert sift([key], {"organisation": [hidden]}) == {key: {}}
    assert sift([key], {"finding": [seen], "unheard": [seen]}) == {key: {}}


@pytest.mark.django_db
def test_a_revoked_grant_ends_what_is_told_at_the_next_event() -> None:
    offices = Offices.found()
    row, holder = organisation_of(offices), viewer(offices)
    key = session_of(holder)
    assert sift([key], {"organisation": [row]})[key]
    Grant.objects.filter(user=holder).update(revoked_at=timezone.now())
    assert sift([key], {"organisation": [row]}) == {key: {}}


@pytest.mark.django_db
def test_an_ended_session_is_told_to_close() -> None:
    offices = Offices.found()
    first, second, third, fourth = (viewer(offices) for _ in range(4))
    keys = [session_of(each) for each in (first, second, third, fourth)]
    assert all(answer == {} for answer in sift(keys, {}).values())
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = keys[0]
    client.session.flush()
    User.objects.filter(pk=second.pk).update(is_active=False)
    User.objects.filter(pk=third.pk).update(session_epoch=7)
    client.cookies[settings.SESSION_COOKIE_NAME] = keys[3]
    session = client.session
    session[SEEN] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 5
    session.save()
    assert list(sift([*keys, "nothing"], {}).values()) == [None] * 5


def run(database: Database, body_of_test: Callable[[Hub], Awaitable[None]]) -> None:
    """Run a coroutine with a hub on the database; no test lasts longer than ten seconds."""

    async def whole() -> None:
        hub = Hub()
        try:
            await asyncio.wait_for(body_of_test(hub), 10)
        finally:
            for page in list(hub.pages):
                hub.close(page)

    with database.django():
        asyncio.run(whole())


async def in_thread(work: Callable[..., object], *arguments: object) -> None:
    """Work with the database beside the event loop, and leave no connection behind in the thread."""

    def whole() -> None:
        try:
            work(*arguments)
        finally:
            connections.close_all()

    await asyncio.to_thread(whole)


async def listening(hub: Hub) -> None:
    await asyncio.wait_for(hub.listening.wait(), 5)


def test_a_page_is_told_of_its_rows_and_stays_silent_of_others(fresh_database: Database) -> None:
    with fresh_database.django():
        offices = Offices.found()
        seen, hidden = organisation_of(offices), organisation_of(offices, sibling=True)
        key = session_of(viewer(offices))

    async def test(hub: Hub) -> None:
        page = hub.open(key)
        await listening(hub)
        await in_thread(publish, "organisation", [hidden])
        await asyncio.sleep(0.5)
        assert page.waiting.empty()
        await in_thread(publish, "organisation", [hidden, seen])
        text = await page.waiting.get()
        assert json.loads((text or "").removeprefix("data: ")) == {"kind": "organisation", "ids": [seen]}

    run(fresh_database, test)


def test_a_heartbeat_keeps_a_page_and_closes_one_whose_session_ended(
    fresh_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "HEARTBEAT", 0.2)
    with fresh_database.django():
        offices = Offices.found()
        holder = viewer(offices)
        key = session_of(holder)

    def deactivate() -> None:
        User.objects.filter(pk=holder.pk).update(is_active=False)

    async def test(hub: Hub) -> None:
        stream = events(key, hub)
        assert await anext(stream) == OPENED
        assert await anext(stream) == hubs.BEAT
        await in_thread(deactivate)
        assert [text async for text in stream if text != hubs.BEAT] == []
        assert hub.pages == set()

    run(fresh_database, test)


def test_after_a_lost_connection_pages_are_asked_to_look_anew(
    fresh_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "RETRY", 0.1)
    with fresh_database.django():
        key = session_of(viewer(Offices.found()))

    def cut() -> None:
        with psycopg.connect(fresh_database.addresses.owner.url, autocommit=True) as owner:
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'mingjian-live' AND datname = current_database()"
            )

    async def test(hub: Hub) -> None:
        page = hub.open(key)
        await listening(hub)
        await in_thread(cut)
        assert await page.waiting.get() == REFRESH

    run(fresh_database, test)


def test_there_are_limits_to_how_many_pages_and_events_wait(fresh_database: Database) -> None:
    async def test(hub: Hub) -> None:
        pages = [hub.open("one") for _ in range(MOST_PAGES_OF_SESSION)]
        assert [text async for text in events("one", hub)] == ["retry: 60000\n\n"]
        for number in range(1000):
            pages[0].tell(str(number))
        assert pages[0].waiting.qsize() == hubs.MOST_WAITING
        assert await pages[0].waiting.get() == str(1000 - hubs.MOST_WAITING)
        for page in pages:
            hub.close(page)
        assert hub.tasks == []

    run(fresh_database, test)


def test_it_streams_under_the_web_server_and_needs_a_session(fresh_database: Database) -> None:
    with fresh_database.django():
        offices = Offices.found()
        row, key = organisation_of(offices), session_of(viewer(offices))
    with socket(AF_INET, SOCK_STREAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        command = [
            sys.executable,
            "-m",
            "uvicorn",
            "--fd",
            str(listener.fileno()),
            "--lifespan",
            "off",
            "mingjian.asgi:application",
        ]
        environment = {**os.environ, **fresh_database.environ, "MINGJIAN_DEBUG": "1"}
        server = subprocess.Popen(command, env=environment, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL)
        try:
            _stream(listener.getsockname()[1], key, row, fresh_database)
        finally:
            server.kill()
            server.wait()


def _stream(port: int, key: str, row: int, database: Database) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as stranger:
        stranger.request("GET", "/live")
        with stranger.getresponse() as refused:
            assert refused.status == 302
            refused.read()
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as reader:
        reader.request("GET", "/live", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={key}"})
        with reader.getresponse() as answer:
            assert (answer.status, answer.headers.get_content_type()) == (200, "text/event-stream")
            assert answer.readline() == b"retry: 5000\n"
            # The server listens a moment after it has answered: what is told is repeated until it is heard.
            stop = threading.Event()
            telling = threading.Thread(target=_tell, args=(database, row, stop))
            telling.start()
            try:
                heard = next(line for line in iter(answer.readline, b"") if line.startswith(b"data: "))
            finally:
                stop.set()
                telling.join()
            assert json.loads(heard.removeprefix(b"data: ")) == {"kind": "organisation", "ids": [row]}


def _tell(database: Database, row: int, stop: threading.Event) -> None:
    payload = json.dumps({"kind": "organisation", "ids": [row]})
    with closing(database.connect("desk")) as connection:
        connection.autocommit = True
        while not stop.wait(0.2):
            connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


@pytest.mark.django_db
def test_without_an_event_loop_the_browser_is_told_not_to_come_again() -> None:
    client = Client()
    client.force_login(viewer(Offices.found()))
    assert client.get("/live").status_code == 204

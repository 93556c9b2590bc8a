"""One listening connection per process, and the open pages it tells.

Events that come while others are being sifted are put together; a page gets what its session may see, or nothing, and
nothing that it gets differs because of rows it may not see.
"""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

from mingjian.live.publish import CHANNEL, MOST_IDS
from mingjian.live.sifting import sift_in_thread

HEARTBEAT = 20.0
RETRY = 2.0
# Events of one page that wait to be sent; past them the oldest is dropped, because any event makes a page ask anew.
MOST_WAITING = 100
MOST_PAGES, MOST_PAGES_OF_SESSION = 4_000, 8

REFRESH = 'data: {"kind":"refresh","ids":[]}\n\n'
BEAT = ": \n\n"

# Sifting asks the database; one thread, so one connection however many pages are open.
_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live")


class TooMany(Exception):
    """No further page can be kept open now."""


@dataclass(eq=False, slots=True)
class Page:
    """One open page. `waiting` holds what to send next; None closes it."""

    session_key: str
    waiting: "asyncio.Queue[str | None]" = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def tell(self, message: str | None) -> None:
        """Put a message in line, in place of the oldest when the line is full."""
        if self.waiting.full():
            self.waiting.get_nowait()
        self.waiting.put_nowait(message)


class Hub:
    """The pages of this process, alive while at least one is open."""

    def __init__(self, address: Callable[[], dict[str, Any]] | None = None) -> None:
        self.pages: set[Page] = set()
        self.changed: dict[str, set[int]] = {}
        self.woken = asyncio.Event()
        self.listening = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []
        self.address = address or desk_address

    def open(self, session_key: str) -> Page:
        """Add a page of a session. Raises TooMany."""
        of_session = sum(page.session_key == session_key for page in self.pages)
        if len(self.pages) >= MOST_PAGES or of_session >= MOST_PAGES_OF_SESSION:
            raise TooMany
        page = Page(session_key)
        self.pages.add(page)
        if not self.tasks:
            self.tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._dispatch())]
        return page

    def close(self, page: Page) -> None:
        """Forget a page; with the last one, stop listening."""
        self.pages.discard(page)
        if not self.pages:
            for task in self.tasks:
                task.cancel()
            self.tasks = []
            self.listening.clear()

    async def _listen(self) -> None:
        """Hear notifications; after a break every page is told to ask anew, which says nothing of any row."""
        broken = False
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**self.address(), autocommit=True) as connection:
                    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                    self.listening.set()
                    if broken:
                        self._tell_all(REFRESH)
                    async for notification in connection.notifies():
                        self._hear(notification.payload)
            except (psycopg.Error, OSError):
                broken = True
                self.listening.clear()
                await asyncio.sleep(RETRY)

    def _hear(self, payload: str) -> None:
        event = json.loads(payload)
        self.changed.setdefault(str(event["kind"]), set()).update(map(int, event["ids"]))
        self.woken.set()

    async def _dispatch(self) -> None:
        """Sift what changed for every session and tell its pages; without news, check the sessions and beat."""
        loop = asyncio.get_running_loop()
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.woken.wait(), HEARTBEAT)
            self.woken.clear()
            events, self.changed = self.changed, {}
            keys = {page.session_key for page in self.pages}
            try:
                allowed = await loop.run_in_executor(_THREAD, sift_in_thread, keys, events)
            except Exception:  # whatever is wrong, a page that cannot be checked is not told anything
                self._tell_all(None)
                continue
            self._tell(allowed, beat=not events)

    def _tell(self, allowed: dict[str, dict[str, list[int]] | None], *, beat: bool) -> None:
        for page in self.pages:
            if page.session_key not in allowed:
                continue
            seen = allowed[page.session_key]
            if seen is None:
                page.tell(None)
                continue
            for kind, ids in seen.items():
                page.tell(message(kind, ids[:MOST_IDS]))
            if beat:
                page.tell(BEAT)

    def _tell_all(self, text: str | None) -> None:
        for page in self.pages:
            page.tell(text)


def message(kind: str, ids: list[int]) -> str:
    """One event as the browser reads it."""
    return f"data: {json.dumps({'kind': kind, 'ids': ids}, separators=(',', ':'))}\n\n"


def desk_address() -> dict[str, Any]:
    """Where the desk role listens: the database that Django's default alias names at this moment."""
    settings = connections["default"].settings_dict
    return {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
        "application_name": "mingjian-live",
    }


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """The hub of the running event loop."""
    loop = asyncio.get_running_loop()
    for other in [each for each in _hubs if each.is_closed()]:
        del _hubs[other]
    return _hubs.setdefault(loop, Hub())

"""A ledger's file under the asynchronous server: as it is wanted, whole, and nothing left behind when nobody reads."""

import asyncio
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event, current_thread
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from mingjian.asgi import application
from mingjian.ledgers.cells import fetch_values
from mingjian.ledgers.exports import taking
from mingjian.ledgers.streaming import PIECE, Pieces, Reader, ReaderGone, gathered, in_thread
from mingjian.offices.models import Office
from tests.cast import Offices, give, user
from tests.harness.database import Database
from tests.scope.rows import Place, make


@dataclass
class Request:
    """One request to the application as a web server makes it; the client leaves after `patience` pieces."""

    path: str
    cookies: dict[str, str]
    patience: int = 10**9
    status: int = 0
    pieces: list[bytes] = field(default_factory=list)
    asked: bool = False
    left: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message.get("body"):
            self.pieces.append(message["body"])
            if len(self.pieces) >= self.patience:
                self.left.set()
                await asyncio.sleep(0)

    async def receive(self) -> dict[str, Any]:
        if not self.asked:
            self.asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def answered(self) -> "Request":
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"cookie", cookie.encode())],
            "server": ("localhost", 80),
        }
        await asyncio.wait_for(application(scope, self.receive, self.send), 30)
        return self


@pytest.fixture
def reader(fresh_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A clerk with three hundred findings, signed in; each finding is asked for by itself."""
    monkeypatch.setattr(taking, "AT_ONCE", 1)
    with fresh_database.django():
        offices = Offices.found()
        for _ in range(300):
            make("finding", Place(Office.objects.get(pk=offices.county.pk)))
        holder = user(offices.county)
        give(holder, offices.county, "clerk")
        client = Client()
        client.force_login(holder)
        key = client.session.session_key or ""
        yield {settings.SESSION_COOKIE_NAME: key, settings.LANGUAGE_COOKIE_NAME: "en"}
        connections.close_all()


def connected(database: Database) -> int:
    """How many connections the desk keeps open beside those of this thread."""
    connections.close_all()
    with psycopg.connect(database.addresses.owner.url, autocommit=True) as owner:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        row = owner.execute(asked).fetchone()
        assert row is not None
        return int(str(row[0]))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_it_is_whole_and_in_the_reader_s_language_and_leaves_no_connection(
    form: str, reader: dict[str, str], fresh_database: Database
) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        answer = asyncio.run(Request(f"/ledgers/findings/export.{form}", reader).answered())
    assert [str(each.message) for each in warned] == []
    content = b"".join(answer.pieces)
    assert answer.status == 200
    if form == "csv":
        text = content.decode("utf-8-sig")
        assert len([line for line in text.splitlines() if "W0" in line]) == 300
        assert text.startswith("Finding number,")
        assert len(text.splitlines()) == 301
    else:
        assert content.startswith(b"PK")
    assert connected(fresh_database) == 0


def test_a_client_that_leaves_ends_the_queries_and_gives_the_connection_back(
    reader: dict[str, str], fresh_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    fetch = fetch_values

    def counted(*arguments: Any) -> Any:
        asked.append(1)
        return fetch(*arguments)

    monkeypatch.setattr(taking, "fetch_values", counted)
    monkeypatch.setattr(taking, "PIECE", 64)
    answer = asyncio.run(Request("/ledgers/findings/export.csv", reader, patience=3).answered())
    assert answer.status == 200
    assert 0 < len(asked) < 300
    assert connected(fresh_database) == 0


def test_nothing_is_made_before_it_is_wanted() -> None:
    made: list[int] = []
    threads: set[str] = set()

    def pieces() -> Pieces:
        for number in range(100):
            made.append(number)
            threads.add(current_thread().name)
            yield b"x" * PIECE

    async def slow() -> None:
        taken = 0
        async for piece in in_thread(pieces(), Reader()):
            taken += len(piece) // PIECE
            await asyncio.sleep(0)
            assert len(made) <= taken

    asyncio.run(slow())
    assert len(made) == 100
    assert current_thread().name not in threads


def test_a_workbook_in_the_making_stops_when_its_reader_leaves() -> None:
    begun, ended, reader = Event(), Event(), Reader()

    def endless() -> Iterator[int]:
        number = 0
        while True:
            begun.set()
            yield (number := number + 1)

    def pieces() -> Pieces:
        try:
            yield str(sum(reader.while_there(endless()))).encode()
        finally:
            ended.set()

    async def leave() -> None:
        taking = asyncio.ensure_future(anext(in_thread(pieces(), reader)))
        while not begun.is_set():
            await asyncio.sleep(0.01)
        taking.cancel()
        await asyncio.wait([taking], timeout=10)

    asyncio.run(leave())
    assert reader.gone.is_set()
    assert ended.wait(10)
    with pytest.raises(ReaderGone):
        next(reader.while_there(endless()))


def test_lines_are_gathered_into_pieces_and_none_is_lost() -> None:
    lines = [f"第{number}行\n" for number in range(1000)]
    pieces = list(gathered(lines, 256))
    assert b"".join(pieces).decode() == "".join(lines)
    assert all(len(piece) >= 256 for piece in pieces[:-1])
    assert max(map(len, pieces)) < 300

"""Answers that are made while they are sent: one piece in memory at a time, and nothing left when nobody reads."""

from collections.abc import AsyncIterator, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

PIECE = 1 << 16

Made = TypeVar("Made")
Pieces = Generator[bytes, None, None]


class ReaderGone(Exception):
    """Raised where rows are made once nobody waits for them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever takes the file. A workbook is written whole before its first byte leaves: it has to be told to stop."""

    gone: Event = field(default_factory=Event)

    def while_there(self, rows: Iterable[Made]) -> Iterator[Made]:
        """The same rows for as long as somebody waits. Raises ReaderGone."""
        for row in rows:
            if self.gone.is_set():
                raise ReaderGone
            yield row


def stream(request: HttpRequest, pieces: Pieces, reader: Reader, name: str, content_type: str) -> StreamingHttpResponse:
    """The file as an attachment, never kept by anybody on the way."""
    # Django would gather a plain iterator whole before the asynchronous server sends its first byte.
    under_asgi = issubclass(type(request), ASGIRequest)
    response = StreamingHttpResponse(in_thread(pieces, reader) if under_asgi else pieces, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response


async def in_thread(pieces: Pieces, reader: Reader) -> AsyncIterator[bytes]:
    """The same pieces, each made in the request's own thread when the one before it has been sent.

    When the client goes away the maker is stopped and closed in that thread, which lets go of its files and queries;
    Django then gives back the thread's connection with the end of the request.
    """

    def following() -> bytes | None:
        try:
            return next(pieces, None)
        except ReaderGone:
            return None

    try:
        while (piece := await sync_to_async(following)()) is not None:
            yield piece
    finally:
        reader.gone.set()
        await sync_to_async(pieces.close)()


def gathered(lines: Iterable[str], size: int) -> Pieces:
    """Lines as UTF-8 in pieces of at least `size` bytes: a thread is asked once for many lines."""
    piece = bytearray()
    for line in lines:
        piece += line.encode()
        if len(piece) >= size:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)

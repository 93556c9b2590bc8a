"""Writes one table as the office prints it, straight into a stream: nothing is kept but the piece being written.

The sheet's XML is made and packed row by row here, because a general writer costs more than reading the rows does
(docs/performance.md). Texts are inline strings: none is a formula, and no table of strings grows with the rows.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, cast

from mingjian.lib.sheets.printed_cells import rows_of
from mingjian.lib.sheets.printed_parts import Printed, of_book, sheet_head, sheet_tail
from mingjian.lib.sheets.write import Column, Value, sheet_name

__all__ = ["MOST_ROWS", "Printed", "stream_xlsx"]

# A sheet ends at 1,048,576 rows and a packed part at two gigabytes; nobody opens a workbook of that size.
MOST_ROWS = 300_000
PIECE = 1 << 16
SHEET = "xl/worksheets/sheet1.xml"


class _Sink:
    """What the packer writes to; it cannot seek. Bytes wait here until they are taken."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        data = b"".join(self.waiting)
        self.waiting.clear()
        return data


def stream_xlsx(page: Printed, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The workbook in pieces. Raises ValueError past `MOST_ROWS`."""
    sink = _Sink()
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for path, content in of_book(page, sheet_name(page.sheet)).items():
            book.writestr(path, content)
        with book.open(SHEET, "w") as file:
            for piece in _sheet(page, columns, rows):
                file.write(piece.encode())
                if taken := sink.taken():
                    yield taken
    yield sink.taken()


def _sheet(page: Printed, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    yield sheet_head(page, columns)
    waiting: list[str] = []
    size = count = 0
    for count, row in enumerate(rows_of(columns, rows, page.top + 1), start=1):
        if count > MOST_ROWS:
            raise ValueError("The table is too long for a workbook.")
        waiting.append(row)
        size += len(row)
        if size >= PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)
    yield sheet_tail(page, len(columns), page.top + count)

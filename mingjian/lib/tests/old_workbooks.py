"""Workbooks of the format before 2007, byte by byte: a compound file with one stream of BIFF8 records."""

import struct
from collections.abc import Sequence

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
# Cell formats by their place below: general, date.
_FORMATS = (0, 14)
_STYLES = 15


def old_workbook(rows: Sequence[Sequence[object]], sheet: str = "台账") -> bytes:
    """Texts, numbers and, as (serial,), days; None is an empty cell."""
    return _compound("Workbook", _stream(rows, sheet))


def encrypted_workbook() -> bytes:
    """What Excel makes of an .xlsx with a password: the same container around an encrypted package."""
    return _compound("EncryptedPackage", b"\x00" * 4096)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, length: str) -> bytes:
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


def _stream(rows: Sequence[Sequence[object]], sheet: str) -> bytes:
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    styles = b"".join(
        _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 32, 0, 0, 0xF4, 0, 0, 0x20C0)) for _ in range(_STYLES)
    )
    cells = b"".join(
        _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, form, 1, 32, 0, 0, 0, 0, 0, 0x20C0)) for form in _FORMATS
    )
    name = _text(sheet, "B")
    # The sheet's place counts from the beginning of the stream: all of the first part and its end.
    place = len(begin) + len(styles) + len(cells) + 4 + 6 + len(name) + 4
    bound = _record(0x0085, struct.pack("<IBB", place, 0, 0) + name)
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    height, width = len(rows), max(map(len, rows))
    body += _record(0x0200, struct.pack("<IIHHH", 0, height, 0, width, 0))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            body += _cell(row, column, value)
    end = _record(0x000A, b"")
    return begin + styles + cells + bound + end + body + end


def _cell(row: int, column: int, value: object) -> bytes:
    if isinstance(value, str):
        return _record(0x0204, struct.pack("<HHH", row, column, _STYLES) + _text(value, "H"))
    if isinstance(value, tuple):
        return _record(0x0203, struct.pack("<HHHd", row, column, _STYLES + 1, value[0]))
    if isinstance(value, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, column, _STYLES, value))
    return b""


def _compound(name: str, stream: bytes) -> bytes:
    """One stream in a compound file; it is long enough to lie in whole sectors."""
    stream += b"\x00" * (max(4096 - len(stream), 0) + -max(len(stream), 4096) % _SECTOR)
    count = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, count + 2), _END]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    head += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    head += struct.pack("<I", _FREE) * 108
    fat = b"".join(struct.pack("<I", each) for each in table).ljust(_SECTOR, b"\xff")
    root = _entry("Root Entry", 5, 1, _END, 0)
    directory = (root + _entry(name, 2, _FREE, 2, len(stream))).ljust(_SECTOR, b"\x00")
    return head + fat + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\x00") + struct.pack("<HBBIII", len(written) + 2, kind, 1, _FREE, _FREE, child)
    return head + b"\x00" * 36 + struct.pack("<IQ", start, size)

"""One pass over a worksheet's XML before it is parsed: how far it reaches, its error cells, what it hides.

A workbook's declared dimension may lie, and a single cell in the last row makes a parser lay out a
million rows. Plainly written XML is measured with byte searches; XML written in any other way than Excel's own
goes through expat, which is slower and cannot be deceived.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from xml.parsers import expat

_ROW = re.compile(rb'<row r="(\d+)"')
_OTHER_CELL = re.compile(rb'<c r="(?![A-Z]\d{1,5}")([^"]*)')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]* t="e"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([^<]*)</v>')
_REFERENCE = re.compile(rb"([A-Z]+)(\d+)")
_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]* hidden="(?:1|true)"')
_COLUMNS = re.compile(rb"<col [^>]*>")
_BOUNDS = re.compile(rb' (min|max)="(\d{1,5})"')
_OTHERWISE_WRITTEN = (b"\t", b"\n", b"\r", b"<!", b"<c>", b"<row>")
_NAMESPACE = b"spreadsheetml/2006/main"
_START = re.compile(rb"(?:<\?xml[^>]*>)?\s*(<worksheet )")
_LONGEST_ROW = 32_000_000


@dataclass
class Extent:
    """The furthest row and column with a cell (1-based), error cells as (row, column) -> text, and what is hidden:
    rows (1-based, by hand or by a filter) and columns as (first, last), 1-based."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class NotPlain(Exception):
    """The XML is not written as Excel writes it; measure it with expat."""


def measure(chunks: Callable[[], Iterable[bytes]], check: Callable[[Extent], None]) -> Extent:
    """Measure a sheet. ``chunks`` opens its XML anew; ``check`` sees the extent as it grows and may raise."""
    try:
        return _measure_plain(chunks(), check)
    except NotPlain:
        return _measure_any(chunks(), check)


def _measure_plain(chunks: Iterable[bytes], check: Callable[[Extent], None]) -> Extent:
    """Cut the XML before a row each time, so that no tag lies across two pieces."""
    extent = Extent(columns=26)
    tail = b""
    names_the_format = 0
    for number, chunk in enumerate(chain(chunks, [b""])):
        text = tail + chunk
        if number == 0:
            if not (start := _START.match(text)):
                raise NotPlain
            text = text[start.start(1) :]
        cut = text.rfind(b"<row ", 1) if chunk else len(text)
        if cut < 0 and len(text) > _LONGEST_ROW:
            raise NotPlain
        whole, tail = text[: max(cut, 0)], text[max(cut, 0) :]
        names_the_format += whole.count(_NAMESPACE)
        if names_the_format > 1:
            raise NotPlain
        _see_plain(whole, extent)
        check(extent)
    return extent


def _see_plain(text: bytes, extent: Extent) -> None:
    if any(sign in text for sign in _OTHERWISE_WRITTEN):
        raise NotPlain
    rows = [int(row) for row in _ROW.findall(text)]
    if len(rows) != text.count(b"<row ") or text.count(b"<c ") != text.count(b'<c r="'):
        raise NotPlain
    extent.rows = max(extent.rows, *rows, 0)
    for reference in set(_OTHER_CELL.findall(text)):
        if not (found := _REFERENCE.fullmatch(reference)):
            raise NotPlain
        extent.columns = max(extent.columns, column_number(found[1].decode()))
        extent.rows = max(extent.rows, int(found[2]))
    if b' hidden="' in text:
        extent.hidden_rows.update(map(int, _HIDDEN_ROW.findall(text)))
        for tag in _COLUMNS.findall(text):
            if b' hidden="1"' in tag or b' hidden="true"' in tag:
                bounds = {name: int(number) for name, number in _BOUNDS.findall(tag)}
                _hide_columns(extent, bounds.get(b"min", 0), bounds.get(b"max", 0))
    if b't="e"' in text:
        for letters, row, written in _ERROR.findall(text):
            extent.errors[int(row), column_number(letters.decode())] = written.decode()


def _hide_columns(extent: Extent, first: int, last: int) -> None:
    """Sheets often hide everything to the right of the table: only what lies within the table is asked for later."""
    if 0 < first <= last:
        extent.hidden_columns.append((first, last))


def _measure_any(chunks: Iterable[bytes], check: Callable[[Extent], None]) -> Extent:
    reader = _Reader()
    for chunk in chunks:
        reader.parser.Parse(chunk, False)
        check(reader.extent)
    reader.parser.Parse(b"", True)
    return reader.extent


class _Reader:
    """Follows rows and cells as the format defines them: a missing reference means the next one."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.row = self.column = 0
        self.error: tuple[int, int] | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *_: object) -> None:
        raise expat.ExpatError("A worksheet has no document type.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            self.extent.rows = max(self.extent.rows, self.row)
            if attributes.get("hidden") in {"1", "true"}:
                self.extent.hidden_rows.add(self.row)
        elif kind == "col" and attributes.get("hidden") in {"1", "true"}:
            _hide_columns(self.extent, int(attributes.get("min", 0)), int(attributes.get("max", 0)))
        elif kind == "c":
            self.cell(attributes)

    def cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if found := _REFERENCE.fullmatch(attributes.get("r", "").encode()):
            self.column, self.row = column_number(found[1].decode()), int(found[2])
        self.extent.rows = max(self.extent.rows, self.row)
        self.extent.columns = max(self.extent.columns, self.column)
        self.error = (self.row, self.column) if attributes.get("t") == "e" else None
        self.parser.CharacterDataHandler = self.text if self.error else None

    def text(self, written: str) -> None:
        if self.error and written.startswith("#"):
            self.extent.errors[self.error] = written

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "c":
            self.error = self.parser.CharacterDataHandler = None


def column_number(letters: str) -> int:
    """``A`` is 1, ``Z`` 26, ``AA`` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

"""What a sheet turns into: headed columns, and rows that are read as they are asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error instead of a value (``#N/A``, ``#DIV/0!``)."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | date | time | timedelta | CellError | None
Visibility = Literal["visible", "hidden", "very_hidden"]
Row = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A column's heading: ``index`` from 0 in the sheet, ``text`` as written (two lines joined by ``/``).

    ``unit`` is what stands in brackets at its end or, for money, above the table (金额（万元） gives 万元).
    """

    index: int
    text: str
    unit: str | None = None


@dataclass(frozen=True)
class Table:
    """One table of a file. ``header_row`` is the 1-based row of the heading's last line.

    ``above`` are all rows up to and with the headings as they stand (titles too), for giving the sheet
    back; ``merges`` are the merged regions among them, 0-based and inclusive (row, column, row, column).
    ``external`` says that the workbook takes values from other files: what was last stored of them is read.
    ``label`` is the sheet's name and, of a further table on it, where it begins. ``hidden_rows`` are 1-based numbers,
    ``hidden_columns`` 0-based positions. Once the rows have been read, ``next_table`` holds the row in which the
    headings of another table ended this one.
    """

    sheet: str
    header_row: int
    columns: list[HeaderCell]
    above: list[list[Cell]]
    label: str = ""
    header_lines: int = 1
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    visibility: Visibility = "visible"
    epoch_1904: bool = False
    external: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    next_table: list[int] = field(default_factory=list, compare=False)
    height: int = 0
    open_rows: Callable[[], Iterator[Row]] = field(default=lambda: iter(()), repr=False, compare=False)

    @property
    def rows(self) -> Iterator[Row]:
        """A fresh iterator over the rows below the headings: 1-based row number and one value a column.

        Empty rows are left out; empty cells are None; whole floats are ints.
        """
        return self.open_rows()

"""Several tables on one sheet: headings that come again below, and tables that stand beside each other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mingjian.lib.sheets.match import header_key
from mingjian.lib.sheets.table import Cell, HeaderCell, Row

FEWEST = 2
_SHARE = 0.6
_MARK = " ▸ "


@dataclass(frozen=True, slots=True)
class Known:
    """The headings that are looked for: as they are written, and by what two spellings of one have in common."""

    written: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    @classmethod
    def of(cls, headings: Sequence[str]) -> "Known":
        """From the words of all columns."""
        return cls(frozenset(headings), frozenset(map(header_key, headings)) - {""})

    def counts(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is a row of headings: two at least, and most of what stands in it."""
        filled = [cell for cell in cells if cell is not None]
        known = sum(isinstance(cell, str) and header_key(cell) in self.keys for cell in filled)
        return known >= FEWEST and known >= _SHARE * len(filled)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table begins on its sheet: its first row (1-based), its first column (0-based), either may be 0."""

    row: int = 0
    column: int = 0

    def label(self, sheet: str) -> str:
        """The sheet's name, and behind a mark where on it a further table begins: 台账 ▸ 40, 台账 ▸ J, 台账 ▸ J40."""
        letters = column_letters(self.column) if self.column else ""
        at = f"{letters}{self.row or ''}"
        return f"{sheet}{_MARK}{at}" if at else sheet


def placed(label: str) -> tuple[str, Place]:
    """The sheet and place that a label says."""
    sheet, mark, at = label.rpartition(_MARK)
    letters = at.rstrip("0123456789")
    digits = at[len(letters) :]
    if not mark or not at or len(letters) > 3 or not all("A" <= letter <= "Z" for letter in letters):
        return label, Place()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return sheet, Place(int(digits or 0), max(column - 1, 0))


def column_letters(index: int) -> str:
    """0 is A, 25 Z, 26 AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def beside(columns: Sequence[HeaderCell], known: Known) -> list[list[HeaderCell]]:
    """The columns of each table where several stand beside each other; one group where there is but one.

    Tables beside each other repeat at least two known headings, one after the other or with columns left free between.
    """
    groups: list[list[HeaderCell]] = [[]]
    for column in columns:
        group = groups[-1]
        repeated = header_key(column.text) in {header_key(each.text) for each in group}
        free_before = bool(group) and column.index > group[-1].index + 1
        if group and (repeated or free_before):
            groups.append([])
        groups[-1].append(column)
    keys = [{header_key(each.text) for each in group} & known.keys for group in groups]
    if len(groups) > 1 and all(len(each & keys[0]) >= FEWEST for each in keys):
        return groups
    return [list(columns)]


@dataclass(slots=True)
class Following:
    """Rows of one table until another begins: its own headings coming again are left out and counted."""

    columns: Sequence[HeaderCell]
    known: Known
    repeated: int = 0
    next_table: list[int] = field(default_factory=list)

    def rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows below the headings. `next_table` then holds the row of the headings that ended the table."""
        self.repeated = 0
        self.next_table.clear()
        looked_for = self.known.written | {column.text for column in self.columns}
        own = {
            column.index: {header_key(part) for part in (column.text, *column.text.split("/"))}
            for column in self.columns
        }
        for number, cells in rows:
            if len(looked_for.intersection(cells)) < FEWEST or not self.known.counts(cells):
                yield number, cells
            elif self._is_own(cells, own):
                self.repeated += 1
            else:
                self.next_table.append(number)
                return

    def _is_own(self, cells: Sequence[Cell], own: dict[int, set[str]]) -> bool:
        """Every known heading stands where this table has it."""
        keys = [(at, header_key(cell)) for at, cell in enumerate(cells) if isinstance(cell, str)]
        return all(key in own.get(at, ()) for at, key in keys if key in self.known.keys)


def narrowed(rows: Callable[[], Iterator[Row]], left: int, right: int) -> Callable[[], Iterator[Row]]:
    """Only the columns `left` to before `right` of the rows; rows without anything there are left out."""

    def open_rows() -> Iterator[Row]:
        for number, cells in rows():
            within = cells[left:right]
            if within.count(None) < len(within):
                yield number, [None] * left + within

    return open_rows

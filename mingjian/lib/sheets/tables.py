"""From the rows of one sheet to its tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from mingjian.lib.sheets.headings import LOOKED_AT, Headings, Merge, find_headings
from mingjian.lib.sheets.segments import Following, Known, Place, beside, narrowed
from mingjian.lib.sheets.sheet_xml import Extent
from mingjian.lib.sheets.table import Cell, HeaderCell, Row, Table

NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Search:
    """Which headings are known, and of one sheet the place at which its table begins."""

    known: Known
    sheet: str
    place: Place

    def first_row(self, sheet: str) -> int:
        """How many rows of that sheet lie above the table that is looked for."""
        return max(self.place.row - 1, 0) if sheet == self.sheet else 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet, opened anew each time; its height, merged regions and what was measured of it."""

    name: str
    open_all: Callable[[], Iterator[list[Cell]]]
    height: int
    merges: Sequence[Merge] = ()
    extent: Extent = field(default_factory=Extent)


def tables_of(sheet: Sheet, search: Search) -> list[Table]:
    """The table that begins at the place asked for, else the first; several when they stand beside each other."""
    first = search.first_row(sheet.name)
    beginning = list(islice(sheet.open_all(), first, first + LOOKED_AT))
    merges = [(row - first, left, end_row - first, right) for row, left, end_row, right in sheet.merges if row >= first]
    headings = find_headings(beginning, merges, search.known.counts)
    # A row of nothing but separators has no heading.
    if headings is None or not headings.columns:
        return []
    groups = beside(headings.columns, search.known)
    place = Place(first + 1 if first else 0)
    if len(groups) == 1:
        return [_table(sheet, search, headings, beginning, merges, place)]
    return [
        _table(sheet, search, Headings(headings.first, headings.last, group), beginning, merges, each, until)
        for group, each, until in _places(groups, place)
    ]


def _places(groups: Sequence[list[HeaderCell]], place: Place) -> Iterator[tuple[list[HeaderCell], Place, int | None]]:
    """Each group with its place and the column before which it ends."""
    ends = [*[group[0].index for group in groups[1:]], None]
    for at, (group, end) in enumerate(zip(groups, ends, strict=True)):
        yield group, Place(place.row, group[0].index if at else 0), end


def _table(
    sheet: Sheet,
    search: Search,
    headings: Headings,
    beginning: Sequence[list[Cell]],
    merges: Sequence[Merge],
    place: Place,
    until: int | None = None,
) -> Table:
    columns = headings.columns
    width = columns[-1].index + 1
    below = search.first_row(sheet.name) + headings.last + 1

    def open_below() -> Iterator[Row]:
        for number, cells in enumerate(islice(sheet.open_all(), below, None), start=below + 1):
            if cells.count(None) < len(cells):
                yield number, cells if len(cells) >= width else cells + [None] * (width - len(cells))

    is_part = until is not None or place.column
    following = Following(columns, search.known)
    open_rows = narrowed(open_below, columns[0].index, until or width) if is_part else open_below
    return Table(
        sheet=sheet.name,
        header_row=headings.last + 1,
        columns=columns,
        above=list(beginning[: headings.last + 1]),
        label=place.label(sheet.name),
        header_lines=headings.last - headings.first + 1,
        merges=[merge for merge in merges if merge[2] <= headings.last],
        hidden_rows=frozenset(sheet.extent.hidden_rows),
        hidden_columns=_hidden(columns, sheet.extent),
        next_table=following.next_table,
        height=sheet.height,
        open_rows=lambda: following.rows(open_rows()),
    )


def _hidden(columns: Sequence[HeaderCell], extent: Extent) -> frozenset[int]:
    """Positions of headed columns that the sheet hides."""
    return frozenset(
        column.index for column in columns for first, last in extent.hidden_columns if first <= column.index + 1 <= last
    )

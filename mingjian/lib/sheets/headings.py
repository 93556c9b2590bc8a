"""Finding the headings of a table below its titles, and reading them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mingjian.lib.amounts import UNITS
from mingjian.lib.quantities import is_unit
from mingjian.lib.sheets.table import Cell, HeaderCell
from mingjian.lib.text import normalise

Merge = tuple[int, int, int, int]

LOOKED_AT = 30
_LONGEST_HEADING = 60
_OTHER_UNITS = frozenset("人名个件次条份户家起宗项天日月年岁%‰亩吨辆套笔册页") | {
    "周岁", "小时", "平方米", "m2", "公顷", "公里", "km", "千克", "人次", "件次", "件(次)", "人(次)",
}  # fmt: skip
_UNIT_AT_END = re.compile(
    r"[(\[【〔] ?(?:单位[:：]? ?)?([^()\[\]【】〔〕]{1,6}(?:\(次\))?) ?[)\]】〕]$|[:/,] ?(万元|亿元|元)$"
)
_UNIT_ABOVE = re.compile(r"单位[:：] ?((?:百|千)?(?:万|亿)?元)")


@dataclass(frozen=True, slots=True)
class Headings:
    """Rows ``first`` to ``last`` (0-based) hold the headings of ``columns``."""

    first: int
    last: int
    columns: list[HeaderCell]


def find_headings(
    rows: Sequence[Sequence[Cell]],
    merges: Sequence[Merge] = (),
    is_known: Callable[[Sequence[Cell]], bool] = lambda _row: False,
) -> Headings | None:
    """Headings among the first rows of a sheet; None when no row looks like headings.

    The first row of known headings counts; else the first that fills half as many cells as the fullest one, all with
    short, different texts. Merged regions extend it: across to the line below, down to where they end.
    """
    rows = rows[:LOOKED_AT]
    most = max((_filled(row) for row in rows), default=0)
    at = next((at for at, row in enumerate(rows) if is_known(row)), None)
    if at is None:
        full = (at for at, row in enumerate(rows) if _filled(row) * 2 >= most > 0 and _looks_like_headings(row))
        at = next(full, None)
    if at is None:
        return None
    first, last = _with_merged_lines(at, rows, merges, _filled(rows[at]))
    return Headings(first, last, _read(rows, first, last, merges))


def unit_of(heading: str) -> str | None:
    """The unit at the end of a heading: 金额（万元）, 人数(人), 面积/㎡ give 万元, 人, None."""
    found = _UNIT_AT_END.search(normalise(heading))
    if not found:
        return None
    unit = found[1] or found[2]
    return unit if unit in UNITS or unit in _OTHER_UNITS or is_unit(unit) else None


def without_unit(heading: str) -> str:
    """The heading in normal form without its unit."""
    normal = normalise(heading)
    return _UNIT_AT_END.sub("", normal).strip() if unit_of(heading) else normal


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in row)


def _looks_like_headings(row: Sequence[Cell]) -> bool:
    texts = [cell for cell in row if cell is not None]
    if not all(isinstance(text, str) and len(text) <= _LONGEST_HEADING for text in texts):
        return False
    numbers = sum(str(text).replace(".", "").replace("-", "").replace("/", "").isdigit() for text in texts)
    return numbers * 4 <= len(texts) and len(set(texts)) * 2 > len(texts)


def _with_merged_lines(
    at: int, rows: Sequence[Sequence[Cell]], merges: Sequence[Merge], filled: int
) -> tuple[int, int]:
    first = last = at
    for row, left, end_row, right in merges:
        if row == at - 1 and right > left and _filled(rows[row]) > 1 and end_row == row:
            first = row
    for row, left, end_row, right in sorted(merges):
        if first <= row <= last and (end_row > row or (right > left and _filled(rows[row]) > 1)):
            last = max(last, end_row, row + 1 if right > left and end_row == row and filled > 1 else last)
    return first, min(last, len(rows) - 1)


def _read(rows: Sequence[Sequence[Cell]], first: int, last: int, merges: Sequence[Merge]) -> list[HeaderCell]:
    lines = [[_plain(cell) for cell in row] for row in rows[first : last + 1]]
    for row, left, end_row, right in merges:
        if first <= row and end_row <= last and left < len(lines[row - first]):
            for line in range(row, end_row + 1):
                for column in range(left, min(right + 1, len(lines[line - first]))):
                    lines[line - first][column] = lines[row - first][left]
    money = _money_unit_above(rows[:first])
    headings = (
        (index, "/".join(dict.fromkeys(line[index] for line in lines if index < len(line) and line[index])))
        for index in range(max(map(len, lines)))
    )
    return [HeaderCell(index, text, unit_of(text) or money) for index, text in headings if text]


def _plain(cell: Cell) -> str:
    """A heading on one line; a break or space inside a Chinese word is only layout."""
    text = "" if cell is None else " ".join(str(cell).split())
    return text if " " in normalise(text) else text.replace(" ", "")


def _money_unit_above(titles: Sequence[Sequence[Cell]]) -> str | None:
    for row in titles:
        for cell in row:
            if isinstance(cell, str) and (found := _UNIT_ABOVE.search(normalise(cell))):
                return found[1]
    return None

"""Lines of a sheet that are no rows: totals, notes and signatures below, the example of a template."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mingjian.ledgers.columns import NUMERIC, Column
from mingjian.ledgers.intake import Draft
from mingjian.ledgers.reading.cells import read_column
from mingjian.lib.sheets.table import Cell, HeaderCell

EXAMPLE = "【示例】"
_TOTAL = re.compile(r"^(?:合|总|小|共|累)\s*计\s*[:：]?$")
_NOTE = re.compile(r"^(?:注|备\s*注|说\s*明|附\s*注|填表说明|填报说明)\s*(?:\d+)?[:：、.]")
_SIGNATURE = re.compile(
    r"^(?:填\s*表\s*人?|填报人|制\s*表\s*人?|审\s*核\s*人?|经办人|负责人|单位负责人|主要负责人|联系电话|联系人"
    r"|填报单位|填报日期|填表日期|制表日期|签字|盖章)\s*(?:[（(].{1,10}[）)])?\s*[:：]"
)


class Aside(StrEnum):
    """What a line is that is no row."""

    TOTAL = "total"
    NOTE = "note"
    EXAMPLE = "example"


def may_be_aside(row: Sequence[Cell], needed: Sequence[int]) -> bool:
    """Asked of every row, so it is quick: an aside lacks something needed, holds next to nothing, or is marked."""
    for at in needed:
        if at >= len(row) or row[at] is None:
            return True
    first = row[0] if row else None
    return not needed or first is None or (isinstance(first, str) and first[:1] in "【合总小共累")


def aside_of(row: Sequence[Cell], needed: Sequence[int]) -> Aside | None:
    """What kind of line it is; None for a row. `needed` are the positions of the needed columns."""
    filled = [cell for cell in row if cell is not None]
    first = filled[0] if filled else None
    if isinstance(first, str) and first.startswith(EXAMPLE):
        return Aside.EXAMPLE
    texts = [cell for cell in filled[:3] if isinstance(cell, str)]
    has_needed = [at < len(row) and row[at] is not None for at in needed]
    if texts and _TOTAL.match(texts[0].strip()):
        return Aside.TOTAL
    if not all(has_needed) or not needed:
        if any(_TOTAL.match(text.strip()) for text in texts):
            return Aside.TOTAL
        if any(_SIGNATURE.match(cell.strip()) for cell in filled if isinstance(cell, str)):
            return Aside.NOTE
    alone = len(filled) <= 1
    if alone and (not any(has_needed) or (texts and _NOTE.match(texts[0].strip()))):
        return Aside.NOTE
    return None


@dataclass(slots=True)
class Total:
    """A line of totals: its row, how many rows stand above it, and its cells in the columns of numbers."""

    row_number: int
    above: int
    cells: dict[str, Cell]


@dataclass(slots=True)
class Asides:
    """What was left out of a sheet, and the totals that are compared with its rows."""

    notes: int = 0
    examples: int = 0
    totals: list[Total] = field(default_factory=list)

    def add(self, kind: Aside, number: int, row: Sequence[Cell], above: int, numeric: Mapping[str, int]) -> None:
        """Take note of a line; `above` rows stand before it, `numeric` are the positions of the columns of numbers."""
        if kind is Aside.TOTAL:
            cells = {key: row[at] for key, at in numeric.items() if at < len(row) and row[at] is not None}
            self.totals.append(Total(number, above, cells))
        elif kind is Aside.NOTE:
            self.notes += 1
        else:
            self.examples += 1

    def remarks(
        self, columns: Mapping[str, tuple[Column, HeaderCell]], drafts: Sequence[Draft]
    ) -> list[dict[str, Any]]:
        """What is told of it: each total that differs, and how many agree; how many notes were left out."""
        found: list[dict[str, Any]] = []
        agree, begin = 0, 0
        for total in self.totals:
            for key, cell in total.cells.items():
                says = _amount(*columns[key], cell)
                if says is None:
                    continue
                since, all_above = _sum(drafts[begin : total.above], key), _sum(drafts[: total.above], key)
                if says in (since, all_above):
                    agree += 1
                else:
                    rows = str(since if begin else all_above)
                    found.append(
                        {"code": "total", "row": total.row_number, "column": key, "says": str(says), "rows": rows}
                    )
            begin = total.above
        if agree:
            found.append({"code": "totals_agree", "count": agree})
        if self.notes:
            found.append({"code": "notes", "count": self.notes})
        return found


def numeric_positions(columns: Mapping[str, tuple[Column, HeaderCell]]) -> dict[str, int]:
    """Key → position of the columns of numbers."""
    return {key: cell.index for key, (column, cell) in columns.items() if column.type in NUMERIC}


def _amount(column: Column, heading: HeaderCell, cell: Cell) -> Decimal | None:
    ((value, _reason),) = read_column(column, [cell], heading.unit)
    return None if value is None else Decimal(value)


def _sum(drafts: Sequence[Draft], key: str) -> Decimal:
    return sum((Decimal(draft.values[key]) for draft in drafts if draft.values.get(key) is not None), Decimal(0))

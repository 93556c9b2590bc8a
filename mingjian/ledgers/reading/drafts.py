"""From the chosen table to judged drafts: every row new, changed, unchanged or rejected, with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mingjian.ledgers.intake import NEW, NO_ANSWERS, REJECTED, Answers, Draft, Existing, Intake
from mingjian.ledgers.progress import Reporter
from mingjian.ledgers.reading.asides import Asides, aside_of, may_be_aside, numeric_positions
from mingjian.ledgers.reading.cells import NOTHING, read_column
from mingjian.ledgers.reading.comparing import compare
from mingjian.ledgers.reading.sheets import Chosen
from mingjian.ledgers.registry import Ledger
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope

MOST_ROWS = 300_000
TOLD_EVERY = 1_000


@dataclass(slots=True)
class Judged:
    """All rows of a sheet with their verdicts, the stored rows it no longer lists, and what else there is to tell."""

    drafts: list[Draft]
    gone: list[Existing]
    remarks: list[dict[str, Any]]


def judge(
    ledger: Ledger, chosen: Chosen, office_id: int, scope: Scope, report: Reporter, answers: Answers = NO_ANSWERS
) -> Judged:
    """Read, resolve and compare all rows of the chosen table. Set-based; nothing is written.

    `answers` say which row a name with several meanings means in this file.
    """
    intake = ledger.intake
    if intake is None:
        raise Invalid(_("This ledger is not read from sheets."))
    drafts, asides = _read(ledger, chosen, report, answers)
    columns = {key: (ledger.column(key), cell) for key, cell in chosen.columns.items()}
    remarks = [*asides.remarks(columns, drafts), *chosen.remarks([draft.row_number for draft in drafts])]
    report("resolving", 0, len(drafts))
    intake.resolve(drafts, office_id, scope)
    _refuse_repeated(drafts, intake)
    report("comparing", 0, len(drafts))
    gone = compare(drafts, intake, office_id, scope)
    again = sum(draft.verdict == NEW and draft.row_id is not None for draft in drafts)
    return Judged(drafts, gone, [*remarks, *([{"code": "again", "count": again}] if again else [])])


def _read(ledger: Ledger, chosen: Chosen, report: Reporter, answers: Answers) -> tuple[list[Draft], Asides]:
    numbers, cells, asides = _gather(ledger, chosen, report)
    drafts = [Draft(number, {}, answers=answers) for number in numbers]
    for done, (key, cell) in enumerate(chosen.columns.items()):
        report("reading", done, len(chosen.columns))
        column = ledger.column(key)
        results = read_column(column, cells.pop(key), cell.unit, epoch_1904=chosen.table.epoch_1904)
        for draft, result in zip(drafts, results, strict=True):
            if result is not NOTHING:
                value, reason = result
                if reason:
                    draft.reject(key, reason)
                elif value is not None:
                    draft.values[key] = value
    for column in ledger.read_columns:
        if column.required:
            _refuse_missing(drafts, column.key)
    return drafts, asides


def _gather(ledger: Ledger, chosen: Chosen, report: Reporter) -> tuple[list[int], dict[str, list[Any]], Asides]:
    """Row numbers, the cells of each column, and the lines that are no rows."""
    numbers: list[int] = []
    cells: dict[str, list[Any]] = {key: [] for key in chosen.columns}
    takers = [(cells[key], cell.index) for key, cell in chosen.columns.items()]
    needed = [chosen.columns[column.key].index for column in ledger.read_columns if column.required]
    numeric = numeric_positions({key: (ledger.column(key), cell) for key, cell in chosen.columns.items()})
    asides = Asides()
    for number, row in chosen.table.rows:
        if number % TOLD_EVERY == 0:
            report("gathering", number, chosen.table.height)
        if may_be_aside(row, needed) and (kind := aside_of(row, needed)):
            asides.add(kind, number, row, len(numbers), numeric)
            continue
        numbers.append(number)
        for taker, index in takers:
            taker.append(row[index] if index < len(row) else None)
        if len(numbers) > MOST_ROWS:
            raise Invalid(_("The sheet has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})
    return numbers, cells, asides


def _refuse_missing(drafts: Sequence[Draft], key: str) -> None:
    for draft in drafts:
        if key not in draft.values:
            draft.reject(key, _("This is needed and is empty."))


def _refuse_repeated(drafts: Sequence[Draft], intake: Intake) -> None:
    """Two rows of one sheet that are the same row: the first stands."""
    first: dict[Any, int] = {}
    for draft in drafts:
        if draft.verdict != REJECTED:
            same = intake.same_row(draft.values)
            if same in first:
                draft.reject("", _("The same row stands in line %(line)s already.") % {"line": first[same]})
            else:
                first[same] = draft.row_number

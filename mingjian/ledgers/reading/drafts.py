"""From the chosen table to judged drafts: every row new, changed, unchanged or rejected, with its reasons."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from mingjian.ledgers.intake import CHANGED, REJECTED, UNCHANGED, Draft, Intake
from mingjian.ledgers.progress import Reporter
from mingjian.ledgers.reading.cells import NOTHING, read_column
from mingjian.ledgers.reading.sheets import Chosen
from mingjian.ledgers.registry import Ledger
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope

MOST_ROWS = 300_000


def judge(ledger: Ledger, chosen: Chosen, office_id: int, scope: Scope, report: Reporter) -> list[Draft]:
    """Read, resolve and compare all rows of the chosen table. Set-based; nothing is written."""
    intake = ledger.intake
    if intake is None:
        raise Invalid(_("This ledger is not read from sheets."))
    drafts = _read(ledger, chosen, report)
    report("resolving", 0, len(drafts))
    intake.resolve(drafts, office_id, scope)
    _refuse_repeated(drafts, intake)
    report("comparing", 0, len(drafts))
    _compare(drafts, intake, office_id, scope)
    return drafts


def _read(ledger: Ledger, chosen: Chosen, report: Reporter) -> list[Draft]:
    numbers: list[int] = []
    cells: dict[str, list[Any]] = {key: [] for key in chosen.columns}
    takers = [(cells[key], cell.index) for key, cell in chosen.columns.items()]
    needed = [chosen.columns[column.key].index for column in ledger.read_columns if column.required]
    for number, row in chosen.table.rows:
        if _is_remark(row, needed):
            continue
        numbers.append(number)
        for taker, index in takers:
            taker.append(row[index] if index < len(row) else None)
        if len(numbers) > MOST_ROWS:
            raise Invalid(_("The sheet has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})
    drafts = [Draft(number, {}) for number in numbers]
    for done, (key, cell) in enumerate(chosen.columns.items()):
        report("reading", done, len(chosen.columns))
        column = ledger.column(key)
        results = read_column(column, cells.pop(key), cell.unit, epoch_1904=chosen.table.epoch_1904)
        takers.clear()
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
    return drafts


def _is_remark(row: Sequence[Any], needed: Sequence[int]) -> bool:
    """A line of one cell that fills nothing needed: a note, a signature, the mark of an exported file."""
    if any(at < len(row) and row[at] is not None for at in needed):
        return False
    return sum(cell is not None for cell in row) <= 1


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


def _compare(drafts: Sequence[Draft], intake: Intake, office_id: int, scope: Scope) -> None:
    good = [draft for draft in drafts if draft.verdict != REJECTED]
    found = intake.find(good, office_id, scope)
    for position, existing in found.items():
        draft = good[position]
        draft.row_id, draft.version = existing.id, existing.version
        draft.values = {key: value for key, value in draft.values.items() if existing.values.get(key) != value}
        draft.former = {key: existing.values.get(key) for key in draft.values}
        draft.verdict = CHANGED if draft.values else UNCHANGED
        if draft.values:
            intake.check(draft, existing)

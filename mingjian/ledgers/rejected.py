"""The rejected rows of a batch as the original sheet, with reasons and marked cells."""

from collections.abc import Iterator
from typing import IO, Any

from mingjian.ledgers.imports.keeping import kept
from mingjian.ledgers.imports.learning import headings_known
from mingjian.ledgers.intake import REJECTED
from mingjian.ledgers.models import Batch, Staged
from mingjian.ledgers.reading.sheets import Chosen, choose
from mingjian.ledgers.registry import LEDGERS
from mingjian.lib.sheets.rejected import RejectedRow, write_rejected


def write_file(batch: Batch, target: IO[bytes]) -> int:
    """Write the workbook; returns how many rows it holds. The file is read anew: cells come back as they were."""
    learned = headings_known(batch.ledger, str(batch.office_path))
    chosen = choose(kept(batch), batch.file_name, LEDGERS[batch.ledger], batch.sheet, batch.mapping, learned)
    staged = Staged.objects.filter(batch=batch, status=REJECTED).order_by("row_number")
    return write_rejected(target, chosen.table, _rows(chosen, list(staged.values_list("row_number", "reasons"))))


def _rows(chosen: Chosen, rejected: list[tuple[int, dict[str, Any]]]) -> Iterator[RejectedRow]:
    wanted = dict(rejected)
    for number, cells in chosen.table.rows:
        if number in wanted:
            reasons = wanted[number]
            of_cells = {chosen.columns[key].index: why for key, why in reasons.items() if key in chosen.columns}
            whole = "；".join(why for key, why in reasons.items() if key not in chosen.columns)
            yield number, cells, of_cells, whole

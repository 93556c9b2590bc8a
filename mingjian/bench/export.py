"""`mingjian bench export`: a whole ledger as Excel and as CSV: rows a second from the database into the file, memory.

Each file is made in a process of its own, as the page makes it, and read through as it comes. The baseline is
XlsxWriter's own constant memory mode given the same ready rows: what a general writer costs without any database.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from time import perf_counter

from django.utils import timezone

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.bench import ground
from mingjian.bench.crowd import FINDINGS, multiply, record_first
from mingjian.bench.result import Figure, Result
from mingjian.bench.scratch import scratch
from mingjian.ledgers.columns import Column
from mingjian.ledgers.exports.taking import exportable, file_of, ids_of, rows_of
from mingjian.ledgers.registry import LEDGERS
from mingjian.ledgers.windows import Order
from mingjian.lib.sheets.printed import Printed
from mingjian.lib.sheets.write import Column as SheetColumn
from mingjian.lib.sheets.write import write_xlsx
from mingjian.runtime.addresses import Addresses

# The register as large as the issue asks for: 42,000 rows as Excel, a million as CSV.
WORKBOOK = 42_000
TIMES = 26
BASELINE_ROWS = 5_000
# Models are imported once Django is set up.
CHILD = """
import sys
from mingjian.cli._django import with_django
with with_django():
    from mingjian.bench.export import once
    once(sys.argv[1:])
"""


def run(scale: float) -> Result:
    """Excel of 42,000 rows and CSV of a million, every column of the ledger."""
    rows = max(500, int(FINDINGS * scale))
    with scratch() as addresses:
        laid = ground.lay(max(100, int(ground.BODIES * scale)))
        record_first(laid, rows)
        multiply(TIMES)
        ground.settle()
        workbook = _measured(addresses, "xlsx", laid.user.pk, max(500, int(WORKBOOK * scale)))
        text = _measured(addresses, "csv", laid.user.pk, rows * TIMES)
        alone = _alone(laid.user, min(BASELINE_ROWS, rows))
    speed = workbook["rows"] / workbook["seconds"]
    return Result(
        "export",
        {"workbook_rows": workbook["rows"], "csv_rows": text["rows"], "columns": len(_columns())},
        [
            Figure("export_rows_per_s", round(speed), "rows/s", baseline=round(alone), ratio=speed / alone),
            Figure("workbook_peak_mb", workbook["peak_mb"], "MB"),
            Figure("workbook_mb", workbook["bytes"] / 1e6, "MB"),
            Figure("csv_rows_per_s", round(text["rows"] / text["seconds"]), "rows/s"),
            Figure("peak_mb", text["peak_mb"], "MB"),
            Figure("csv_mb", text["bytes"] / 1e6, "MB"),
        ],
    )


def _measured(addresses: Addresses, form: str, user_id: int, most: int) -> dict[str, float]:
    """Run `once` in a process of its own: its peak is then this file's."""
    command = [sys.executable, "-c", CHILD, form, str(user_id), str(most)]
    done = subprocess.run(
        command, env={**os.environ, **addresses.environ()}, capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def once(arguments: list[str]) -> None:
    """Make one file and print what it took."""
    form, user_id, most = arguments
    user = User.objects.get(pk=int(user_id))
    start = perf_counter()
    ids, pieces = _file(form, user, int(most))
    size = sum(map(len, pieces))
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"rows": len(ids), "seconds": seconds, "bytes": size, "peak_mb": peak}) + "\n")


def _columns() -> list[Column]:
    return LEDGERS["findings"].shown_columns


def _file(form: str, user: User, most: int) -> tuple[list[int], Iterator[bytes]]:
    """The ids and the file as `exports.taking` makes it."""
    ledger, scope = LEDGERS["findings"], build(user)
    rows = exportable(ledger, scope)
    ids = ids_of(ledger, rows, Order.read(ledger, ""))[:most]
    page = Printed(title=str(ledger.words), sheet=str(ledger.words), created=timezone.now())
    return ids, file_of(form, page, _columns(), rows_of(rows, ids, _columns()))


def _alone(user: User, count: int) -> float:
    """Rows a second of XlsxWriter with rows that are ready."""
    ledger = LEDGERS["findings"]
    rows = exportable(ledger, build(user))
    ids = ids_of(ledger, rows, Order.read(ledger, ""))[:count]
    ready = list(rows_of(rows, ids, _columns()))
    sheet = [SheetColumn(str(column.words), column.width) for column in _columns()]
    start = perf_counter()
    with tempfile.TemporaryFile() as file:
        write_xlsx(file, str(ledger.words), sheet, ready)
    return len(ready) / (perf_counter() - start)

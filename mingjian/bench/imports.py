"""`mingjian bench import`: a workbook of findings from the file to committed and searchable, at the shell."""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from django.db import connection, connections, transaction

from mingjian.bench import ground
from mingjian.bench.crowd import FINDINGS, multiply
from mingjian.bench.ground import Ground
from mingjian.bench.result import Figure, Result
from mingjian.bench.scratch import scratch
from mingjian.bench.workbooks import write_workbook
from mingjian.runtime.addresses import Addresses

TIMES = 25
COLUMNS = (
    "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
    " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
)

# A table, its columns, and its rows as COPY writes them.
Ready = tuple[str, str, bytes]


def run(scale: float) -> Result:
    """Rows a second into an empty table and into one of a million, against COPY of the same ready rows; peak memory.

    `scale` below 1 shortens the workbook and the million alike.
    """
    rows = max(200, int(FINDINGS * scale))
    with scratch() as addresses, tempfile.TemporaryDirectory() as folder:
        laid = ground.lay(max(50, int(ground.BODIES * scale)))
        ground.settle()
        seconds = _import(Path(folder), addresses, laid, rows, seed=1, prefix="甲")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        copied = _copy_again()
        ground.settle()
        multiply(TIMES)
        ground.settle()
        seconds_full = _import(Path(folder), addresses, laid, rows, seed=2, prefix="乙")
    return Result(
        "import",
        {"rows": rows, "rows_before_full": rows * TIMES},
        [
            Figure("rows_per_s_empty", rows / seconds, "rows/s", baseline=rows / copied, ratio=copied / seconds),
            Figure("rows_per_s_1m", rows / seconds_full, "rows/s"),
            Figure("copy_ratio", copied / seconds, "ratio", baseline=copied, ratio=copied / seconds),
            Figure("peak_mb", peak, "MB"),
        ],
    )


def _import(folder: Path, addresses: Addresses, laid: Ground, rows: int, *, seed: int, prefix: str) -> float:
    """Seconds from opening the file to the commit, as `mingjian import` says; it must have taken every row."""
    path = folder / f"{prefix}.xlsx"
    write_workbook(path, laid.names, rows, seed, prefix)
    command = [sys.executable, "-m", "mingjian", "import", "findings", str(path), "--office", str(laid.province)]
    command += ["--as", laid.user.username, "--commit", "good", "--json"]
    done = subprocess.run(
        command, env={**os.environ, **addresses.environ()}, capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout.splitlines()[-1])
    if answer["stage"] != "committed" or answer["counts"]["new"] != rows:
        raise RuntimeError(f"The import did not take every row: {answer['stage']} {answer['counts']}")
    return float(answer["seconds"])


def _copy_again() -> float:
    """Seconds of COPY alone: the ready rows into the same tables with the same indexes, as empty as before."""
    ready = [_take("findings_finding"), _take("findings_manifestation"), _take("search_document", "kind = 'finding'")]
    others = _take("search_document", "kind <> 'finding'")
    with connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE findings_finding, search_document CASCADE")
    _put([others])
    ground.settle()
    start = perf_counter()
    _put(ready)
    return perf_counter() - start


def _take(table: str, where: str = "true") -> Ready:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        columns = cursor.fetchone()[0]
        with cursor.copy(f"COPY (SELECT {columns} FROM {table} WHERE {where}) TO STDOUT") as copy:  # noqa: S608
            return table, columns, b"".join(copy)


def _put(tables: Sequence[Ready]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, content in tables:
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write(content)

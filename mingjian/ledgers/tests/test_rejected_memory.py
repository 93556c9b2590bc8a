"""The rejected rows of a long sheet come back in constant memory, streamed."""

import subprocess
import sys

import openpyxl
import pytest

CODE = """
import resource, sys
from mingjian.lib.sheets.rejected import write_rejected
from mingjian.lib.sheets.table import HeaderCell, Table

columns = [HeaderCell(at, f"列{at}") for at in range(20)]
table = Table(sheet="台账", header_row=1, columns=columns, above=[[column.text for column in columns]])
cells = [f"第{cell}列的一段文字" for cell in range(20)]
rows = ((at + 2, [f"{cell}{at}" for cell in cells], {4: f"金额有误{at}"}, "") for at in range(int(sys.argv[1])))
print(write_rejected(sys.argv[2], table, rows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def written(rows: int, path: str) -> int:
    """Peak megabytes of a process of its own that writes so many rejected rows."""
    done = subprocess.run([sys.executable, "-c", CODE, str(rows), path], capture_output=True, text=True, check=True)
    count, peak = map(int, done.stdout.split())
    assert count == rows
    return peak


def test_memory_does_not_grow_with_the_rows(tmp_path: object) -> None:
    path = f"{tmp_path}/退回.xlsx"
    few = written(200, path)
    assert written(4_000, path) <= few + 15
    page = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    assert page.max_row == 4_001


@pytest.mark.parametrize("rows", [2_100])
def test_every_row_has_its_reason_and_the_first_cells_their_notes(tmp_path: object, rows: int) -> None:
    path = f"{tmp_path}/退回.xlsx"
    written(rows, path)
    page = openpyxl.load_workbook(path).worksheets[0]
    assert page.cell(rows + 1, 21).value == f"列4：金额有误{rows - 1}"
    assert page.cell(2, 5).comment is not None
    assert page.cell(rows + 1, 5).comment is None

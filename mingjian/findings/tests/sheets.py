"""Sheets for the tests, and the way of one through the engine."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from mingjian.findings.ledger import FINDINGS
from mingjian.ledgers.actions import receive
from mingjian.ledgers.models import Batch, Staged
from mingjian.ledgers.work import commit_batch, read_batch
from mingjian.offices.scope import Scope
from mingjian.people.tests.ground import People

HEADINGS = ["问题编号", "被巡察单位", "四个落实分类", "问题描述", "具体表现", "涉及人", "金额（万元）", "发现时间"]
HEADINGS += ["整改状态"]
LINES = "1. 一月发放2万元\n2. 二月发放3万元"
ROW = ["底稿1", "云岭县水务局", "全面从严治党", "违规发放津补贴。", LINES, "张伟（局长，1968.04）", 5, "2018年5月3日"]
ROW += ["整改中"]


def row(**changed: Any) -> list[Any]:
    """The sample row with some columns otherwise, by their headings."""
    return [changed.get(heading.partition("（")[0], value) for heading, value in zip(HEADINGS, ROW, strict=True)]


def workbook(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS, above: Sequence[Sequence[Any]] = ()) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet("台账")
    for at, cells in enumerate([*above, headings, *rows]):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                page.write_datetime(at, column, cell, dated)
            elif cell is not None:
                page.write(at, column, cell)
    book.close()
    return target.getvalue()


def staged(people: People, content: bytes, name: str = "台账.xlsx", scope: Scope | None = None) -> Batch:
    scope = scope or people.scope
    office = people.office("county")
    batch = receive(ledger=FINDINGS, office_id=office, file_name=name, content=content, scope=scope)
    return read_batch(batch.pk, scope)


def committed(people: People, content: bytes) -> Batch:
    batch = staged(people, content)
    assert not reasons(batch)
    return commit_batch(batch.pk, people.scope)


def reasons(batch: Batch) -> list[dict[str, str]]:
    """The reasons of the rejected rows, in the sheet's order."""
    rows = Staged.objects.filter(batch=batch, status="rejected").order_by("row_number")
    return list(rows.values_list("reasons", flat=True))

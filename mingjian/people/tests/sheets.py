"""Sheets of this room's ledgers as CSV, and their way through the engine."""

import csv
import io
from collections.abc import Sequence

from mingjian.ledgers.actions import receive
from mingjian.ledgers.models import Batch, Staged
from mingjian.ledgers.registry import Ledger
from mingjian.ledgers.work import commit_batch, read_batch
from mingjian.people.tests.ground import People


def staged(people: People, ledger: Ledger, *rows: Sequence[str]) -> Batch:
    """A sheet read and judged; the first row holds the headings."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    content = text.getvalue().encode("utf-8-sig")
    office = people.office("county")
    batch = receive(ledger=ledger, office_id=office, file_name="表.csv", content=content, scope=people.scope)
    return read_batch(batch.pk, people.scope)


def committed(people: People, ledger: Ledger, *rows: Sequence[str]) -> Batch:
    batch = staged(people, ledger, *rows)
    assert reasons(batch) == []
    return commit_batch(batch.pk, people.scope)


def reasons(batch: Batch) -> Sequence[dict[str, str]]:
    """The reasons of the rejected rows, in the sheet's order."""
    rows = Staged.objects.filter(batch=batch, status="rejected").order_by("row_number")
    return list(rows.values_list("reasons", flat=True))

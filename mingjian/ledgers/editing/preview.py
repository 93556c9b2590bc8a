"""What a bulk edit would do: each row's value before and after, and why some rows stay as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingjian.ledgers.columns import Column, Type
from mingjian.ledgers.editing.rule import Bulk
from mingjian.ledgers.reading.cells import read_column
from mingjian.ledgers.registry import Ledger
from mingjian.lib.errors import Invalid
from mingjian.offices.gate import Gate
from mingjian.offices.scope import Scope


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the preview. `refusal` is why it stays as it is, or ""."""

    id: int
    name: str
    version: int
    before: Any
    refusal: str


@dataclass(frozen=True, slots=True)
class Preview:
    """All rows of a bulk edit, those that change first."""

    column: Column
    value: Any
    lines: Sequence[Line]

    @property
    def changing(self) -> list[Line]:
        """The rows that take the value."""
        return [line for line in self.lines if not line.refusal]

    @property
    def refused(self) -> list[Line]:
        """The rows that stay as they are."""
        return [line for line in self.lines if line.refusal]


def bulk_of(ledger: Ledger) -> Bulk:
    """The ledger's rule; Invalid where its rows are changed one by one only."""
    if ledger.bulk is None:
        raise Invalid(_("Rows of this ledger are changed one by one."))
    return ledger.bulk


def value_of(ledger: Ledger, key: str, text: str) -> tuple[Column, Any]:
    """The column and the value, read as a sheet's cell would be. Raises Invalid."""
    rule = bulk_of(ledger)
    if key not in rule.columns:
        raise Invalid(_("Choose one of the columns."), {"column": _("Choose one of the columns.")})
    column, text = ledger.column(key), text.strip()
    if not text:
        if key not in rule.emptied:
            raise Invalid(_("Give the value."), {"value": _("A value is needed.")})
        return column, None
    if column.type is Type.CHOICE:
        codes = {str(code): code for code in column.choices}
        if text not in codes:
            raise Invalid(_("Choose one of the values."), {"value": _("Choose one of the values.")})
        return column, codes[text]
    value, reason = read_column(column, [text], None)[0]
    if reason:
        raise Invalid(reason, {"value": reason})
    return column, value


def preview(ledger: Ledger, ids: Sequence[int], column: Column, value: Any, scope: Scope) -> Preview:
    """The rows of `ids` within the scope, in that order. A constant number of queries."""
    rule = bulk_of(ledger)
    rows: QuerySet[Any] = ledger.model.objects.visible_to(scope)  # type: ignore[attr-defined]  # every ledger's is gated
    names = dict(rows.filter(pk__in=ids).values_list("pk", ledger.columns[0].value))
    found = [row_id for row_id in ids if row_id in names]
    gate: Gate = replace(ledger.model.gate, right=rule.right)  # type: ignore[attr-defined]  # likewise
    own = rows.filter(pk__in=found).filter(gate.reach_q(scope) | gate.task_q(scope))
    editable = set(own.values_list("pk", flat=True))
    now = rule.now(found, column.key)
    refused = rule.refused(found, column.key, value)
    lines = [
        Line(
            row_id,
            str(names[row_id]),
            now[row_id].version,
            now[row_id].value,
            _why(row_id, value, now, editable, refused),
        )
        for row_id in found
    ]
    return Preview(column, value, sorted(lines, key=lambda line: bool(line.refusal)))


def _why(row_id: int, value: Any, now: Mapping[int, Any], editable: set[int], refused: Mapping[int, str]) -> str:
    if row_id not in editable:
        return _("Your account does not hold the right to change this row.")
    if row_id in refused:
        return refused[row_id]
    return _("It has this value already.") if now[row_id].value == value else ""

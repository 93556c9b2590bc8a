"""What changed in findings, kept with each revision so that the last change can be put back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.findings.rows import NewFinding
from mingjian.findings.writing import NamedAs
from mingjian.flow.history import Changed, keep
from mingjian.offices.scope import Scope

DAYS = ("found_on", "feedback_on", "due_on")
# The state moves by the table, and has its own history there.
MOVED = "state"


def keep_changes(
    rows: Sequence[Any],
    before: Mapping[int, tuple[NewFinding, list[NamedAs]]],
    after: Sequence[NewFinding],
    named: Sequence[Sequence[NamedAs]],
    scope: Scope,
    reason: str,
) -> None:
    """Keep what the revisions `rows` alter: of each the values it gives, and what they were. One statement."""
    changes = []
    for row, new, persons in zip(rows, after, named, strict=True):
        old, old_persons = before[row.id]
        keys = [key for key in row.values if key not in (MOVED, "persons")]
        was = {key: getattr(old, key) for key in keys}
        is_now = {key: getattr(new, key) for key in keys}
        if "persons" in row.values:
            was["persons"], is_now["persons"] = list(old_persons), list(persons)
        changes.append(Changed(row.id, row.version + 1, was, is_now))
    keep("finding", changes, actor=scope.actor, reason=reason)


def typed_values(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Kept JSON values as a revision takes them."""
    values = dict(kept)
    for key in DAYS:
        if values.get(key):
            values[key] = date.fromisoformat(values[key])
    if values.get("amount") is not None:
        values["amount"] = Decimal(values["amount"])
    if values.get("conduct"):
        lower, upper = (date.fromisoformat(bound) if bound else None for bound in values["conduct"])
        values["conduct"] = (lower, upper)
    if "persons" in values:
        values["persons"] = [(person, name, post) for person, name, post in values["persons"]]
    return values

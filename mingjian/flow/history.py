"""What was changed in a row, kept for its page: who, when, why, from what to what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import Range
from django.utils import timezone

from mingjian.audit.actor import Actor
from mingjian.flow.models import Change


@dataclass(frozen=True, slots=True)
class Changed:
    """One row's change: its version afterwards, and the values that differ, before and after."""

    row_id: int
    version: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def keep(kind: str, changes: Sequence[Changed], *, actor: Actor, reason: str = "") -> None:
    """Keep the changes of a batch, inside the calling action; what did not change is left out. One statement."""
    now = timezone.now()
    rows = []
    for each in changes:
        before, after = differing(each.before, each.after)
        if after:
            rows.append(
                Change(
                    kind=kind,
                    row_id=each.row_id,
                    version=each.version,
                    actor_id=actor.user_id,
                    system=actor.system,
                    at=now,
                    reason=reason,
                    before=before,
                    after=after,
                )
            )
    Change.objects.bulk_create(rows, batch_size=5000)


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values of `after` that are others than in `before`, as JSON holds them, with what they were."""
    old = {key: plain(before.get(key)) for key in after}
    new = {key: plain(value) for key, value in after.items()}
    keys = [key for key in new if new[key] != old[key]]
    return {key: old[key] for key in keys}, {key: new[key] for key in keys}


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, Range):
        return [plain(value.lower), plain(value.upper)]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def changes_of(kind: str, row_id: int) -> list[Change]:
    """The changes of a row that the caller found through the gate, the latest first."""
    return list(Change.objects.filter(kind=kind, row_id=row_id).order_by("-at", "-pk"))

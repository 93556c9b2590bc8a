"""Drafts put down beside the register, and taken up again when they are committed."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from mingjian.ledgers.bulk import copy_rows
from mingjian.ledgers.intake import CHANGED, GONE, NEW, REJECTED, UNCHANGED, Change, Draft, Existing, Values
from mingjian.ledgers.models import Batch, Staged, Written

STATUSES = (NEW, CHANGED, UNCHANGED, REJECTED)
FIELDS = ("batch", "row_number", "status", "values", "former", "reasons", "row_id", "version")


def put_down(
    batch: Batch, drafts: Sequence[Draft], gone: Sequence[Existing] = (), closing: Values | None = None
) -> dict[str, int]:
    """Replace what is staged of the batch; returns the count of each status, of the rarer ones only if there are any.

    Unchanged rows are only counted: nothing will be done with them. `gone` are the stored rows that the sheet no
    longer lists, with what they become if the clerk says so (`closing`).
    """
    Staged.objects.filter(batch=batch).delete()
    kept = (draft for draft in drafts if draft.verdict != UNCHANGED)
    copy_rows(Staged, FIELDS, (_values(batch.pk, draft) for draft in kept))
    copy_rows(Staged, FIELDS, (_gone(batch.pk, existing, closing or {}) for existing in gone))
    counts = dict.fromkeys(STATUSES, 0)
    for draft in drafts:
        counts[draft.verdict] = counts.get(draft.verdict, 0) + 1
    if gone:
        counts[GONE] = len(gone)
    return counts


def _gone(batch_id: int, existing: Existing, closing: Values) -> tuple[Any, ...]:
    former = {key: existing.values.get(key) for key in closing}
    return (batch_id, 0, GONE, _json(closing), _json(former), "{}", existing.id, existing.version)


def _values(batch_id: int, draft: Draft) -> tuple[Any, ...]:
    return (
        batch_id,
        draft.row_number,
        draft.verdict,
        _json(draft.values),
        _json(draft.former),
        _json(draft.reasons),
        draft.row_id,
        draft.version,
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else "{}"


def new_rows(batch: Batch) -> list[Values]:
    """The values of the rows to record, in the sheet's order."""
    staged = Staged.objects.filter(batch=batch, status=NEW).order_by("row_number")
    return list(staged.values_list("values", flat=True))


def changes(batch: Batch, *statuses: str) -> list[tuple[Change, Values]]:
    """The changes of these statuses (else those to existing rows), each with the former values of what it changes."""
    wanted = statuses or (CHANGED,)
    staged = Staged.objects.filter(batch=batch, status__in=wanted).order_by("row_number", "pk")
    rows: Any = staged.values_list("row_id", "version", "values", "former")
    return [(Change(row_id, version, values), former) for row_id, version, values, former in rows]


def note_written(batch: Batch, rows: Iterable[tuple[int, int, Values | None]]) -> int:
    """Keep what the batch did: row id, version after it, former values (None for a new row)."""
    return copy_rows(
        Written,
        ("batch", "row_id", "version", "former"),
        (
            (batch.pk, row_id, version, None if former is None else json.dumps(former, ensure_ascii=False))
            for row_id, version, former in rows
        ),
    )

"""How a room takes rows from a sheet: the four functions it binds, and the drafts that pass through them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.offices.scope import Scope

# What a column's cell reads as, in JSON values only: it waits in the staging table until the batch is decided on.
Values = dict[str, Any]

NEW, CHANGED, UNCHANGED, REJECTED = "new", "changed", "unchanged", "rejected"


@dataclass(slots=True)
class Draft:
    """One row of a sheet on its way in.

    `values` holds the columns that carried something (of a change: only those that differ, with what they were in
    `former`); `reasons` say per column, and under "" for the whole row, why it is rejected.
    """

    row_number: int
    values: Values
    reasons: dict[str, str] = field(default_factory=dict)
    verdict: str = NEW
    row_id: int | None = None
    version: int | None = None
    former: Values = field(default_factory=dict)

    def reject(self, key: str, reason: str) -> None:
        """Add a reason; the first one of a column stands."""
        self.reasons.setdefault(key, reason)
        self.verdict = REJECTED


@dataclass(frozen=True, slots=True)
class Existing:
    """The stored row that a draft speaks of, with its values in the drafts' form."""

    id: int
    version: int
    values: Values


@dataclass(frozen=True, slots=True)
class Change:
    """New (or, for an undo, former) values of a stored row, made against a version of it."""

    id: int
    version: int
    values: Values


@dataclass(frozen=True, slots=True)
class Taken:
    """What a room wrote: ids of the new rows and versions of the changed ones, in the order given."""

    new_ids: list[int]
    versions: list[int]


Resolve = Callable[[Sequence[Draft], int, Scope], None]
Find = Callable[[Sequence[Draft], int, Scope], Mapping[int, Existing]]
Check = Callable[[Draft, Existing], None]
Take = Callable[[Sequence[Values], Sequence[Change], int, Scope, int], Taken]
Withdraw = Callable[[Sequence[int], Scope, int], None]
Restore = Callable[[Sequence[Change], Scope, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The room's side of an import; every function works on the whole batch at once.

    `resolve(drafts, office_id, scope)` turns written names into ids and rejects what does not hold.
    `find(drafts, office_id, scope)` gives position → the stored row it speaks of.
    `check(draft, existing)` may reject a change that cannot be made by a sheet.
    `take(new, changed, office_id, scope, batch_id)` writes it all through the room's actions.
    `withdraw(ids, scope, batch_id)` takes new rows back; `restore(changes, scope, batch_id)` puts former values back.
    `same_row(values)` is what makes two rows of one sheet the same row.
    `cleaned(content, name)` may take out of a file what must not be kept; it runs before anything is.
    """

    resolve: Resolve
    find: Find
    check: Check
    take: Take
    withdraw: Withdraw
    restore: Restore
    same_row: Callable[[Values], Any]
    cleaned: Callable[[bytes, str], tuple[bytes, str]] | None = None

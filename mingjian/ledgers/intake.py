"""How a room takes rows from a sheet: the four functions it binds, and the drafts that pass through them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope

# What a column's cell reads as, in JSON values only: it waits in the staging table until the batch is decided on.
Values = dict[str, Any]

NEW, CHANGED, UNCHANGED, REJECTED = "new", "changed", "unchanged", "rejected"
# A row that takes up again what was closed; and a stored row that the sheet should list and does not.
REOPENED, GONE = "reopened", "gone"


@dataclass(frozen=True, slots=True)
class Choice:
    """One row that a written name may mean: the code that says it without doubt, and words to tell it by."""

    code: str
    words: str


# Column → text as written → code of the row that it means, as a clerk has answered.
Answers = Mapping[str, Mapping[str, str]]
Asked = Mapping[str, tuple[str, Sequence[Choice]]]
NO_ANSWERS: Answers = {}


@dataclass(slots=True)
class Draft:
    """One row of a sheet on its way in.

    `values` holds the columns that carried something (of a change: only those that differ, with what they were in
    `former`); `reasons` say per column, and under "" for the whole row, why it is rejected. `asked` holds per column
    the text that may mean several rows, with these; `answers` are those of the whole file.
    """

    row_number: int
    values: Values
    reasons: dict[str, str] = field(default_factory=dict)
    verdict: str = NEW
    row_id: int | None = None
    version: int | None = None
    former: Values = field(default_factory=dict)
    answers: Answers | None = field(default=None, repr=False)
    asked: Asked | None = None

    def reject(self, key: str, reason: str) -> None:
        """Add a reason; the first one of a column stands."""
        self.reasons.setdefault(key, reason)
        self.verdict = REJECTED

    def ask(self, key: str, text: str, choices: Sequence[Choice], reason: str) -> str | None:
        """The code that a clerk has chosen for a name with several meanings; without one the row is rejected with
        the reason, and the choices are offered once for the whole file."""
        chosen = (self.answers or {}).get(key, {}).get(normalise(text))
        if chosen is not None and any(chosen == choice.code for choice in choices):
            return chosen
        self.asked = {**(self.asked or {}), key: (text, choices)}
        self.reject(key, reason)
        return None


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
Listed = Callable[[Sequence[Draft], int, Scope], Sequence[Existing]]
Earlier = Callable[[Sequence[Draft], int, Scope], Mapping[int, int]]
Reopens = Callable[[Draft, Existing], bool]
Decide = Callable[[Sequence[Change], str, Scope, int], list[int]]


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

    A room whose sheets list everything of a round or period says so with four more. `listed(drafts, office_id, scope)`
    gives the open rows of the same rounds or periods, which the sheet should list; one that it does not may become
    `closing` when the clerk says so. `reopens(draft, existing)` says that a change takes up again what was closed.
    `decide(changes, reason, scope, batch_id)` makes both kinds of change, which ask for a reason; returns versions.
    `earlier(drafts, office_id, scope)` gives position → the stored row that a new row of a re-inspection repeats.
    """

    resolve: Resolve
    find: Find
    check: Check
    take: Take
    withdraw: Withdraw
    restore: Restore
    same_row: Callable[[Values], Any]
    cleaned: Callable[[bytes, str], tuple[bytes, str]] | None = None
    listed: Listed | None = None
    closing: Values = field(default_factory=dict)
    reopens: Reopens | None = None
    earlier: Earlier | None = None
    decide: Decide | None = None

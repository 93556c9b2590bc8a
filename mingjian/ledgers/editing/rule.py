"""What a room declares so that rows of its ledger can be changed many at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.ledgers.intake import Change
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

# So many rows and no more: the record names each of them (audit.record.MOST_IDS).
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Now:
    """A row as it is stored: its version and the column's value, in the JSON form of drafts."""

    version: int
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """How a room's rows take one value many at once.

    `columns` are the keys that may be set so, `with_reason` those for which the record asks why, `emptied` those that
    may be set to nothing. `now` reads rows; `refused` says, for those that cannot take the value, why; `write` is the
    room's own action for a set: it checks rights and versions, raises Stale, and gives each changed row's new version.
    """

    right: Right
    columns: tuple[str, ...]
    now: Callable[[Sequence[int], str], Mapping[int, Now]]
    write: Callable[[Sequence[Change], Scope, str], Sequence[int]]
    refused: Callable[[Sequence[int], str, Any], Mapping[int, str]] = field(default=lambda _ids, _key, _value: {})
    with_reason: frozenset[str] = frozenset()
    emptied: frozenset[str] = frozenset()

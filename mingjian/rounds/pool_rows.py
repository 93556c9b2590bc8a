"""Pool members before they are stored, and as COPY takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.people.joining import AsWritten
from mingjian.rounds.pool_kinds import POOL, Pool

COLUMNS = (
    *("id", "office_id", "office_path", "about_orgs", "about_persons", "person_id", "pool", "unit", "org_id", "post"),
    *("rank", "political_status", "education", "specialities", "awards", "note", "joined_on", "left_on", "state"),
    *("version", "batch_id"),
)
# What a revision may change: everything but the person, the pool and the state.
REVISABLE = (
    *("unit", "org_id", "post", "rank", "political_status", "education", "specialities", "awards", "note"),
    "joined_on",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPoolMember:
    """A member to record: a register row already known (`person_id`), or as written, to be joined by evidence."""

    office_id: int
    joined_on: date
    person_id: int | None = None
    written: AsWritten | None = None
    pool: str = Pool.TALENT
    unit: str = ""
    org_id: int | None = None
    post: str = ""
    rank: int | None = None
    political_status: str = ""
    education: str = ""
    specialities: Sequence[str] = ()
    awards: str = ""
    note: str = ""
    left_on: date | None = None
    state: str = POOL.initial


def record_of(pk: int, row: NewPoolMember, person_id: int, path: str, batch_id: int | None) -> tuple[Any, ...]:
    """The values of COLUMNS."""
    return (
        *(pk, row.office_id, path, [], [], person_id, str(row.pool), row.unit, row.org_id, row.post),
        *(row.rank, row.political_status, row.education, list(row.specialities), row.awards, row.note),
        *(row.joined_on, row.left_on, row.state, 1, batch_id),
    )
